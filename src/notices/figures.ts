import type { Instant } from '../domain/calendar/date';

export interface WaitingToBeSeen {
  readonly recipient: string;
  /** Something urgent is among it. */
  readonly urgent: boolean;
}

export interface OutboxFigures {
  /** What is not delivered and not given up, by state; a state that nothing is in may be missing. */
  readonly depth: Readonly<Partial<Record<string, number>>>;
  /** Due moments of the bot's clock, also of what waits on the card of another; null when nothing waits. */
  readonly oldestDueAt: Instant | null;
  readonly oldestUrgentDueAt: Instant | null;
  /**
   * Alerts that were sent, each for itself where one card tells several, that can be answered and still ask for
   * something, whose case is not known to be closed, and that nobody has acknowledged.
   */
  readonly unanswered: number;
}

/** Rules of an authority by whose alerts something is told and no answer is asked for: see `newsOf`. */
export interface News {
  readonly authority: string;
  readonly rules: readonly string[];
}

export interface NotDelivered {
  readonly unreachable: number;
  readonly dead: number;
}
