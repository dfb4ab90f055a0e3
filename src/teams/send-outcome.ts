import type { IncomingHttpHeaders } from 'node:http';
import type { CallAnswer } from '../notices/calls';
import { LONGEST_HOLD_MS } from '../notices/pace/rule';
import { NOT_SERVED, type Barrier, type NotSent, type SendOutcome } from '../notices/notice-sender';
import { retryAfterSeconds } from '../notices/retry-after';
import { Forbidden } from './guard';
import { CallFailed } from './http-call';
import { NoToken } from './token';

export type Failure = Exclude<SendOutcome, { kind: 'sent' }>;

const PRECONDITION_FAILED = 412;
const TOO_MANY_REQUESTS = 429;
const TIMED_OUT = 408;
const FORBIDDEN = [403, 404];
/** The statuses with which Teams says that it can do nothing with this very message. */
const UNUSABLE = [400, 413];

/**
 * Which codes say what of the person; see "Status codes" of proactive and conversation messages.
 * `ForbiddenOperationException`: the bot is not installed in their personal scope, or is not in the roster.
 */
const BARRIERS: Readonly<Record<string, Barrier>> = {
  ConversationBlockedByUser: 'blocked',
  MessageWritesBlocked: 'uninstalled',
  BotNotInConversationRoster: 'uninstalled',
  ForbiddenOperationException: 'uninstalled',
  BotDisabledByAdmin: 'disabled-by-admin',
  ConversationNotFound: 'gone',
};

/**
 * Microsoft's "Status codes retry guidance" (conversation messages): 412, 429, 502, 503 and 504 may be repeated, other
 * 403 and 404 may not. Of these only 412 and 429 say that the message was not taken; after a 5xx, whatever headers it has
 * (what stands before Teams may have written it), a reset or a time-out it may have arrived, because a post has no
 * idempotency key. What no code of Teams explains (a firewall, a proxy, a redirect, the wrong host for this cloud, our own
 * credentials) was not taken, and says nothing of the recipient or of the message.
 * @param now for a `Retry-After` that is a date where the answer has none; milliseconds since 1970.
 */
export function failureOf(error: unknown, now: number): Failure {
  if (!(error instanceof CallFailed)) return notWritten(error);
  const { statusCode: status, headers, written } = error;
  const code = error.code !== null && /^[\w.-]{1,64}$/.test(error.code) ? error.code : null;
  const said = [status, code].filter((word) => word !== null).join(' ') || error.name;
  const answer: CallAnswer = { status, code, requestId: requestIdIn(headers) };
  if (status !== null) return { ...answered(status, code, retryAfter(headers, now), said), answer };
  if (!written) return { kind: 'retry', afterSeconds: null, error: said, answer };
  return { kind: 'ambiguous', error: said, answer };
}

/** Anything but a call that failed comes before the call: no token was to be had, the address is not allowed. */
export function notWritten(error: unknown): Failure & NotSent {
  if (error instanceof Forbidden && error.reason === 'tenant') return NOT_SERVED;
  const name = error instanceof Error ? error.name : 'unknown';
  return { kind: 'retry', afterSeconds: null, error: error instanceof NoToken ? `${name} ${error.code}` : name };
}

function answered(status: number, code: string | null, afterSeconds: number | null, error: string): Failure {
  if (status === TOO_MANY_REQUESTS) return { kind: 'retry', afterSeconds, error, hold: true };
  if (status === PRECONDITION_FAILED) return { kind: 'retry', afterSeconds, error };
  if (status >= 500 || status === TIMED_OUT) return { kind: 'ambiguous', afterSeconds, error };
  const barrier = FORBIDDEN.includes(status) ? BARRIERS[code ?? ''] : undefined;
  if (barrier) return { kind: 'unreachable', error, barrier };
  if (UNUSABLE.includes(status) && code !== null) return { kind: 'dead', error };
  return { kind: 'retry', afterSeconds, error, forOperator: true };
}

/** `Retry-After` in seconds, bounded. */
function retryAfter(headers: IncomingHttpHeaders, now: number): number | null {
  const seconds = retryAfterSeconds(headers['retry-after'], headers.date, now);
  return seconds === null ? null : Math.min(seconds, LONGEST_HOLD_MS / 1000);
}

/** What Microsoft's support finds a call by. */
export function requestIdIn(headers: IncomingHttpHeaders): string | null {
  const id = headers['ms-cv'] ?? headers['x-ms-request-id'] ?? headers['request-id'];
  return typeof id === 'string' && /^[\w.+/=-]{1,128}$/.test(id) ? id : null;
}
