import type { Logger } from 'pino';
import { viewOf, type Policies } from '../casework/load';
import type { Clock } from '../clock';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { Storage, Stores } from '../stores';
import { CALLED_AGAIN_MS, type AlarmCall } from './chain/taking';
import { eachOnce } from './each-once';
import { UNCOUNTED, type Escalations } from './escalations';
import type { Delivery } from './outbox';
import { LookedMeanwhile, lookAtAlert, type Looked } from './pass-on';
import { instantOf } from './steady-clock';

export interface Watch {
  /** Passes on every alert that has not been answered in time; returns how many it looked at. */
  look(): Promise<number>;
}

interface Deps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly clock: Clock;
  readonly alarm: AlarmCall;
  readonly escalations?: Escalations;
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
      return eachOnce(
        (most) => deps.storage.outbox.answersDue(now, most),
        ({ id }) => id,
        async (due) => {
          for (const ofCase of Map.groupBy(due, ({ caseId }) => caseId).values()) await lookAtThese(ofCase, now, deps);
        },
      );
    },
  };
}

/**
 * What nobody answers of one case goes on at once, so that it reaches the next person on one card. One alert's trouble
 * must not keep the others from being passed on, so where there is any, they are looked at one by one.
 */
async function lookAtThese(alerts: readonly Delivery[], now: Instant, deps: Deps): Promise<void> {
  try {
    const looked = await deps.storage.transaction(async (stores) => {
      await stores.directory.holdStill();
      const found: Looked[] = [];
      for (const alert of alerts) found.push(await lookNow(alert, now, stores, deps));
      return found;
    });
    alerts.forEach((alert, at) => tell(alert, looked[at]!, deps));
    await callFor(
      alerts.filter((_, at) => looked[at] === 'nobody'),
      now,
      deps,
    );
  } catch (error) {
    const [{ id, obligation }] = alerts as [Delivery];
    if (alerts.length > 1) for (const one of alerts) await lookAtThese([one], now, deps);
    else if (!(error instanceof LookedMeanwhile)) {
      const code = error instanceof Error ? error.name : 'unknown';
      deps.log.error({ notice: id, rule: obligation, code }, 'an alert was not looked at');
    }
  }
}

function tell({ id, obligation }: Delivery, looked: Looked, { log, escalations = UNCOUNTED }: Deps): void {
  const ids = { notice: id, rule: obligation };
  if (typeof looked === 'object') {
    escalations.passedOn(looked.level);
    log.warn(ids, 'an alert was not answered and has been passed on');
  }
  if (looked === 'nobody') log.fatal(ids, 'an alert is not answered, and there is nobody to pass it on to');
}

/** The operator is called once for each alert, to however many people it went. */
async function callFor(alerts: readonly Delivery[], now: Instant, { alarm, storage }: Deps): Promise<void> {
  const sameAlert = ({ obligation, occurrence }: Delivery) => `${obligation} ${occurrence}`;
  for (const [one] of Map.groupBy(alerts, sameAlert).values()) {
    const { id: notice, authority, obligation: rule } = one!;
    const what = 'alert-answered-by-nobody';
    const next = (await storage.outbox.byId(notice))?.answerBy ?? null;
    const soon = instantOf(Date.parse(now) + CALLED_AGAIN_MS);
    // Written down before the call, so that a crash in between is looked at again.
    if (next) await storage.outbox.lookAgain(notice, next, soon);
    alarm({ what, notice, authority, rule, alarms: await storage.steps.alarms() }, async (isTaken) => {
      if (isTaken && next) await storage.outbox.lookAgain(notice, soon, next);
    });
  }
}

async function lookNow(
  { id, answerBy: seen = null }: Delivery,
  now: Instant,
  stores: Stores,
  { policies }: Deps,
): Promise<Looked> {
  const delivery = await stores.outbox.byId(id);
  const theCase = delivery?.caseId ? await stores.cases.byId(delivery.caseId) : null;
  if (!delivery || !theCase || delivery.answerBy !== seen) throw new LookedMeanwhile();
  const view = await viewOf(theCase, stores, policies, londonDate(now));
  return lookAtAlert(delivery, view, now, stores);
}
