import { createHash } from 'node:crypto';
import { describeError, type Log } from '../log';
import type { Edit, NoticeSender, NotSent, Ready, SendOutcome } from '../notices/notice-sender';
import type { Receipt } from '../notices/claims';
import {
  type ANSWERED,
  CARD_DELETED,
  NOT_DRAWN,
  NOTHING_TO_SAY,
  OVERTAKEN,
  type ROLE_GONE,
  UNCHANGED,
} from '../notices/endings';
import { isOfReplaced, type Delivery, type Outbox } from '../notices/outbox';
import type { Reference } from '../notices/references';
import { messageCard } from './answer';
import type { PacedConnector } from './connector';
import { alerting, cardMessage } from './message';
import type { Render } from './rendering/render';
import { REPEAT_SAYS } from './short-card';
import { failureOf, notWritten, type Failure } from './send-outcome';
import type { CardSpec } from './turn';

/**
 * What a notice says now; null when what it was about is no longer there. `overtaken` when there is nothing to say, and
 * `answered` when its recipient has answered it before it could be written, `role-gone` when it is not theirs any more.
 * `stands`: its card stands somewhere already.
 */
export type NoticeCard = (delivery: Delivery, stands: boolean) => Promise<CardSpec | Unsaid | null>;

export type Unsaid = typeof OVERTAKEN | typeof ANSWERED | typeof ROLE_GONE;

type Kind = Exclude<Delivery['kind'], 'edit'>;

interface Deps {
  readonly connector: PacedConnector;
  readonly render: Render;
  readonly cardOf: Readonly<Record<Kind, NoticeCard>>;
  /** In place of an alert's card that Teams finds too big. */
  readonly shortAlert: NoticeCard;
  readonly outbox: Pick<Outbox, 'byId'>;
  readonly log: Log;
}

const NO_CARD: Readonly<Record<Kind, string>> = {
  alert: 'Something is due on one of your cases, and I could not draw its card. Say **my cases** to see what it is.',
  digest:
    'While you were away alerts went to colleagues, and I could not draw the list. Say **my cases** to see what is due.',
  summary: 'What last month came to is ready, and I could not draw its card. Say **summary** to see it.',
  agenda: 'The agenda of the panel is due, and I could not draw its card. Say **agenda** to see it.',
  unreached:
    'An alert could not be brought to the person it is for, and I could not draw its card. Say **my cases** to me.',
};

/** On the card that stood for an alert before it was told again. */
const HELD_BELOW = 'A newer card below holds this alert. Nothing is asked of you on this one.';
const HELD_NO_MORE = 'Nothing is asked of you on this card any more.';

/** The status of what is more than Teams takes in one message. */
const TOO_BIG = 413;
/** It was refused for its size before, so a short card goes in its place. */
const wasTooBig = ({ lastError }: Pick<Delivery, 'lastError'>): boolean => /^413\b/.test(lastError ?? '');

/** After that nobody waits for an edit that cannot be drawn; by then it has been tried for hours. */
const MOST_DRAWN_IN_VAIN = 12;

/** Teams' code for an edit of what the person has deleted. */
const DELETED = 'ActivityNotFoundInConversation';

interface Drawn {
  readonly card: object;
  readonly summary: string;
  readonly isShort: boolean;
}

