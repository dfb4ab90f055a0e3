import type { NoticeSender, SendOutcome } from '../../src/notices/notice-sender';
import type { Delivery } from '../../src/notices/outbox';
import type { Reference } from '../../src/notices/references';

/** Every alert is ready at once, and every edit finds its card as it should be; `write` says what a call comes to. */
export const aSender = (write: (delivery: Delivery, address: Reference) => Promise<SendOutcome>): NoticeSender => ({
  ready: async () => null,
  correct: async () => ({ kind: 'dead', error: 'unchanged' }),
  prepare: async (delivery, address) => ({ kind: 'ready', write: () => write(delivery, address) }),
});

export const sentTo = ({ conversationId, serviceUrl }: Reference, activityId: string): SendOutcome => ({
  kind: 'sent',
  receipt: { conversationId, serviceUrl, activityId },
});
