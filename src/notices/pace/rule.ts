import { TENANT_WINDOWS, THREAD_WINDOWS, type Window } from './windows';

/** A call that has no answer yet is taken to have reached Teams within this time of its start. */
export const ARRIVES_WITHIN_MS = 1_000;

/** Instances tell the time from the database's clock, and are apart by a little. */
export const CLOCKS_APART_MS = 10;

/** How long a call may go on, so that the log need not be read further back. */
export const LONGEST_CALL_MS = 15_000;

/** How far back the log of calls is read, and a little more. What is older is of use to the record alone. */
export const CALLS_KEPT_MS = 75 * 60_000;

/** A call that was logged further ahead of now than this was logged by a clock that has been put back since. */
export const LONGEST_AHEAD_MS = LONGEST_CALL_MS;

/** Teams asks for seconds or minutes. What asks for more, be it a broken proxy, is not obeyed: an alert must not wait. */
export const LONGEST_HOLD_MS = 3_600_000;

/** Windows fill up at known moments, so places that come free within this time are given away at once. */
export const AHEAD_MS = 200;

/** The latest moment at which a call can have arrived, as far as is known. */
export const latestArrival = (startedAt: number, answeredAt: number | null): number =>
  answeredAt ?? startedAt + ARRIVES_WITHIN_MS;

/**
 * From when on each window has a free place. A call takes a place until one window after its latest arrival, so a
 * window with n places is free one window after the n-th latest of them.
 * @param latest the n-th latest arrival, n from 1; undefined where there were fewer calls.
 */
export const freeFrom = (latest: (n: number) => number | undefined, windows: readonly Window[]): number =>
  Math.max(...windows.map(({ places, ms }) => (latest(places) ?? Number.NEGATIVE_INFINITY) + ms + CLOCKS_APART_MS));

/** The calls that still take places, all moments in milliseconds of the steady clock. */
export interface PaceLog {
  /** Latest arrivals of the tenant's calls, the latest first; as many as the largest window has places. */
  readonly tenant: readonly number[];
  /** By conversation, from when on another call may go there. One that is not named is free. */
  readonly threads: ReadonlyMap<string, number>;
}

export interface Plan<W> {
  readonly starts: readonly { readonly want: W; readonly at: number }[];
  readonly waits: readonly { readonly want: W; readonly until: number }[];
}

/**
 * Which of these calls may start within `AHEAD_MS`, and when. The later in the list go where the earlier cannot: a slow
 * conversation holds up no other. One at a time for a conversation.
 */
export function plan<W extends { readonly thread: string }>(
  wants: readonly W[],
  { tenant, threads }: PaceLog,
  now: number,
): Plan<W> {
  const arrivals = [...tenant];
  const begun = new Set<string>();
  const starts: { want: W; at: number }[] = [];
  const waits: { want: W; until: number }[] = [];
  for (const want of wants) {
    const tenantFree = freeFrom((n) => arrivals[n - 1], TENANT_WINDOWS);
    const at = Math.max(now, tenantFree, threads.get(want.thread) ?? now);
    if (begun.has(want.thread)) waits.push({ want, until: at + AHEAD_MS });
    else if (at > now + AHEAD_MS) waits.push({ want, until: at });
    else {
      begun.add(want.thread);
      starts.push({ want, at });
      insert(arrivals, latestArrival(at, null));
    }
  }
  return { starts, waits };
}

/** The moment from which on a conversation takes another call, from its n-th latest arrivals and what Teams asked. */
export const threadFreeFrom = (latest: (n: number) => number | undefined, holdUntil: number | undefined): number =>
  Math.max(freeFrom(latest, THREAD_WINDOWS), holdUntil ?? Number.NEGATIVE_INFINITY);

/** Keeps the latest first, and no more than the windows can ask for. */
function insert(arrivals: number[], arrival: number): void {
  const index = arrivals.findIndex((other) => other < arrival);
  arrivals.splice(index < 0 ? arrivals.length : index, 0, arrival);
  arrivals.length = Math.min(arrivals.length, MOST_PLACES);
}

const MOST_PLACES = Math.max(...TENANT_WINDOWS.map(({ places }) => places));
