import { OVERTAKEN } from '../notices/endings';
import { changeOfNotice } from '../panel/agenda-notice';
import type { Panel } from '../panel/panel';
import { messageCard } from './answer';
import type { NoticeCard } from './notice-sender';
import { agendaDigestView } from './views/agenda';
import { wordInWords } from './views/meetings';

/**
 * What the panel's channel is shown; null when the authority is no longer there. Once the meeting has been, its agenda
 * stays as it was. One that does not stand there yet is not posted while its meeting is not to take place, or not to be
 * prepared yet.
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
    if (agenda.meeting < agenda.asOf || (!stands && !agenda.isToBePosted)) return OVERTAKEN;
    return agendaDigestView(agenda, delivery.possibleRepeat);
  };
