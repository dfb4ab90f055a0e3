import { may } from '../domain/access/table';
import type { LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { decideSnooze } from '../domain/case/decide/snooze';
import { Refusal } from '../errors';
import type { Delivery } from '../notices/outbox';
import { askedOn, sharedCard, standingOn, type OnCard } from '../notices/shared-card';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { refusing } from './refusing';
import { act, noSuchCase, type CaseworkDeps } from './record';

/** An alert that a person has, with its case. */
export interface OwnAlert {
  readonly view: CaseView;
  readonly delivery: Delivery;
  /** What its card still asks: the alert itself, others that are told on its card, or nothing. */
  readonly asked: readonly Delivery[];
}

/** What people do with the alerts that were sent to them, beside answering them. */
export interface AlertWork {
  /** Throws `Refusal` for an alert that is somebody else's. */
  own(person: Person, deliveryId: string): Promise<OwnAlert>;
  /** It comes again on the morning of that day, and so does all that its card still asks besides. */
  snooze(person: Person, deliveryId: string, until: LocalDate, reason: string): Promise<Omit<OwnAlert, 'asked'>>;
}

export function createAlertWork(
  deps: CaseworkDeps,
  see: (person: Person, reference: string) => Promise<CaseView>,
): AlertWork {
  const { outbox, cases, directory } = deps.storage;

  const own = (person: Person, deliveryId: string): Promise<OwnAlert> =>
    refusing(person, 'snooze', deps, () => alertOf(person, deliveryId));

  async function alertOf(person: Person, deliveryId: string): Promise<OwnAlert> {
    const delivery = await outbox.byId(deliveryId);
    // As much is read for an alert that there is not.
    const found = await cases.headById(delivery?.caseId ?? deliveryId);
    const head = delivery?.caseId ? found : null;
    if (!delivery || !head || delivery.recipient !== person.id || !may(person, 'snooze', head)) throw noSuchCase(head);
    const view = await see(person, head.reference);
    const standing = await standingOn(await sharedCard(delivery, outbox), view, person, directory);
    return { delivery, view, asked: askedOn(standing) };
  }

  return {
    own,
    async snooze(person, deliveryId, until, reason) {
      const { delivery, view: before } = await own(person, deliveryId);
      const view = await act(person, before.case.reference, 'snooze', deps, async (now, at, stores) => {
        const card = await sharedCard((await stores.outbox.byId(deliveryId)) ?? delivery, stores.outbox);
        const standing = await standingOn(card, now, person, stores.directory);
        const asked = askedOn(standing);
        if (asked.length === 0) throw nothingToPutOff(standing);
        const ruleOf = (rule: string) => now.policy.alerts.find(({ id }) => id === rule);
        const reminders = asked.map(({ obligation, occurrence }) => ({
          ...{ obligation, occurrence, rule: ruleOf(obligation) },
        }));
        return decideSnooze(now.case.facts, reminders, now.assessment, until, reason, now.policy, londonDate(at));
      });
      return { delivery, view };
    },
  };
}

function nothingToPutOff(standing: readonly OnCard[]): Refusal {
  return standing.some(({ isPutOff }) => isPutOff)
    ? new Refusal('refused', 'You have put this alert off already. It comes again by itself.')
    : new Refusal('refused', 'This alert has been answered already.');
}
