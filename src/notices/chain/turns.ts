import { atWork } from '../awake';
import { HELD, WAITING, type Delivery, type Outbox } from '../outbox';
import { bearerIn } from '../shared-card';
import type { SteadyClock } from '../steady-clock';
import type { SettingStore } from '../../stores';
import { isLost } from './lost';
import type { StepStore } from './steps';

interface Deps {
  readonly outbox: Outbox;
  readonly steps: Pick<StepStore, 'of'>;
  readonly settings: SettingStore;
  readonly steady: SteadyClock;
}

/** Whether a try of this alert, or of the last word of it, is due and about to be made. */
export type IsToCome = (noticeId: string) => Promise<boolean>;

/** Where nothing sends for so long although it is due, somebody else is told all the same. */
const LONGEST_MS = 45_000;

/** Why what would tell others of an alert is not sent yet: the alert itself goes first, for some seconds. */
export const ALERT_FIRST = 'alert-first';
export const ALERT_FIRST_SECONDS = 5;

/**
 * It is due, and has not been so for long: whoever it is for is tried before anybody else is told. How long is counted
 * from what is stored, so that it comes to the same whichever instance asks, and however often one dies. What gives way
 * to the alert that it speaks of is due all the same.
 * @param since when we have been at work, in milliseconds: nobody could be tried before.
 */
export function isTriedFirst(
  { state, notBefore, lastError }: Pick<Delivery, 'state' | 'notBefore' | 'lastError'>,
  since: number,
  now: number,
): boolean {
  const gaveWay = state === 'retry' && lastError === ALERT_FIRST;
  const dueAt = Date.parse(notBefore) - (gaveWay ? ALERT_FIRST_SECONDS * 1_000 : 0);
  const isPast = dueAt <= now;
  const isDue = HELD.includes(state) || (WAITING.includes(state) && isPast);
  const dueSince = isPast ? Math.max(dueAt, since) : since;
  return isDue && now - dueSince < LONGEST_MS;
}

/**
 * After an outage of the bot or of its database everything is late at once, and nobody has been tried since. Whoever an
 * alert is for is tried first, and so are those who were told of it before, before anybody else is.
 */
export const createTurns = ({ outbox, steps, settings, steady }: Deps) => ({
  /** To be asked anew by each look for what is late. */
  async now(): Promise<IsToCome> {
    const since = await atWork(settings, steady.now());
    return async (noticeId) => {
      const last = (await steps.of(noticeId)).at(-1);
      const of = [noticeId, ...(last?.outcome === 'told' ? last.via : [])];
      const bearers = await Promise.all(of.map((id) => bearerIn(id, outbox)));
      return bearers.some((one) => one !== null && !isLost(one) && isTriedFirst(one, since, steady.now()));
    };
  },
});
