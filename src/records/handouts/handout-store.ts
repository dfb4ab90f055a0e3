import type { Instant } from '../../domain/calendar/date';
import type { HandoutOrder } from './handout';

/**
 * A right to fetch one handout once. What stands in the link is known to its holder alone: here is only its hash. The
 * handout itself is kept nowhere: it is drawn when it is fetched, for whom the ticket was issued.
 */
export interface HandoutTicket {
  readonly hash: string;
  readonly personId: string;
  readonly order: HandoutOrder;
  readonly expiresAt: Instant;
}

export interface HandoutStore {
  issue(ticket: HandoutTicket): Promise<void>;
  /** A ticket that may still be used at this moment. */
  valid(hash: string, now: Instant): Promise<HandoutTicket | null>;
  /** Uses a ticket up. Of several at once one gets it; null for one that is used, too old or unknown. */
  use(hash: string, now: Instant): Promise<HandoutTicket | null>;
}
