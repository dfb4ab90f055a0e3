import type { Delivery } from './outbox';

/** Several alerts about one case that wait for one person become one card, which names the others. */
export interface Fold {
  readonly lead: string;
  readonly others: readonly string[];
}

type Waiting = Pick<Delivery, 'id' | 'recipient' | 'urgent' | 'dueAt'>;

/**
 * Who leads: the urgent one, then the one that fell due last, since it tells how far the case has come. Nobody's only
 * alert is a fold.
 * @param waiting alerts about one case, the oldest first where two fell due at the same moment.
 */
export function fold(waiting: readonly Waiting[]): Fold[] {
  const byRecipient = Map.groupBy(waiting, ({ recipient }) => recipient);
  return [...byRecipient.values()].flatMap((alerts) => {
    const lead = alerts.reduce((first, one) => (leadsBefore(one, first) ? one : first));
    const others = alerts.filter((one) => one !== lead).map(({ id }) => id);
    return others.length > 0 ? [{ lead: lead.id, others }] : [];
  });
}

const leadsBefore = (one: Waiting, other: Waiting): boolean =>
  one.urgent === other.urgent ? one.dueAt >= other.dueAt : one.urgent;
