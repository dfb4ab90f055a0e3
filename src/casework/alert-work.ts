import { may } from '../domain/access/table';
import type { LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { decideSnooze } from '../domain/case/decide/snooze';
import { snoozeOf } from '../domain/case/snooze';
import { Refusal } from '../errors';
import type { Delivery } from '../notices/outbox';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { act, noSuchCase, type CaseworkDeps } from './record';

/** An alert that a person has, with its case. */
export interface OwnAlert {
  readonly view: CaseView;
  readonly delivery: Delivery;
}

/** What people do with the alerts that were sent to them, beside answering them. */
export interface AlertWork {
  /** Throws `Refusal` for an alert that is somebody else's. */
  own(person: Person, deliveryId: string): Promise<OwnAlert>;
  /** It comes again on the morning of that day. */
  snooze(person: Person, deliveryId: string, until: LocalDate, reason: string): Promise<OwnAlert>;
}

export function createAlertWork(
  deps: CaseworkDeps,
  see: (person: Person, reference: string) => Promise<CaseView>,
): AlertWork {
  const { outbox, cases } = deps.storage;

  async function own(person: Person, deliveryId: string): Promise<OwnAlert> {
    const delivery = await outbox.byId(deliveryId);
    const theCase = delivery?.caseId ? await cases.byId(delivery.caseId) : null;
    if (!delivery || !theCase || delivery.recipient !== person.id || !may(person, 'snooze', theCase))
      throw noSuchCase();
    return { delivery, view: await see(person, theCase.reference) };
  }

  return {
    own,
    async snooze(person, deliveryId, until, reason) {
      const { delivery, view: before } = await own(person, deliveryId);
      const view = await act(person, before.case.reference, 'snooze', deps, async (now, at, stores) => {
        const { acknowledgedAt } = (await stores.outbox.byId(deliveryId)) ?? delivery;
        if (acknowledgedAt) throw new Refusal('refused', 'This alert has been answered already.');
        if (snoozeOf(now.case.facts, delivery, person.id))
          throw new Refusal('refused', 'You have put this alert off already. It comes again by itself.');
        const rule = now.policy.alerts.find(({ id }) => id === delivery.obligation);
        return decideSnooze(now.case.facts, delivery, rule, now.assessment, until, reason, now.policy, londonDate(at));
      });
      return { delivery, view };
    },
  };
}
