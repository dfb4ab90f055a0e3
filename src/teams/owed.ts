import { setTimeout as delay } from 'node:timers/promises';
import { describeError, type Log } from '../log';
import { failureOf, type Failure } from './send-outcome';

/** After each of these a late answer is tried again. With what the tries themselves take, all lie within `GIVEN_UP_MS`. */
const WAITS_MS = [1_000, 4_000, 15_000, 40_000];
/** Sooner than the person was told to send it again: see `slow.ts`. */
const GIVEN_UP_MS = 100_000;

/** What a person was promised, and has not been given yet. */
export interface Owed {
  /**
   * Writes it, behind whatever goes on, and again after a while where Teams does not take it. Nobody waits for it but
   * `idle`. After an unclear answer it may come twice, and is written as what may: none at all would do harm.
   * @param write throws what the connector throws.
   */
  give(write: (mayBeThere: boolean) => Promise<void>): void;
  /** Waits until everything has been given, or given up. */
  idle(): Promise<void>;
}

export function createOwed(log: Log): Owed {
  const underWay = new Set<Promise<void>>();

  async function insist(write: (mayBeThere: boolean) => Promise<void>): Promise<void> {
    const began = performance.now();
    let mayBeThere = false;
    for (let tries = 0; ; tries += 1) {
      try {
        return await write(mayBeThere);
      } catch (error) {
        const failure = failureOf(error, Date.now());
        const wait = waitAfter(failure, tries);
        if (wait === null || performance.now() - began + wait > GIVEN_UP_MS) {
          log.error(describeError(error), 'answer not delivered');
          return;
        }
        mayBeThere ||= failure.kind === 'ambiguous';
        log.warn(describeError(error), 'late answer not taken, and tried again');
        // A process that has nothing else to do need not stay for it.
        await delay(wait, undefined, { ref: false });
      }
    }
  }

  return {
    give(write) {
      const done = insist(write).finally(() => underWay.delete(done));
      underWay.add(done);
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** In milliseconds; null when another try would come to the same. */
function waitAfter(failure: Failure, tries: number): number | null {
  const wait = WAITS_MS[tries];
  if (wait === undefined || failure.kind === 'unreachable' || failure.kind === 'dead') return null;
  return Math.max(wait, (failure.afterSeconds ?? 0) * 1_000);
}
