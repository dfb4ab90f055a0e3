import { may } from '../domain/access/table';
import { record } from '../domain/case/decide/decision';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { chainOf, settledWith } from '../notices/alert-chain';
import type { Delivery } from '../notices/outbox';
import { answeredOn } from '../notices/shared-card';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { CaseView } from './casework';
import { rulesOfCase, viewOf } from './load';
import { refusing } from './refusing';
import { actOn, noSuchCase, type CaseworkDeps } from './record';
import { isStillTheirs } from './whose-alert';

export interface Acknowledged {
  readonly view: CaseView;
  readonly delivery: Delivery;
  /** False when somebody had answered before. */
  readonly first: boolean;
}

/**
 * Answers an alert: the person it was sent to, or a colleague whose role may. The answer is a fact on the case, and
 * the first one stands. A card speaks for all that it tells, so its answer is the answer to each of them that is still
 * its reader's to answer: who was given another role since would settle for all what nobody with a role for it has read.
 */
export function acknowledge(person: Person, deliveryId: string, deps: CaseworkDeps): Promise<Acknowledged> {
  return refusing(person, 'acknowledge', deps, () => answered(person, deliveryId, deps));
}

async function answered(person: Person, deliveryId: string, deps: CaseworkDeps): Promise<Acknowledged> {
  const { storage, policies } = deps;
  const delivery = await storage.outbox.byId(deliveryId);
  // As much is read for an alert that there is not.
  const found = await storage.cases.headById(delivery?.caseId ?? deliveryId);
  const head = delivery?.caseId ? found : null;
  if (!delivery || !head) throw noSuchCase();
  const action = delivery.recipient === person.id ? 'acknowledge-own' : 'acknowledge';
  if (!may(person, action, head)) throw noSuchCase(head);
  const theCase = await storage.cases.byId(head.id);
  if (!theCase) throw noSuchCase(head);
  const ruled = { case: theCase, packs: rulesOfCase(theCase, policies) };
  const isTheirs = (one: Delivery) => isStillTheirs(person, one, ruled);
  const theirs = (await answeredOn(delivery, storage.outbox)).filter(isTheirs);
  if (theirs.length === 0) throw noSuchCase(theCase);
  let first = false;
  const view = await actOn(
    async (stores, now) => {
      const current = await stores.cases.byId(theCase.id);
      if (!current) throw noSuchCase();
      return viewOf(current, stores, policies, londonDate(now));
    },
    person,
    action,
    deps,
    async (_view, now, stores) => {
      const answered: Delivery[] = [];
      for (const one of (await answeredOn(delivery, stores.outbox)).filter(isTheirs)) {
        if (await stores.outbox.acknowledge(one.id, person.id, now)) answered.push(one);
      }
      first = answered.length > 0;
      for (const one of answered) await settleForOthers(one, person, now, stores);
      const facts = answered.map(({ obligation, occurrence }) => ({ obligation, occurrence }));
      return record(...facts.map((fact) => ({ kind: 'acknowledged' as const, ...fact })));
    },
  );
  return { view, delivery: (await storage.outbox.byId(deliveryId)) ?? delivery, first };
}

/** The same alert as it went to others before and after it was passed on. */
async function settleForOthers(answered: Delivery, { id: by }: Person, now: Instant, stores: Stores): Promise<void> {
  for (const { id } of settledWith(answered, await chainOf(answered, stores)))
    await stores.outbox.acknowledge(id, by, now);
}