export function createNoticeSender({ connector, render, cardOf, shortAlert, outbox, log }: Deps): NoticeSender {
  /**
   * Null when there is nothing to say any more. An alert whose case cannot be read or whose card cannot be drawn is
   * still an alert: it says so in one sentence, and the log says why. Throws while nothing can be read at all: that is not
   * its case's fault, and it is drawn as it should be once the database is back.
   */
  async function drawn(delivery: Delivery): Promise<Drawn | Unsaid | null> {
    const kind = delivery.kind as Kind;
    const draw = () => drawnNow(delivery, kind, false, wasTooBig(delivery));
    try {
      return await draw();
    } catch {
      await outbox.byId(delivery.id);
    }
    try {
      return await draw();
    } catch (error) {
      log.error({ ...describeError(error), notice: delivery.id }, 'notice not drawn');
      return asCard(inOneSentence(delivery, kind), true);
    }
  }

  async function drawnNow(
    delivery: Delivery,
    kind: Kind,
    stands: boolean,
    isShort: boolean,
  ): Promise<Drawn | Unsaid | null> {
    const spec = await cardOf[kind](delivery, stands);
    if (!spec || typeof spec === 'string') return spec;
    if (!isShort) return asCard(spec, false);
    const short = kind === 'alert' ? await shortAlert(delivery, stands) : inOneSentence(delivery, kind);
    return short && typeof short !== 'string' ? asCard(short, true) : short;
  }

  const asCard = (spec: CardSpec, isShort: boolean): Drawn => ({
    card: render(spec, 'chat'),
    summary: spec.summary,
    isShort,
  });

  return {
    ready: () => connector.ready().then(() => null, notWritten),
    async prepare(delivery, reference) {
      const made = await drawn(delivery);
      if (!made) return { kind: 'dead', error: NOTHING_TO_SAY };
      if (typeof made === 'string') return { kind: 'dead', error: made };
      return { kind: 'ready', write: () => write(reference, made) };
    },
    async correct(sent, edit, reference) {
      if (isOfReplaced(edit)) return retire(sent, edit, reference);
      const { kind, activityId } = sent;
      if (kind === 'edit' || !activityId) return { kind: 'dead', error: OVERTAKEN };
      const made = await drawnNow(sent, kind, true, wasTooBig(edit)).catch((error: unknown) =>
        notDrawn(error, sent, edit),
      );
      if (!made || typeof made === 'string') return { kind: 'dead', error: OVERTAKEN };
      if ('kind' in made) return made;
      if (hashOf(made) === edit.cardHash) return { kind: 'dead', error: UNCHANGED };
      return { kind: 'ready', write: () => rewrite(reference, activityId, made) };
    },
  };

  function retire({ state }: Delivery, { activityId }: Edit, reference: Reference): Ready | NotSent {
    if (!activityId) return { kind: 'dead', error: OVERTAKEN };
    const made = asCard(messageCard(state === 'sent' ? HELD_BELOW : HELD_NO_MORE), true);
    return { kind: 'ready', write: () => rewrite(reference, activityId, made) };
  }

  function notDrawn(error: unknown, { id }: Delivery, { taken }: Edit): NotSent {
    const described = describeError(error);
    log.error({ ...described, notice: id }, 'card not drawn anew');
    return taken < MOST_DRAWN_IN_VAIN
      ? { kind: 'retry', afterSeconds: null, error: NOT_DRAWN }
      : { kind: 'dead', error: NOT_DRAWN };
  }

  async function rewrite(reference: Reference, id: string, made: Drawn): Promise<SendOutcome> {
    try {
      const { answer } = await connector.update(reference, id, cardMessage(made.card, made.summary));
      return { kind: 'sent', receipt: receiptOf(reference, id, made), answer };
    } catch (error) {
      const failure = unlessTooBig(failureOf(error, Date.now()), made);
      if (failure.answer?.code === DELETED) return { ...failure, kind: 'dead', error: CARD_DELETED };
      return failure.kind === 'ambiguous'
        ? { ...failure, kind: 'retry', afterSeconds: failure.afterSeconds ?? null }
        : failure;
    }
  }

  async function write(reference: Reference, made: Drawn): Promise<SendOutcome> {
    try {
      const { id, answer } = await connector.send(reference, alerting(cardMessage(made.card, made.summary)));
      return { kind: 'sent', receipt: receiptOf(reference, id, made), answer };
    } catch (error) {
      return unlessTooBig(failureOf(error, Date.now()), made);
    }
  }
}

/** What was too big is written once more, and short; a call of its own, since each has its place in the pace. */
const unlessTooBig = (failure: Failure, { isShort }: Drawn): Failure =>
  failure.answer?.status === TOO_BIG && !isShort ? { ...failure, kind: 'retry', afterSeconds: 0 } : failure;

const inOneSentence = ({ possibleRepeat }: Delivery, kind: Kind): CardSpec =>
  messageCard(NO_CARD[kind] + (possibleRepeat ? REPEAT_SAYS : ''));

const receiptOf = ({ conversationId, serviceUrl }: Reference, activityId: string, made: Drawn): Receipt => ({
  ...{ conversationId, serviceUrl, activityId },
  cardHash: hashOf(made),
});

const hashOf = ({ card, summary }: Drawn): string =>
  createHash('sha256').update(JSON.stringify({ card, summary })).digest('base64url');
