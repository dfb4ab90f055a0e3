import { createHash, randomBytes } from 'node:crypto';
import { addMinutes } from 'date-fns/addMinutes';
import type { Instant } from '../domain/calendar/date';
import type { Ticket } from './paper-store';

/** How long a link works. */
export const TICKET_MINUTES = 10;

/** What stands in the link. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What stands in the link, and what is kept of it. */
export function newTicket(paperId: string, personId: string, now: Instant): { secret: string; ticket: Ticket } {
  const secret = newSecret();
  return { secret, ticket: { hash: hashOf(secret), paperId, personId, expiresAt: ticketEnds(now) } };
}

export const ticketEnds = (issuedAt: Instant): Instant => addMinutes(issuedAt, TICKET_MINUTES).toISOString() as Instant;

/** The secret is drawn, not chosen, so nothing slower than this is needed to keep it from being found out. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const isSecret = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
