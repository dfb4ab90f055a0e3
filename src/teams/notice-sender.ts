import { describeError, type Log } from '../log';
import type { NoticeSender, SendOutcome } from '../notices/notice-sender';
import { OVERTAKEN, type Delivery } from '../notices/outbox';
import type { Reference } from '../notices/references';
import { messageCard } from './answer';
import type { Connector } from './connector';
import { alerting, cardMessage } from './message';
import type { Render } from './rendering/render';
import { failureOf } from './send-outcome';
import type { CardSpec } from './turn';

/** What a notice says at the moment of sending; null when what it was about is no longer there, or was overtaken. */
export type NoticeCard = (delivery: Delivery) => Promise<CardSpec | typeof OVERTAKEN | null>;

interface Deps {
  readonly connector: Connector;
  readonly render: Render;
  readonly cardOf: Readonly<Record<Delivery['kind'], NoticeCard>>;
  readonly log: Log;
}

const NO_CARD: Readonly<Record<Delivery['kind'], string>> = {
  alert: 'Something is due on one of your cases, and I could not draw its card. Say **my cases** to see what it is.',
  agenda: 'The agenda of the panel is due, and I could not draw its card. Say **agenda** to see it.',
};
const REPEAT = ' You may have had this message before: an earlier try may have reached you.';

interface Drawn {
  readonly card: object;
  readonly summary: string;
}

export function createNoticeSender({ connector, render, cardOf, log }: Deps): NoticeSender {
  /**
   * Null when there is nothing to say any more. An alert whose case cannot be read or whose card cannot be drawn is
   * still an alert: it says so in one sentence, and the log says why.
   */
  async function drawn(delivery: Delivery): Promise<Drawn | typeof OVERTAKEN | null> {
    try {
      const spec = await cardOf[delivery.kind](delivery);
      return spec && spec !== OVERTAKEN ? { card: render(spec, 'chat'), summary: spec.summary } : spec;
    } catch (error) {
      log.error({ ...describeError(error), notice: delivery.id }, 'notice not drawn');
      const spec = messageCard(NO_CARD[delivery.kind] + (delivery.possibleRepeat ? REPEAT : ''));
      return { card: render(spec, 'chat'), summary: spec.summary };
    }
  }

  return {
    async prepare(delivery, reference) {
      const made = await drawn(delivery);
      if (!made) return { kind: 'dead', error: 'nothing-to-say' };
      if (made === OVERTAKEN) return { kind: 'dead', error: OVERTAKEN };
      return { kind: 'ready', write: () => write(reference, made) };
    },
  };

  async function write(reference: Reference, { card, summary }: Drawn): Promise<SendOutcome> {
    try {
      const { id: activityId, answer } = await connector.send(reference, alerting(cardMessage(card, summary)));
      const { conversationId, serviceUrl } = reference;
      return { kind: 'sent', receipt: { conversationId, serviceUrl, activityId }, answer };
    } catch (error) {
      return failureOf(error, Date.now());
    }
  }
}
