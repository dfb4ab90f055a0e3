import type { CaseView } from '../casework/casework';
import { may } from '../domain/access/table';
import type { Step } from '../notices/chain/steps';
import { namedIn } from '../notices/delivery-record';
import { bearerOf } from '../notices/chain/lost';
import type { Delivery } from '../notices/outbox';
import type { Person } from '../people/directory';
import type { PageDeps } from './pages/deps';
import type { Names } from './views/timeline';
import { rolesInWords } from './views/words';

/** A delivery with its case, as a list speaks of it; the case is null where it is about none, or is no longer there. */
export interface SentAlert {
  readonly delivery: Delivery;
  /** The one on whose card it is told: itself where it has a card of its own. */
  readonly card: Delivery;
  readonly view: CaseView | null;
  /** The reader may open the case, and read what was typed on it. */
  readonly opens: boolean;
  /** What was done because it could not be brought to its recipient, in order. */
  readonly steps: readonly Step[];
}

export interface SentAlerts {
  readonly alerts: readonly SentAlert[];
  /** Of staff alone; their roles for a reader who sees no case, since what has to be judged is that it was read, not by whom. */
  readonly names: Names;
}

/** Each case is read once, however many alerts went out about it. */
export async function sentAlerts(
  deliveries: readonly Delivery[],
  reader: Person,
  { casework, storage }: Pick<PageDeps, 'casework' | 'storage'>,
): Promise<SentAlerts> {
  const views = new Map<string, CaseView | null>();
  for (const { caseId } of deliveries) {
    if (caseId && !views.has(caseId)) views.set(caseId, await casework.forDelivery(caseId));
  }
  const leads = await storage.outbox.byIds(deliveries.flatMap(({ foldedInto }) => foldedInto ?? []));
  const steps = await storage.steps.ofMany(deliveries.map(({ id }) => id));
  const people = await storage.directory.people(namedIn(deliveries, steps));
  const isNamed = may(reader, 'see-case', null);
  const viewOf = ({ caseId }: Delivery) => views.get(caseId ?? '') ?? null;
  return {
    alerts: deliveries.map((delivery) => ({
      delivery,
      card: bearerOf(delivery, leads),
      view: viewOf(delivery),
      opens: mayOpen(viewOf(delivery), reader),
      steps: steps.filter(({ noticeId }) => noticeId === delivery.id),
    })),
    names: new Map(people.map(({ id, name, roles }) => [id, isNamed ? name : rolesInWords(roles)])),
  };
}

const mayOpen = (view: CaseView | null, reader: Person): boolean => view !== null && may(reader, 'see-case', view.case);
