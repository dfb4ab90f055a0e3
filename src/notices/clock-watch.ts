import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { Storage } from '../stores';
import { CALLED_AGAIN_MS, type AlarmCall } from './chain/taking';
import { instantOf, type SteadyClock } from './steady-clock';

/** Whether the clock by which things fall due can be believed. */
export interface ClockWatch {
  /**
   * False while it is far from the database's: nothing may be told by it then, since what is told too early is not told
   * when it is due. True again, it has every case looked at once more whose next moment it may have put too far away.
   */
  isRight(): Promise<boolean>;
  /** The same, looked at and nothing done about it. */
  looksRight(): boolean;
  /** By how many seconds it is ahead of the database's; below zero when it is behind. */
  aheadSeconds(): number;
}

interface Deps {
  readonly storage: Pick<Storage, 'settings' | 'directory' | 'cases' | 'outbox'>;
  readonly clock: Clock;
  readonly steady: Pick<SteadyClock, 'now'>;
  readonly alarm: AlarmCall;
  readonly log: Logger;
}

/** A clock that is farther from the database’s is not believed. */
export const FARTHEST_APART_SECONDS = 300;
const DAY_MS = 24 * 3_600_000;
/** The latest moment that any instance has seen on its clock. */
const SEEN = 'latest-moment-seen';

/** The demo's clock is moved on purpose. */
export const MOVED_ON_PURPOSE: ClockWatch = {
  isRight: async () => true,
  looksRight: () => true,
  aheadSeconds: () => 0,
};

/** What may be done on its own account goes by this: the bot's clock, or the database's while the bot's is wrong. */
export const believed = (
  watch: Pick<ClockWatch, 'looksRight'>,
  clock: Clock,
  steady: Pick<SteadyClock, 'now'>,
): Clock => ({ now: () => (watch.looksRight() ? clock.now() : instantOf(steady.now())) });

export function createClockWatch({ storage, clock, steady, alarm, log }: Deps): ClockWatch {
  const { settings, directory, cases, outbox } = storage;
  let wasWrong = false;
  /** Of the steady clock, which may itself be the one that is set right. */
  let called = { at: Number.NEGATIVE_INFINITY, quietForMs: 0 };
  const aheadSeconds = () => Math.round((Date.parse(clock.now()) - steady.now()) / 1_000);

  const looksRight = () => Math.abs(aheadSeconds()) <= FARTHEST_APART_SECONDS;

  /** Nobody is alerted of any child meanwhile: the operator is called until they hear, then once a day. */
  function callOperator(apart: number): void {
    const at = steady.now();
    if (Math.abs(at - called.at) < called.quietForMs) return;
    const call = (called = { at, quietForMs: CALLED_AGAIN_MS });
    log.fatal({ aheadSeconds: apart }, 'the operator is called');
    alarm({ what: 'clock-is-wrong', aheadSeconds: apart }, async (isTaken) => {
      if (isTaken) call.quietForMs = DAY_MS;
    });
  }

  /** Another instance, or this one before it was started again, may have seen a moment that is still to come. */
  async function wasAhead(): Promise<boolean> {
    const seen = await settings.get(SEEN);
    return seen !== null && Date.parse(seen) - Date.parse(clock.now()) > FARTHEST_APART_SECONDS * 1_000;
  }

  async function lookAtAllAgain(): Promise<void> {
    let looked = 0;
    for (const { code } of await directory.authorities()) looked += await cases.makeDue(code, null, clock.now());
    await outbox.wereAhead(clock.now());
    log.warn({ cases: looked }, 'the clock is right again: all cases are looked at once more');
  }

  return {
    aheadSeconds,
    looksRight,
    async isRight() {
      if (!looksRight()) {
        const apart = aheadSeconds();
        log.error(
          { aheadSeconds: apart },
          'the clock is far from the database’s: nothing is told until one is set right',
        );
        if (!wasWrong) await settings.set(SEEN, clock.now());
        wasWrong = true;
        callOperator(apart);
        return false;
      }
      if (wasWrong || (await wasAhead())) await lookAtAllAgain();
      wasWrong = false;
      called = { at: Number.NEGATIVE_INFINITY, quietForMs: 0 };
      await settings.set(SEEN, clock.now());
      return true;
    },
  };
}
