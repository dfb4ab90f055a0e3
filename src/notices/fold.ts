import type { Delivery } from './outbox';

/** Several alerts about one case that wait for one person become one card, which names the others. */
export interface Fold {
  readonly lead: string;
  readonly others: readonly string[];
}

type Ranked = Pick<Delivery, 'urgent' | 'dueAt'>;
type Waiting = Ranked & Pick<Delivery, 'id' | 'recipient' | 'possibleRepeat'>;

/**
 * Of each recipient the foremost leads. Nobody's only alert is a fold, and nothing is put on the card of one that may
 * stand there already, and would not name it: the next one leads the others.
 * @param waiting alerts about one case, the oldest first where two fell due at the same moment.
 */
export function fold(waiting: readonly Waiting[]): Fold[] {
  const byRecipient = Map.groupBy(waiting, ({ recipient }) => recipient);
  return [...byRecipient.values()].flatMap(foldOf);
}

function foldOf(alerts: readonly Waiting[]): Fold[] {
  if (alerts.length < 2) return [];
  const lead = foremost(alerts);
  const others = alerts.filter((one) => one !== lead);
  return lead.possibleRepeat ? foldOf(others) : [{ lead: lead.id, others: others.map(({ id }) => id) }];
}

/**
 * The urgent one, then the one that fell due last, since it tells how far the case has come.
 * @param alerts at least one, the oldest first where two fell due at the same moment.
 */
export const foremost = <Alert extends Ranked>(alerts: readonly Alert[]): Alert =>
  alerts.reduce((first, one) => (leadsBefore(one, first) ? one : first));

const leadsBefore = (one: Ranked, other: Ranked): boolean =>
  one.urgent === other.urgent ? one.dueAt >= other.dueAt : one.urgent;
