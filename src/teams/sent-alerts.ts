import type { CaseView } from '../casework/casework';
import type { Delivery } from '../notices/outbox';
import type { PageDeps } from './pages/deps';
import type { Names } from './views/timeline';

/** A delivery with its case, as a list speaks of it; the case is null where it is about none, or is no longer there. */
export interface SentAlert {
  readonly delivery: Delivery;
  readonly view: CaseView | null;
}

export interface SentAlerts {
  readonly alerts: readonly SentAlert[];
  /** Of staff alone. */
  readonly names: Names;
}

/** Each case is read once, however many alerts went out about it. */
export async function sentAlerts(
  deliveries: readonly Delivery[],
  { casework, storage }: Pick<PageDeps, 'casework' | 'storage'>,
): Promise<SentAlerts> {
  const views = new Map<string, CaseView | null>();
  for (const { caseId } of deliveries) {
    if (caseId && !views.has(caseId)) views.set(caseId, await casework.forDelivery(caseId));
  }
  const ids = deliveries.flatMap(({ recipient, acknowledgedBy, insteadOf, passed }) => [
    recipient,
    ...(acknowledgedBy ? [acknowledgedBy] : []),
    ...(insteadOf ?? []),
    ...(passed?.from ?? []),
  ]);
  const people = await storage.directory.people([...new Set(ids)]);
  return {
    alerts: deliveries.map((delivery) => ({ delivery, view: views.get(delivery.caseId ?? '') ?? null })),
    names: new Map(people.map(({ id, name }) => [id, name])),
  };
}
