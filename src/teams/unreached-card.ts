import type { CaseView } from '../casework/casework';
import { chainOf, isTakenCareOf } from '../notices/alert-chain';
import { bearerOf, isMissed } from '../notices/chain/lost';
import { OVERTAKEN } from '../notices/endings';
import { isSameAlert, type Delivery } from '../notices/outbox';
import { isOvertaken } from '../notices/overtaken';
import { sharedCard } from '../notices/shared-card';
import type { NoticeCard } from './notice-sender';
import type { PageDeps } from './pages/deps';
import { unreachedView, type UnreachedEnd } from './views/unreached';

/** What an authority's channel is told of an alert that reaches nobody; nothing once there is nothing left to ask for. */
export const unreachedCard =
  ({ casework, storage }: Pick<PageDeps, 'casework' | 'storage'>): NoticeCard =>
  async (delivery, stands) => {
    const view = delivery.caseId ? await casework.forDelivery(delivery.caseId) : null;
    if (!view) return null;
    const alerts = await forWhich(delivery, storage);
    const asked = [delivery, ...alerts].filter((one) => !isOvertaken(one, view));
    const end = asked.length === 0 ? 'over' : await endOf(alerts, view, storage);
    if (end) return stands ? unreachedView(view, delivery, end) : OVERTAKEN;
    const [speaker] = asked as [Delivery];
    return unreachedView(
      view,
      { ...speaker, possibleRepeat: delivery.possibleRepeat },
      null,
      asked.filter((one) => !isSameAlert(one, speaker)),
    );
  };

/** The alerts for which it was posted, with all that waits on their cards. */
async function forWhich({ id }: Delivery, { steps, outbox }: PageDeps['storage']): Promise<Delivery[]> {
  const leads = await outbox.byIds((await steps.carriedBy(id)).map(({ noticeId }) => noticeId));
  return (await Promise.all(leads.map((lead) => sharedCard(lead, outbox)))).flat();
}

/** What became of all of them; null while one waits for somebody. */
async function endOf(
  alerts: readonly Delivery[],
  { case: { facts } }: CaseView,
  { outbox, directory }: PageDeps['storage'],
): Promise<UnreachedEnd | null> {
  if (alerts.length === 0) return null;
  const chains = await Promise.all(alerts.map((alert) => chainOf(alert, { outbox, directory })));
  if (chains.every((chain) => isTakenCareOf(chain, facts))) return 'answered';
  return alerts.every((alert, at) => !isMissed(bearerOf(alert, alerts)) || isTakenCareOf(chains[at]!, facts))
    ? 'arrived'
    : null;
}
