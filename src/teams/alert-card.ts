import type { Delivery } from '../notices/outbox';
import type { PageDeps } from './pages/deps';
import type { CardSpec } from './turn';
import { alertView } from './views/alert';

/** What an alert says at the moment of sending, to the person it goes to; null when its case is no longer there. */
export const alertCard =
  ({ casework, storage }: Pick<PageDeps, 'casework' | 'storage'>) =>
  async (delivery: Delivery): Promise<CardSpec | null> => {
    const view = delivery.caseId ? await casework.forDelivery(delivery.caseId) : null;
    if (!view) return null;
    const recipient = await storage.directory.person(delivery.recipient);
    const by = delivery.acknowledgedBy ? await storage.directory.person(delivery.acknowledgedBy) : null;
    return alertView(view, delivery, { recipient, acknowledgedBy: by?.name });
  };
