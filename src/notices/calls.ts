import type { Instant } from '../domain/calendar/date';
import type { NoticeKind } from './outbox';

/** `answer`: to a person, in a turn or in their own chat. */
export type CallKind = NoticeKind | 'answer';

/** Of these nothing has to be shown later. */
export const NOT_ON_RECORD: readonly CallKind[] = ['answer', 'edit'];

/** What Teams said to a call: its HTTP status and error code, and the id that its support asks for. Never content. */
export interface CallAnswer {
  /** Null where no answer came. */
  readonly status: number | null;
  readonly code: string | null;
  readonly requestId: string | null;
}

export const NO_ANSWER: CallAnswer = { status: null, code: null, requestId: null };

export type CallOutcome = 'sent' | 'retry' | 'ambiguous' | 'unreachable' | 'dead';

/** How a call ended. */
export interface CallEnd extends CallAnswer {
  readonly outcome: CallOutcome;
  /** When the answer was in hand, or it was clear that none would come. Of the steady clock, as all moments here. */
  readonly answeredAt: Instant;
  /** Teams asked that nothing be written to the conversation before this moment. */
  readonly holdUntil: Instant | null;
}

/** A call that is over, and was not made for a notice. */
export interface FinishedCall extends CallEnd {
  readonly tenantId: string;
  readonly thread: string;
  readonly kind: CallKind;
  readonly startedAt: Instant;
}

/** One try to deliver a notice. Without an end, it is on its way or the bot was killed meanwhile. */
export interface Attempt extends CallAnswer {
  /** 1 for the first. */
  readonly attempt: number;
  readonly thread: string;
  readonly startedAt: Instant;
  readonly answeredAt: Instant | null;
  readonly outcome: CallOutcome | null;
}
