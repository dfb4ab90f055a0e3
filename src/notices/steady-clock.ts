import type { Instant } from '../domain/calendar/date';

/**
 * What leases, waits and the pace are measured by: it only runs forward, at the speed of time, and is the same for all
 * instances on one database. What is due, and what people read, is told by `Clock`.
 */
export interface SteadyClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rings once, at this moment or at once when it is past; the answer calls that off. */
  alarm(at: number, ring: () => void): () => void;
}

export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;

const LOOK_EVERY_MS = 60_000;
/** As long as a timer can be set. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface RunningClock extends SteadyClock {
  stop(): void;
}

/**
 * The database's time at the last look, carried on by the processor's own clock, which nobody sets. Never backwards: a
 * look that finds it ahead lets it stand until time has caught up.
 * @param look the database's time in milliseconds; when it cannot be had, the clock runs on from the last look.
 */
export async function startSteadyClock(look: () => Promise<number>): Promise<RunningClock> {
  let ahead = await lookBest(look);
  let last = Number.NEGATIVE_INFINITY;
  const timer = setInterval(() => {
    lookBest(look).then(
      (found) => (ahead = found),
      () => {},
    );
  }, LOOK_EVERY_MS).unref();
  return {
    now: () => (last = Math.max(last, Math.floor(performance.now() + ahead))),
    alarm(at, ring) {
      const wait = at - (performance.now() + ahead);
      const alarm = setTimeout(ring, Math.min(Math.max(Math.ceil(wait), 0), LONGEST_TIMER_MS));
      return () => clearTimeout(alarm);
    },
    stop: () => clearInterval(timer),
  };
}

const LOOKS = 7;

/**
 * By how much the database's clock is ahead of the processor's. It was read about half-way between asking and hearing, so
 * the quickest of several answers says it best: the first one waits for a connection.
 */
async function lookBest(look: () => Promise<number>): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, ahead: 0 };
  for (let n = 0; n < LOOKS; n += 1) {
    const asked = performance.now();
    const time = await look();
    const heard = performance.now();
    if (heard - asked < best.took) best = { took: heard - asked, ahead: time - (asked + heard) / 2 };
  }
  return best.ahead;
}
