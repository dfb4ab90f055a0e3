import type { CallAnswer } from '../notices/calls';
import type { Barrier, SendOutcome } from '../notices/notice-sender';

type Failure = Exclude<SendOutcome, { kind: 'sent' }>;

/** Nothing was written, so nothing can have arrived. */
const NEVER_LEFT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'CERT_HAS_EXPIRED'];

const PRECONDITION_FAILED = 412;
const TOO_MANY_REQUESTS = 429;
const UNAUTHORIZED = 401;
const TIMED_OUT = 408;
const NOT_NOW = 300;

/** Which codes say what of the person; see "Status codes" of proactive and conversation messages. */
const BARRIERS: Readonly<Record<string, Barrier>> = {
  ConversationBlockedByUser: 'blocked',
  MessageWritesBlocked: 'blocked',
  BotNotInConversationRoster: 'uninstalled',
  BotDisabledByAdmin: 'disabled-by-admin',
  ConversationNotFound: 'gone',
};

/**
 * Microsoft's "Status codes retry guidance" (conversation messages): 412, 429, 502, 503 and 504 may be repeated, other
 * 403 and 404 may not. Of these only 412 and 429 (and a 503 that names a time) say that the message was not taken;
 * after any other 5xx, a reset or a time-out it may have arrived, because a post has no idempotency key.
 * @param now for a `Retry-After` that is a date; milliseconds since 1970.
 */
export function failureOf(error: unknown, now: number): Failure {
  const { statusCode, code, name } = error as { statusCode?: number; code?: unknown; name?: string };
  const teamsCode = typeof code === 'string' && /^[\w.-]{1,64}$/.test(code) ? code : null;
  const said = [statusCode, teamsCode, statusCode ? null : name].filter((word) => word != null).join(' ');
  const answer: CallAnswer = { status: statusCode ?? null, code: teamsCode, requestId: requestIdOf(error) };
  if (typeof statusCode === 'number') {
    return { ...answered(statusCode, teamsCode, retryAfter(error, now), said), answer };
  }
  return { ...unanswered(error, said), answer };
}

function answered(status: number, code: string | null, afterSeconds: number | null, error: string): Failure {
  if (status === TOO_MANY_REQUESTS) return { kind: 'retry', afterSeconds, error, hold: true };
  if (status === PRECONDITION_FAILED) return { kind: 'retry', afterSeconds, error };
  if (status === 503 && afterSeconds !== null) return { kind: 'retry', afterSeconds, error };
  if (status >= 500 || status === TIMED_OUT) return { kind: 'ambiguous', error };
  // Our own credentials are refused: an operator can mend that, and the notice must not be lost meanwhile.
  if (status === UNAUTHORIZED) return { kind: 'retry', afterSeconds: NOT_NOW, error };
  // The wrong host for this cloud (InvalidBotApiHost) does not become right by itself.
  if (status === 403 && code === 'InvalidBotApiHost') return { kind: 'dead', error };
  // Some of these pass by themselves: it waits until the person is seen.
  if (status === 403 || status === 404) {
    return { kind: 'unreachable', error, barrier: BARRIERS[code ?? ''] ?? (status === 404 ? 'gone' : 'uninstalled') };
  }
  return { kind: 'dead', error };
}

function unanswered(error: unknown, said: string): Failure {
  const { code, name } = error as { code?: string; name?: string };
  // Anything but the connector's own errors comes before the call: no token was to be had, the address is not allowed.
  const calledOut = name === 'RestError' || name === 'AbortError';
  if (!calledOut || (code !== undefined && NEVER_LEFT.includes(code)))
    return { kind: 'retry', afterSeconds: null, error: said };
  return { kind: 'ambiguous', error: said };
}

/** `Retry-After`, in seconds or as a date. */
function retryAfter(error: unknown, now: number): number | null {
  const value = headerOf(error, 'retry-after')?.trim();
  if (!value) return null;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(seconds, 0) : null;
}

/** What Microsoft's support finds a call by. */
const requestIdOf = (error: unknown): string | null => {
  const id = headerOf(error, 'ms-cv') ?? headerOf(error, 'x-ms-request-id') ?? headerOf(error, 'request-id');
  return id !== undefined && /^[\w.+/=-]{1,128}$/.test(id) ? id : null;
};

function headerOf(error: unknown, name: string): string | undefined {
  const { response } = error as { response?: { headers?: { get?(name: string): string | undefined } } };
  return response?.headers?.get?.(name);
}
