import type { Panel } from '../panel/panel';
import type { NoticeCard } from './notice-sender';
import { agendaDigestView } from './views/agenda';

/** What the panel's channel is shown at the moment of sending; null when the authority is no longer there. */
export const agendaCard =
  (panel: Panel): NoticeCard =>
  async (delivery) => {
    const agenda = await panel.forDelivery(delivery);
    return agenda && agendaDigestView(agenda);
  };
