import type { NotReached } from '../notices/reach';
import { retryAfterSeconds } from '../notices/retry-after';

/** What we know by itself, without asking Graph again: `code` is ours. */
export class NotThere extends Error {
  constructor(
    readonly code:
      | 'not-in-catalogue'
      | 'no-chat'
      | 'no-mailbox'
      | 'members-not-readable'
      | 'no-end-of-members'
      | 'no-end-of-events'
      | 'next-page-elsewhere',
  ) {
    super(code);
    this.name = 'NotThere';
  }
}

/** What may pass by itself: too many at a time, a service that is not there just now, no answer. */
const PASSING = [408, 409, 412, 429, 500, 502, 503, 504];

/** A status and a code, never the words of an error, in which a person may be named. */
export function notReached(error: unknown): NotReached {
  if (error instanceof NotThere) return { kind: 'never', error: error.code };
  const status = statusOf(error);
  const { code, name } = error as { code?: unknown; name?: unknown };
  const said = [status, wordOf(code) ?? (status === null ? wordOf(name) : null)]
    .filter((word) => word !== null)
    .join(' ');
  if (status !== null && !PASSING.includes(status)) return { kind: 'never', error: said };
  return { kind: 'later', afterSeconds: secondsOf(error), error: said };
}

/** The status that Graph answered with; null when it did not answer. */
export function statusOf(error: unknown): number | null {
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode > 0 ? statusCode : null;
}

const wordOf = (word: unknown): string | null =>
  typeof word === 'string' && /^[\w.-]{1,64}$/.test(word) ? word : null;

function secondsOf(error: unknown): number | null {
  const { headers } = error as { headers?: { get?(name: string): string | null } };
  return retryAfterSeconds(headers?.get?.('retry-after'), headers?.get?.('date'), Date.now());
}
