import { setTimeout as delay } from 'node:timers/promises';

/** The work's answer, or after so many milliseconds the other one; the work goes on all the same. */
export async function within<T>(milliseconds: number, work: Promise<T>, otherwise: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const timeUp = delay<typeof TIME_UP>(milliseconds, TIME_UP, { signal: done.signal }).catch(
    (): typeof TIME_UP => TIME_UP,
  );
  try {
    const first = await Promise.race([work, timeUp]);
    return first === TIME_UP ? await otherwise() : first;
  } finally {
    done.abort();
  }
}

const TIME_UP: unique symbol = Symbol('time is up');
