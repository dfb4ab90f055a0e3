import type { Casework, CaseView } from '../casework/casework';
import { isStillTheirs } from '../casework/whose-alert';
import { snoozeOf } from '../domain/case/snooze';
import { askingOnce, askingTogether } from '../notices/asking-together';
import { ANSWERED, OVERTAKEN, ROLE_GONE } from '../notices/endings';
import type { Delivery, Outbox } from '../notices/outbox';
import { isOvertaken } from '../notices/overtaken';
import { askedOn, sharedCard, speakerOf, standingOn, type OnCard } from '../notices/shared-card';
import type { Directory, Person } from '../people/directory';
import { whoseAlert } from './alert-options';
import { messageCard } from './answer';
import type { NoticeCard } from './notice-sender';
import type { PageDeps } from './pages/deps';
import type { CardSpec } from './turn';
import { toldInstead, type ToldInsteadReads } from './told-instead';
import { alertView } from './views/alert';

export interface AlertReads {
  readonly casework: Pick<Casework, 'forDelivery'>;
  readonly storage: ToldInsteadReads & {
    readonly directory: Pick<Directory, 'person' | 'people'>;
    readonly outbox: Pick<Outbox, 'byId' | 'foldedInto'>;
  };
}

/** The same for a crowd: what many alerts ask for at about the same time is read once. */
export const readingTogether = ({
  casework,
  storage: { directory, steps, outbox },
}: Pick<PageDeps, 'casework' | 'storage'>): AlertReads => ({
  casework: { forDelivery: askingOnce((caseId) => casework.forDelivery(caseId)) },
  storage: {
    ...{ steps, outbox },
    directory: {
      person: askingTogether(
        (ids) => directory.peopleHere(ids),
        ({ id }) => id,
      ),
      people: (ids) => directory.people(ids),
    },
  },
});

/**
 * What an alert says to the person it goes to; null when its case is no longer there. When there is nothing left to ask
 * for, it is `overtaken` if it still waited for its turn, and says so if it stands before its recipient. Whoever has
 * answered it by themselves, on the card of a try that may have arrived, is not asked again. Whoever has left, or has no
 * role for it any more, reads nothing new of its case.
 * @param afterwards for a card that stands: it must not be drawn from what was being read before its case moved on.
 */
export const alertCard =
  (atSending: AlertReads, afterwards = atSending): NoticeCard =>
  async (delivery, stands) => {
    const { casework, storage } = stands ? afterwards : atSending;
    const view = delivery.caseId ? await casework.forDelivery(delivery.caseId) : null;
    if (!view) return null;
    const recipient = await storage.directory.person(delivery.recipient);
    if (!isFor(recipient, delivery, view)) return stands ? notYours() : ROLE_GONE;
    const answeredBefore = delivery.passed != null && delivery.acknowledgedBy !== null;
    if (!stands && (answeredBefore || isOvertaken(delivery, view))) return OVERTAKEN;
    if (!stands && (await isAnsweredByThem(delivery, view, storage))) return ANSWERED;
    return standingCard(delivery, view, storage, { recipient });
  };

/** Not to somebody who has left, nor in a role that they have no more. */
export const isFor = (recipient: Person | null, delivery: Delivery, view: CaseView): recipient is Person =>
  recipient !== null && isStillTheirs(recipient, delivery, view);

/** On the card that stands with whom it is not for any more. It says nothing of the case, so that it stays as it is. */
export const notYours = (): CardSpec =>
  messageCard(
    'This alert is not for you any more: it goes by the roles that people have now. Nothing is asked of you here.',
  );

/** All that the card would ask was answered, or put off, by the one to whom it goes. */
async function isAnsweredByThem(delivery: Delivery, view: CaseView, { outbox }: AlertReads['storage']) {
  const isTheirs = (one: Delivery) =>
    one.acknowledgedBy === one.recipient || snoozeOf(view.case.facts, one, one.recipient) !== null;
  return isTheirs(delivery) && (await sharedCard(delivery, outbox)).every(isTheirs);
}

/**
 * A card as it is to stand before its recipient, with all that is told on it. It speaks of what is still asked; an
 * alert that was folded into it does not go quiet because the one that it was sent for is done.
 * @param known those who were read already: its recipient, and who looks at it where that is somebody else.
 */
export async function standingCard(
  delivery: Delivery,
  view: CaseView,
  storage: AlertReads['storage'],
  known: { readonly recipient?: Person; readonly reader?: Person } = {},
): Promise<CardSpec> {
  const { directory, outbox } = storage;
  const card = await sharedCard(delivery, outbox);
  const [lead] = card;
  const isKnown = known.recipient?.id === lead.recipient;
  const recipient = isKnown ? known.recipient : await directory.person(lead.recipient);
  const standing = await standingOn(card, view, recipient, directory);
  const { delivery: speaker, by, isOver } = speakerOf(standing);
  const asked = askedOn(standing);
  const open = asked.includes(speaker) ? asked : [speaker];
  return alertView(
    view,
    { ...speaker, possibleRepeat: lead.possibleRepeat },
    {
      ...{ recipient: known.reader ?? recipient, acknowledgedBy: by?.name, isOver },
      also: asked.filter((one) => one !== speaker),
      answeredToo: asked.length > 0 ? [] : answeredWithIt(speaker, standing),
      toldInstead: await toldInstead(lead, storage),
      whose: await Promise.all(open.map((one) => whoseAlert(one, directory))),
    },
  );
}

/** By the same answer. */
const answeredWithIt = (speaker: Delivery, standing: readonly OnCard[]): Delivery[] =>
  standing
    .map(({ delivery }) => delivery)
    .filter((one) => one !== speaker && one.acknowledgedAt !== null && one.acknowledgedAt === speaker.acknowledgedAt);
