import { OVERTAKEN } from '../notices/outbox';
import { isOvertaken } from '../notices/overtaken';
import type { NoticeCard } from './notice-sender';
import type { PageDeps } from './pages/deps';
import { unreachedView } from './views/unreached';

/** What an authority's channel is told of an alert that reaches nobody; nothing once there is nothing left to ask for. */
export const unreachedCard =
  ({ casework }: Pick<PageDeps, 'casework'>): NoticeCard =>
  async (delivery, stands) => {
    const view = delivery.caseId ? await casework.forDelivery(delivery.caseId) : null;
    if (!view) return null;
    const isOver = isOvertaken(delivery, view);
    return isOver && !stands ? OVERTAKEN : unreachedView(view, delivery, isOver);
  };
