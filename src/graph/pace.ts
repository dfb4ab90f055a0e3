/** Waits for a place; the answer gives it back. */
export type Pace = () => Promise<() => void>;

interface Rule {
  /** So many calls in a window, and no more. */
  readonly most: number;
  readonly windowMs: number;
}

/**
 * "installedApps, appCatalogs: GET and POST, 30 requests per second per app per tenant" (Microsoft Graph, "Throttling
 * limits", Teams). Some places are left to the other instances; what Graph still refuses it says with a Retry-After.
 */
export const PUBLISHED: Rule = { most: 20, windowMs: 1_000 };

/**
 * Graph counts when a call arrives, which is some time between its start and its answer. So a call keeps its place from
 * its start until one window after its answer, and no window of arrivals can hold more than `most`.
 */
export function createPace(
  { most, windowMs }: Rule,
  wait: (milliseconds: number, then: () => void) => unknown = (milliseconds, then) =>
    setTimeout(then, milliseconds).unref(),
): Pace {
  let taken = 0;
  const queue: (() => void)[] = [];

  function next(): void {
    if (taken >= most) return;
    const start = queue.shift();
    if (!start) return;
    taken += 1;
    start();
  }
  function free(): void {
    taken -= 1;
    next();
  }

  return async () => {
    await new Promise<void>((start) => {
      queue.push(start);
      next();
    });
    return () => void wait(windowMs, free);
  };
}
