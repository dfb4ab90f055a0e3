import { OVERTAKEN } from '../notices/endings';
import type { Panel } from '../panel/panel';
import type { NoticeCard } from './notice-sender';
import { agendaDigestView } from './views/agenda';

/**
 * What the panel's channel is shown; null when the authority is no longer there. Once the meeting has been, its agenda
 * stays as it was.
 */
export const agendaCard =
  (panel: Panel): NoticeCard =>
  async (delivery, stands) => {
    const agenda = await panel.forDelivery(delivery);
    if (stands && agenda && agenda.meeting < agenda.asOf) return OVERTAKEN;
    return agenda && agendaDigestView(agenda);
  };
