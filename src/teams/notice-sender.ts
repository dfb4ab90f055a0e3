import { createHash } from 'node:crypto';
import { describeError, type Log } from '../log';
import type { NoticeSender, SendOutcome } from '../notices/notice-sender';
import { CARD_DELETED, OVERTAKEN, UNCHANGED, type Delivery, type Receipt } from '../notices/outbox';
import type { Reference } from '../notices/references';
import { messageCard } from './answer';
import type { Connector } from './connector';
import { alerting, cardMessage } from './message';
import type { Render } from './rendering/render';
import { failureOf } from './send-outcome';
import type { CardSpec } from './turn';

/**
 * What a notice says now; null when what it was about is no longer there, `overtaken` when there is nothing to say.
 * `stands`: its card stands somewhere already.
 */
export type NoticeCard = (delivery: Delivery, stands: boolean) => Promise<CardSpec | typeof OVERTAKEN | null>;

type Kind = Exclude<Delivery['kind'], 'edit'>;

interface Deps {
  readonly connector: Connector;
  readonly render: Render;
  readonly cardOf: Readonly<Record<Kind, NoticeCard>>;
  readonly log: Log;
}

const NO_CARD: Readonly<Record<Kind, string>> = {
  alert: 'Something is due on one of your cases, and I could not draw its card. Say **my cases** to see what it is.',
  digest:
    'While you were away alerts went to colleagues, and I could not draw the list. Say **my cases** to see what is due.',
  agenda: 'The agenda of the panel is due, and I could not draw its card. Say **agenda** to see it.',
  unreached:
    'An alert could not be brought to the person it is for, and I could not draw its card. Say **my cases** to me.',
};
const REPEAT = ' You may have had this message before: an earlier try may have reached you.';

/** Teams' code for an edit of what the person has deleted. */
const DELETED = 'ActivityNotFoundInConversation';

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
    const kind = delivery.kind as Kind;
    try {
      return await drawnNow(delivery, kind, false);
    } catch (error) {
      log.error({ ...describeError(error), notice: delivery.id }, 'notice not drawn');
      const spec = messageCard(NO_CARD[kind] + (delivery.possibleRepeat ? REPEAT : ''));
      return { card: render(spec, 'chat'), summary: spec.summary };
    }
  }

  async function drawnNow(delivery: Delivery, kind: Kind, stands: boolean): Promise<Drawn | typeof OVERTAKEN | null> {
    const spec = await cardOf[kind](delivery, stands);
    return spec && spec !== OVERTAKEN ? { card: render(spec, 'chat'), summary: spec.summary } : spec;
  }

  return {
    async prepare(delivery, reference) {
      const made = await drawn(delivery);
      if (!made) return { kind: 'dead', error: 'nothing-to-say' };
      if (made === OVERTAKEN) return { kind: 'dead', error: OVERTAKEN };
      return { kind: 'ready', write: () => write(reference, made) };
    },
    async correct(sent, standing, reference) {
      const { kind, activityId } = sent;
      if (kind === 'edit' || !activityId) return { kind: 'dead', error: OVERTAKEN };
      const made = await drawnNow(sent, kind, true);
      if (!made || made === OVERTAKEN) return { kind: 'dead', error: OVERTAKEN };
      if (hashOf(made) === standing) return { kind: 'dead', error: UNCHANGED };
      return { kind: 'ready', write: () => rewrite(reference, activityId, made) };
    },
  };

  async function rewrite(reference: Reference, id: string, made: Drawn): Promise<SendOutcome> {
    try {
      const { answer } = await connector.update(reference, id, cardMessage(made.card, made.summary));
      return { kind: 'sent', receipt: receiptOf(reference, id, made), answer };
    } catch (error) {
      const failure = failureOf(error, Date.now());
      if (failure.answer?.code === DELETED) return { ...failure, kind: 'dead', error: CARD_DELETED };
      return failure.kind === 'ambiguous' ? { ...failure, kind: 'retry', afterSeconds: null } : failure;
    }
  }

  async function write(reference: Reference, made: Drawn): Promise<SendOutcome> {
    try {
      const { id, answer } = await connector.send(reference, alerting(cardMessage(made.card, made.summary)));
      return { kind: 'sent', receipt: receiptOf(reference, id, made), answer };
    } catch (error) {
      return failureOf(error, Date.now());
    }
  }
}

const receiptOf = ({ conversationId, serviceUrl }: Reference, activityId: string, made: Drawn): Receipt => ({
  ...{ conversationId, serviceUrl, activityId },
  cardHash: hashOf(made),
});

const hashOf = (made: Drawn): string => createHash('sha256').update(JSON.stringify(made)).digest('base64url');
