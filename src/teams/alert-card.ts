import type { Casework } from '../casework/casework';
import { askingOnce, askingTogether } from '../notices/asking-together';
import { OVERTAKEN, type Outbox } from '../notices/outbox';
import { isOvertaken } from '../notices/overtaken';
import type { Directory } from '../people/directory';
import { whoseAlert } from './alert-options';
import { answeredWith } from './answered-with';
import type { NoticeCard } from './notice-sender';
import type { PageDeps } from './pages/deps';
import { toldInstead, type ToldInsteadReads } from './told-instead';
import { alertView } from './views/alert';

export interface AlertReads {
  readonly casework: Pick<Casework, 'forDelivery'>;
  readonly storage: ToldInsteadReads & {
    readonly directory: Pick<Directory, 'person' | 'people'>;
    readonly outbox: Pick<Outbox, 'foldedInto'>;
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
 * for, it is `overtaken` if it still waited for its turn, and says so if it stands before its recipient.
 * @param afterwards for a card that stands: it must not be drawn from what was being read before its case moved on.
 */
export const alertCard =
  (atSending: AlertReads, afterwards = atSending): NoticeCard =>
  async (delivery, stands) => {
    const { casework, storage } = stands ? afterwards : atSending;
    const { outbox } = storage;
    const view = delivery.caseId ? await casework.forDelivery(delivery.caseId) : null;
    if (!view) return null;
    const isOver = isOvertaken(delivery, view);
    const answeredBefore = delivery.passed != null && delivery.acknowledgedBy !== null;
    if ((isOver || answeredBefore) && !stands) return OVERTAKEN;
    const told = delivery.folds > 0 ? await outbox.foldedInto(delivery.id) : [];
    const also = told.filter((one) => !isOvertaken(one, view));
    const recipient = await storage.directory.person(delivery.recipient);
    const { answered, by } = await answeredWith(delivery, view, recipient, storage.directory);
    const instead = await toldInstead(delivery, storage);
    const whose = await whoseAlert(delivery, storage.directory);
    const options = { recipient, acknowledgedBy: by?.name, isOver, also, toldInstead: instead, ...whose };
    return alertView(view, answered, options);
  };
