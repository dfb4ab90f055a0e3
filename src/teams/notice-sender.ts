import { describeError, type Log } from '../log';
import type { NoticeSender } from '../notices/notice-sender';
import type { Delivery } from '../notices/outbox';
import { messageCard } from './answer';
import type { Connector } from './connector';
import { alerting, cardMessage } from './message';
import type { Render } from './rendering/render';
import { failureOf } from './send-outcome';
import type { CardSpec } from './turn';

/** What a notice says at the moment of sending; null when what it was about is no longer there. */
export type NoticeCard = (delivery: Delivery) => Promise<CardSpec | null>;

interface Deps {
  readonly connector: Connector;
  readonly render: Render;
  readonly cardOf: Readonly<Record<Delivery['kind'], NoticeCard>>;
  readonly log: Log;
}

const NO_CARD =
  'Something is due on one of your cases, and I could not draw its card. Say **my cases** to see what it is.';

export function createNoticeSender({ connector, render, cardOf, log }: Deps): NoticeSender {
  /** An alert that cannot be drawn is still an alert: it says so in one sentence, and the log says why. */
  function drawn(card: CardSpec, delivery: Delivery): object {
    try {
      return render(card, 'chat');
    } catch (error) {
      log.error({ ...describeError(error), notice: delivery.id, template: card.template }, 'notice not drawn');
      return render(messageCard(NO_CARD), 'chat');
    }
  }

  return {
    async send(delivery, reference) {
      const card = await cardOf[delivery.kind](delivery);
      if (!card) return { kind: 'dead', error: 'nothing-to-say' };
      const message = alerting(cardMessage(drawn(card, delivery), card.summary));
      try {
        const activityId = await connector.send(reference, message);
        const { conversationId, serviceUrl } = reference;
        return { kind: 'sent', receipt: { conversationId, serviceUrl, activityId } };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}
