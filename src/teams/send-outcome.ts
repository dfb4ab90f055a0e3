import type { SendOutcome } from '../notices/notice-sender';

type Failure = Exclude<SendOutcome, { kind: 'sent' }>;

/** Nothing was written, so nothing can have arrived. */
const NEVER_LEFT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'CERT_HAS_EXPIRED'];

const PRECONDITION_FAILED = 412;
const TOO_MANY_REQUESTS = 429;
const UNAUTHORIZED = 401;
const TIMED_OUT = 408;
const NOT_NOW = 300;

/**
 * Microsoft's "Status codes retry guidance" (conversation messages): 412, 429, 502, 503 and 504 may be repeated, other
 * 403 and 404 may not. Of these only 412 and 429 (and a 503 that names a time) say that the message was not taken;
 * after any other 5xx, a reset or a time-out it may have arrived, because a post has no idempotency key.
 */
export function failureOf(error: unknown): Failure {
  const { statusCode, code, name } = error as { statusCode?: number; code?: unknown; name?: string };
  const words = [
    statusCode,
    typeof code === 'string' && /^[\w.-]{1,64}$/.test(code) ? code : null,
    statusCode ? null : name,
  ];
  const said = words.filter((word) => word != null).join(' ');
  if (typeof statusCode === 'number') return answered(statusCode, code, secondsOf(error), said);
  return unanswered(error, said);
}

function answered(status: number, code: unknown, afterSeconds: number | null, error: string): Failure {
  if (status === TOO_MANY_REQUESTS || status === PRECONDITION_FAILED) return { kind: 'retry', afterSeconds, error };
  if (status === 503 && afterSeconds !== null) return { kind: 'retry', afterSeconds, error };
  if (status >= 500 || status === TIMED_OUT) return { kind: 'ambiguous', error };
  // Our own credentials are refused: an operator can mend that, and the notice must not be lost meanwhile.
  if (status === UNAUTHORIZED) return { kind: 'retry', afterSeconds: NOT_NOW, error };
  // The wrong host for this cloud (InvalidBotApiHost) does not become right by itself.
  if (status === 403 && code === 'InvalidBotApiHost') return { kind: 'dead', error };
  // Blocked, uninstalled, disabled, conversation gone; and some that pass by themselves: it waits until they are seen.
  if (status === 403 || status === 404) return { kind: 'unreachable', error };
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

/** `Retry-After` in seconds; the form with a date is not used by Teams. */
function secondsOf(error: unknown): number | null {
  const { response } = error as { response?: { headers?: { get?(name: string): string | undefined } } };
  const seconds = Number(response?.headers?.get?.('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
