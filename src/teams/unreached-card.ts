import type { CaseView } from '../casework/casework';
import { chainOf, isTakenCareOf } from '../notices/alert-chain';
import { isMissed } from '../notices/chain/lost';
import { OVERTAKEN, type Delivery } from '../notices/outbox';
import { isOvertaken } from '../notices/overtaken';
import type { NoticeCard } from './notice-sender';
import type { PageDeps } from './pages/deps';
import { unreachedView, type UnreachedEnd } from './views/unreached';

/** What an authority's channel is told of an alert that reaches nobody; nothing once there is nothing left to ask for. */
export const unreachedCard =
  ({ casework, storage }: Pick<PageDeps, 'casework' | 'storage'>): NoticeCard =>
  async (delivery, stands) => {
    const view = delivery.caseId ? await casework.forDelivery(delivery.caseId) : null;
    if (!view) return null;
    const end = isOvertaken(delivery, view) ? 'over' : await endOf(delivery, view, storage);
    return end && !stands ? OVERTAKEN : unreachedView(view, delivery, end);
  };

/** What became of all the alerts for which it was posted; null while one of them waits for somebody. */
async function endOf(
  { id }: Delivery,
  { case: { facts } }: CaseView,
  { steps, outbox, directory }: PageDeps['storage'],
): Promise<UnreachedEnd | null> {
  const alerts = await outbox.byIds((await steps.carriedBy(id)).map(({ noticeId }) => noticeId));
  if (alerts.length === 0) return null;
  const chains = await Promise.all(alerts.map((alert) => chainOf(alert, { outbox, directory })));
  if (chains.every((chain) => isTakenCareOf(chain, facts))) return 'answered';
  return alerts.every((alert, at) => !isMissed(alert) || isTakenCareOf(chains[at]!, facts)) ? 'arrived' : null;
}
