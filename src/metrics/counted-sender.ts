import type { NoticeSender, NotSent, Ready } from '../notices/notice-sender';
import type { Delivery } from '../notices/outbox';
import type { Metrics } from './metrics';

/** Counts what each call came to. */
export function countedSender(sender: NoticeSender, metrics: Pick<Metrics, 'tried'>): NoticeSender {
  const counted = (kind: Delivery['kind'], made: Ready | NotSent): Ready | NotSent => {
    if (made.kind !== 'ready') return made;
    const write = async () => {
      const outcome = await made.write();
      metrics.tried(kind, outcome.kind);
      return outcome;
    };
    return { ...made, write };
  };
  return {
    prepare: async (delivery, reference) => counted(delivery.kind, await sender.prepare(delivery, reference)),
    correct: async (sent, standing, reference) => counted('edit', await sender.correct(sent, standing, reference)),
  };
}
