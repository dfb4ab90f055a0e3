import type { Instant } from '../../domain/calendar/date';
import type { HandoutStore, HandoutTicket } from './handout-store';

export class MemoryHandoutStore implements HandoutStore {
  #tickets = new Map<string, HandoutTicket>();

  async issue(ticket: HandoutTicket): Promise<void> {
    this.#tickets.set(ticket.hash, ticket);
  }

  async valid(hash: string, now: Instant): Promise<HandoutTicket | null> {
    const kept = this.#tickets.get(hash);
    return kept && kept.expiresAt > now ? kept : null;
  }

  async use(hash: string, now: Instant): Promise<HandoutTicket | null> {
    const ticket = await this.valid(hash, now);
    if (ticket) this.#tickets.delete(hash);
    return ticket;
  }

  snapshot(): () => void {
    const tickets = new Map(this.#tickets);
    return () => (this.#tickets = tickets);
  }
}
