import type { Instant } from '../domain/calendar/date';

/**
 * What leases, waits and the pace are measured by: it runs forward at the speed of time, unless the database's clock is
 * set, and is the same for all instances on one database. What is due, and what people read, is told by `Clock`.
 */
export interface SteadyClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rings once, at this moment or at once when it is past; the answer calls that off. */
  alarm(at: number, ring: () => void): () => void;
}

export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;

/** Instances that look at different moments tell the time as differently as this at most, unless it was set meanwhile. */
export const CLOCK_ASTRAY_MS = 5_000;

const LOOK_EVERY_MS = 15_000;
const LOOK_AGAIN_MS = 1_000;
/** As long as a timer can be set. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface RunningClock extends SteadyClock {
  stop(): void;
}

/**
 * The database's time at the last look, carried on by the processor's own clock, which nobody sets. A look that finds it
 * a little ahead lets it stand until time has caught up. One that finds it far from where it was is not believed until
 * a second look says the same: then the database's clock has been set, and this one goes along, also backwards. To
 * stand still for hours would stop every delivery.
 * @param look the database's time in milliseconds; when it cannot be had, the clock runs on from the last look.
 */
export async function startSteadyClock(look: () => Promise<number>): Promise<RunningClock> {
  let ahead = await lookBest(look);
  let last = Number.NEGATIVE_INFINITY;
  let doubted: number | null = null;
  let timer: NodeJS.Timeout;
  let stopped = false;

  const lookIn = (ms: number) => {
    timer = setTimeout(() => void lookAgain(), ms).unref();
  };

  async function lookAgain(): Promise<void> {
    const found = await lookBest(look).catch(() => null);
    if (stopped) return;
    if (found !== null) believe(found);
    lookIn(doubted === null ? LOOK_EVERY_MS : LOOK_AGAIN_MS);
  }

  function believe(found: number): void {
    const isSet = doubted !== null && isNear(found, doubted);
    if (!isSet && !isNear(found, ahead)) {
      doubted = found;
      return;
    }
    if (!isNear(found, ahead)) last = Number.NEGATIVE_INFINITY;
    ahead = found;
    doubted = null;
  }

  lookIn(LOOK_EVERY_MS);
  return {
    now: () => (last = Math.max(last, Math.floor(performance.now() + ahead))),
    alarm(at, ring) {
      const wait = at - (performance.now() + ahead);
      const alarm = setTimeout(ring, Math.min(Math.max(Math.ceil(wait), 0), LONGEST_TIMER_MS));
      return () => clearTimeout(alarm);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= CLOCK_ASTRAY_MS;

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
