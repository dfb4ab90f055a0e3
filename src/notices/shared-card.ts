import type { CaseView } from '../casework/casework';
import { snoozeOf } from '../domain/case/snooze';
import type { Directory, Person } from '../people/directory';
import { answeredWith } from './answered-with';
import { foremost } from './fold';
import { byDue, type Delivery, type Outbox } from './outbox';
import { isOvertaken } from './overtaken';

/** The alerts that are told on one card: the one that it was sent for, then those folded into it, oldest first. */
export type SharedCard = readonly [lead: Delivery, ...others: Delivery[]];

/** The card on which an alert is told, its own or another's. */
export async function sharedCard(delivery: Delivery, outbox: Pick<Outbox, 'byId' | 'foldedInto'>): Promise<SharedCard> {
  const lead = (delivery.foldedInto !== null && (await outbox.byId(delivery.foldedInto))) || delivery;
  return [lead, ...(lead.folds > 0 ? await outbox.foldedInto(lead.id) : [])];
}

/**
 * What a press on the card of this alert answers: all that is told on it. Where a try of its own may have arrived, and
 * it was put since on the card of another that nobody can have seen yet, that is itself alone.
 */
export async function answeredOn(delivery: Delivery, outbox: Pick<Outbox, 'byId' | 'foldedInto'>): Promise<SharedCard> {
  const card = await sharedCard(delivery, outbox);
  const [{ id, state, unanswered }] = card;
  const mayBeSeen = ['sending', 'sent'].includes(state) || unanswered > 0;
  return id === delivery.id || mayBeSeen ? card : [delivery];
}

/** The delivery by whose card this one is told, itself or another; null where there is none. */
export async function bearerIn(id: string, outbox: Pick<Outbox, 'byId'>): Promise<Delivery | null> {
  const one = await outbox.byId(id);
  return one?.foldedInto ? outbox.byId(one.foldedInto) : one;
}

/** One of the alerts on a card, as it stands before the card's recipient. */
export interface OnCard {
  /** With the answer that it has had, be it from a colleague. */
  readonly delivery: Delivery;
  readonly by: Person | undefined;
  /** There is nothing left to ask for. */
  readonly isOver: boolean;
  /** They have put it off, and it comes again. */
  readonly isPutOff: boolean;
}

export const standingOn = (
  card: SharedCard,
  view: CaseView,
  recipient: Person | null,
  directory: Pick<Directory, 'people'>,
): Promise<OnCard[]> =>
  Promise.all(
    card.map(async (one) => {
      const { answered: delivery, by } = await answeredWith(one, view, recipient, directory);
      const isPutOff = snoozeOf(view.case.facts, one, one.recipient) !== null;
      return { delivery, by, isOver: isOvertaken(one, view), isPutOff };
    }),
  );

/** What the card still asks of its recipient, oldest first. */
export const askedOn = (standing: readonly OnCard[]): Delivery[] =>
  standing
    .filter(({ delivery, isOver, isPutOff }) => delivery.acknowledgedAt === null && !isOver && !isPutOff)
    .map(({ delivery }) => delivery)
    .sort(byDue);

/**
 * The alert in whose words the card speaks: what it still asks, and of that the one which would lead; then what comes
 * again; and when nothing is left, the one that it was sent for.
 */
export function speakerOf(standing: readonly OnCard[]): OnCard {
  const [lead] = standing as [OnCard];
  const asked = askedOn(standing);
  if (asked.includes(lead.delivery)) return lead;
  const speaks = asked.length > 0 ? foremost(asked) : null;
  return (
    standing.find(({ delivery, isPutOff, isOver }) => (speaks ? delivery === speaks : isPutOff && !isOver)) ?? lead
  );
}
