import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { Storage } from '../stores';
import type { SteadyClock } from './steady-clock';

/** Whether the clock by which things fall due can be believed. */
export interface ClockWatch {
  /**
   * False while it is far from the database's: nothing may be told by it then, since what is told too early is not told
   * when it is due. True again, it has every case looked at once more whose next moment it may have put too far away.
   */
  isRight(): Promise<boolean>;
  /** By how many seconds it is ahead of the database's; below zero when it is behind. */
  aheadSeconds(): number;
}

interface Deps {
  readonly storage: Pick<Storage, 'settings' | 'directory' | 'cases'>;
  readonly clock: Clock;
  readonly steady: Pick<SteadyClock, 'now'>;
  readonly log: Logger;
}

const FARTHEST_APART_SECONDS = 300;
/** The latest moment that any instance has seen on its clock. */
const SEEN = 'latest-moment-seen';

/** The demo's clock is moved on purpose. */
export const MOVED_ON_PURPOSE: ClockWatch = { isRight: async () => true, aheadSeconds: () => 0 };

export function createClockWatch({ storage, clock, steady, log }: Deps): ClockWatch {
  const { settings, directory, cases } = storage;
  let wasWrong = false;
  const aheadSeconds = () => Math.round((Date.parse(clock.now()) - steady.now()) / 1_000);

  /** Another instance, or this one before it was started again, may have seen a moment that is still to come. */
  async function wasAhead(): Promise<boolean> {
    const seen = await settings.get(SEEN);
    return seen !== null && Date.parse(seen) - Date.parse(clock.now()) > FARTHEST_APART_SECONDS * 1_000;
  }

  async function lookAtAllAgain(): Promise<void> {
    let looked = 0;
    for (const { code } of await directory.authorities()) looked += await cases.makeDue(code, null, clock.now());
    log.warn({ cases: looked }, 'the clock is right again: all cases are looked at once more');
  }

  return {
    aheadSeconds,
    async isRight() {
      const apart = aheadSeconds();
      if (Math.abs(apart) > FARTHEST_APART_SECONDS) {
        log.error(
          { aheadSeconds: apart },
          'the clock is far from the database’s: nothing is told until one is set right',
        );
        if (!wasWrong) await settings.set(SEEN, clock.now());
        wasWrong = true;
        return false;
      }
      if (wasWrong || (await wasAhead())) await lookAtAllAgain();
      wasWrong = false;
      await settings.set(SEEN, clock.now());
      return true;
    },
  };
}
