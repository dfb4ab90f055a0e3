import type { NoticeSender, NotSent, Ready } from '../notices/notice-sender';
import { NO_TROUBLE } from '../notices/endings';
import type { Delivery } from '../notices/outbox';
import type { Metrics } from './metrics';

/** Counts what each call came to, and what can never be written. */
export function countedSender(sender: NoticeSender, metrics: Pick<Metrics, 'tried'>): NoticeSender {
  const counted = (kind: Delivery['kind'], made: Ready | NotSent): Ready | NotSent => {
    if (made.kind !== 'ready') {
      if (made.kind === 'dead' && !NO_TROUBLE.includes(made.error)) metrics.tried(kind, made.kind);
      return made;
    }
    const write = async () => {
      const outcome = await made.write();
      metrics.tried(kind, outcome.kind);
      return outcome;
    };
    return { ...made, write };
  };
  return {
    ready: () => sender.ready(),
    prepare: async (delivery, reference) => counted(delivery.kind, await sender.prepare(delivery, reference)),
    correct: async (sent, edit, reference) => counted('edit', await sender.correct(sent, edit, reference)),
  };
}
