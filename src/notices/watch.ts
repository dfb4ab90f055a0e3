import type { Logger } from 'pino';
import { viewOf, type Policies } from '../casework/load';
import type { Clock } from '../clock';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { Storage, Stores } from '../stores';
import type { Delivery } from './outbox';
import { LookedMeanwhile, lookAtAlert, type Looked } from './pass-on';

const BATCH = 50;

export interface Watch {
  /** Passes on every alert that has not been answered in time; returns how many it looked at. */
  look(): Promise<number>;
}

interface Deps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Sees to it that alerts are answered. When to look at which stands in the outbox, so a restart forgets nothing, and of
 * two instances that look at once one finds that the other has.
 */
export function createWatch(deps: Deps): Watch {
  return {
    async look() {
      const now = deps.clock.now();
      const done = new Set<string>();
      for (;;) {
        const due = await deps.storage.outbox.answersDue(now, BATCH + done.size);
        const fresh = due.filter(({ id }) => !done.has(id));
        if (fresh.length === 0) return done.size;
        for (const delivery of fresh) {
          done.add(delivery.id);
          await lookAtOne(delivery, now, deps);
        }
      }
    },
  };
}

/** One alert's trouble must not keep the others from being passed on. */
async function lookAtOne({ id, answerBy, obligation }: Delivery, now: Instant, deps: Deps): Promise<void> {
  const ids = { notice: id, rule: obligation };
  try {
    const looked = await deps.storage.transaction((stores) => lookNow(id, answerBy ?? null, now, stores, deps));
    if (looked === 'passed-on') deps.log.warn(ids, 'an alert was not answered and has been passed on');
    if (looked === 'nobody') deps.log.error(ids, 'an alert is not answered, and there is nobody to pass it on to');
  } catch (error) {
    if (error instanceof LookedMeanwhile) return;
    deps.log.error({ ...ids, code: error instanceof Error ? error.name : 'unknown' }, 'an alert was not looked at');
  }
}

async function lookNow(
  id: string,
  seen: Instant | null,
  now: Instant,
  stores: Stores,
  { policies }: Deps,
): Promise<Looked> {
  await stores.directory.holdStill();
  const delivery = await stores.outbox.byId(id);
  const theCase = delivery?.caseId ? await stores.cases.byId(delivery.caseId) : null;
  if (!delivery || !theCase || delivery.answerBy !== seen) throw new LookedMeanwhile();
  const view = await viewOf(theCase, stores, policies, londonDate(now));
  return lookAtAlert(delivery, view, now, stores);
}
