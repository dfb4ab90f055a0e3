import { may } from '../domain/access/table';
import { OVERTAKEN } from '../notices/endings';
import { isOf } from '../notices/references';
import { changeOfNotice, isOfGoneTogether, notTakenOf, seriesOf } from '../panel/agenda-notice';
import type { Panel } from '../panel/panel';
import type { Stores } from '../stores';
import { messageCard } from './answer';
import type { NoticeCard } from './notice-sender';
import { agendaDigestView } from './views/agenda-digest';
import { GONE_TOGETHER, notTakenInWords, seriesInWords, wordInWords } from './views/meetings';
import { standsTwice } from './views/repeat';

interface Deps {
  readonly panel: Panel;
  readonly storage: Pick<Stores, 'directory' | 'references'>;
  /** What Teams calls this bot; see `isOfAnotherBot`. */
  readonly bot: string | null;
}

/**
 * What the panel's channel is shown; null when the authority is no longer there. Once the meeting has been, its
 * agenda says what was decided. One that does not stand there yet is not posted then, nor while its meeting is not to take
 * place or not to be prepared yet.
 */
export const agendaCard =
  ({ panel, storage, bot }: Deps): NoticeCard =>
  async (delivery, stands) => {
    if (changeOfNotice(delivery.obligation) !== null) {
      const word = await panel.wordFor(delivery);
      return word ? said(wordInWords(word), delivery.possibleRepeat) : OVERTAKEN;
    }
    if (isOfGoneTogether(delivery.obligation)) return said(GONE_TOGETHER, delivery.possibleRepeat);
    const series = seriesOf(delivery.obligation);
    if (series !== null) return said(seriesInWords(series), delivery.possibleRepeat);
    if (notTakenOf(delivery.obligation) !== null) {
      const notTaken = await panel.notTakenFor(delivery);
      return notTaken ? said(notTakenInWords(notTaken), delivery.possibleRepeat) : OVERTAKEN;
    }
    const agenda = await panel.forDelivery(delivery);
    if (!agenda) return null;
    const isOver = agenda.meeting < agenda.asOf;
    if (stands ? isOver && !agenda.outcome : isOver || !agenda.isToBePosted) return OVERTAKEN;
    const ownViewFor = await readersOf(delivery.authority, storage, bot);
    return agendaDigestView(agenda, { possibleRepeat: delivery.possibleRepeat, ownViewFor });
  };

const TWICE = standsTwice('This message');
const said = (words: string, possibleRepeat: boolean) => messageCard(words + (possibleRepeat ? ` ${TWICE}` : ''));

/** Teams shows so many people a card of their own. */
const MOST_OWN_VIEWS = 60;

/** Platform ids of those who may see the agenda, as far as the bot has met them; the panel's own members first. */
async function readersOf(
  authority: string,
  { directory, references }: Deps['storage'],
  bot: string | null,
): Promise<string[]> {
  const readers = (await directory.everybody(authority)).filter((person) => may(person, 'see-agenda', null));
  const isMember = new Set(readers.filter(({ roles }) => roles.includes('panel-member')).map(({ id }) => id));
  const byId = new Map(readers.map((person) => [person.id, person]));
  const met = (await references.ofMany([...byId.keys()])).filter(
    (one) => one.userId !== '' && isOf(one, byId.get(one.recipient)!, bot),
  );
  const [members, others] = [true, false].map((wanted) =>
    met
      .filter(({ recipient }) => isMember.has(recipient) === wanted)
      .map(({ userId }) => userId)
      .sort(),
  );
  return [...members!, ...others!].slice(0, MOST_OWN_VIEWS);
}
