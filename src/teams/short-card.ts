import { askedOn, sharedCard, standingOn } from '../notices/shared-card';
import { isFor, notYours, type AlertReads } from './alert-card';
import { messageCard } from './answer';
import type { NoticeCard } from './notice-sender';
import type { CardSpec } from './turn';
import { does, opensCase } from './views/buttons';
import { HAD_BEFORE } from './views/repeat';

export const REPEAT_SAYS = ` ${HAD_BEFORE}`;

/** In place of an alert's card that Teams finds too big: of which case it is, and the way there. */
export const shortAlertCard =
  ({ casework, storage }: Pick<AlertReads, 'casework' | 'storage'>): NoticeCard =>
  async (delivery): Promise<CardSpec | null> => {
    const view = delivery.caseId ? await casework.forDelivery(delivery.caseId) : null;
    if (!view) return null;
    const recipient = await storage.directory.person(delivery.recipient);
    if (!isFor(recipient, delivery, view)) return notYours();
    const { reference } = view.case;
    const standing = await standingOn(await sharedCard(delivery, storage.outbox), view, recipient, storage.directory);
    const isOpen = askedOn(standing).length > 0;
    const repeat = delivery.possibleRepeat ? REPEAT_SAYS : '';
    const card = messageCard(
      isOpen
        ? `Something is due on case ${reference}. It is more than fits into one message: please open the case to see it.${repeat}`
        : `Case ${reference}: what was due here is taken care of, and nothing is asked of you.${repeat}`,
      [
        ...(isOpen ? [does('Acknowledge', 'acknowledge', { delivery: delivery.id }, 'positive')] : []),
        opensCase('Open the case', reference),
      ],
    );
    return { ...card, summary: `${reference}: something is due` };
  };
