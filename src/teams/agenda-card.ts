import { OVERTAKEN } from '../notices/endings';
import { changeOfNotice } from '../panel/agenda-notice';
import type { Panel } from '../panel/panel';
import { messageCard } from './answer';
import type { NoticeCard } from './notice-sender';
import { agendaDigestView } from './views/agenda';
import { wordInWords } from './views/meetings';

/**
 * What the panel's channel is shown; null when the authority is no longer there. Once the meeting has been, its
 * agenda says what was decided. One that does not stand there yet is not posted then, nor while its meeting is not to take
 * place or not to be prepared yet.
 */
export const agendaCard =
  (panel: Panel): NoticeCard =>
  async (delivery, stands) => {
    if (changeOfNotice(delivery.obligation) !== null) {
      const word = await panel.wordFor(delivery);
      return word ? messageCard(wordInWords(word)) : OVERTAKEN;
    }
    const agenda = await panel.forDelivery(delivery);
    if (!agenda) return null;
    const isOver = agenda.meeting < agenda.asOf;
    if (stands ? isOver && !agenda.outcome : isOver || !agenda.isToBePosted) return OVERTAKEN;
    return agendaDigestView(agenda, delivery.possibleRepeat);
  };
