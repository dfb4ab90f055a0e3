import { describeError, type Log } from '../log';
import type { Delivery } from '../notices/outbox';
import type { Connector } from './connector';
import { cardMessage } from './message';
import type { ReferenceStore } from '../notices/references';
import type { Render } from './rendering/render';
import type { CardSpec } from './turn';

/** Puts the settled card in place of an alert that was answered elsewhere, such as in a dialog opened from it. */
export type SettleAlert = (delivery: Delivery, card: CardSpec) => Promise<void>;

interface Deps {
  readonly connector: Connector;
  readonly render: Render;
  readonly references: Pick<ReferenceStore, 'of'>;
  readonly log: Log;
}

export const createSettleAlert =
  ({ connector, render, references, log }: Deps): SettleAlert =>
  async (delivery, card) => {
    const { activityId, conversationId, serviceUrl } = delivery;
    const reference = await references.of(delivery.recipient);
    if (!reference || !activityId || !conversationId || !serviceUrl) return;
    try {
      const address = { ...reference, conversationId, serviceUrl };
      await connector.update(address, activityId, cardMessage(render(card, 'chat'), card.summary));
    } catch (error) {
      // The answer is recorded; a button pressed on the old card shows the settled one.
      log.warn({ ...describeError(error), notice: delivery.id }, 'alert not edited');
    }
  };
