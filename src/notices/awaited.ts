import type { Instant } from '../domain/calendar/date';
import type { Delivery } from './outbox';

/** Whom nobody answered for, so that it came to this recipient. */
export interface Passed {
  /** Ids of those who had it before. */
  readonly from: readonly string[];
  /** The moment by which they were to answer, or the later one at which it was found that they had not. */
  readonly at: Instant;
  /** 1 for the first of the rule's next roles, 2 for the one after it. */
  readonly level: number;
}

/** Alerts for which an answer is awaited. Moments are those of the bot's own clock. */
export interface AwaitedAnswers {
  /** Unanswered alerts at which it is time to look, whether they were sent or not; the longest overdue first. */
  answersDue(now: Instant, limit: number): Promise<Delivery[]>;
  /**
   * Looks again at `next`, never with null. False, and nothing is changed, when the alert has been answered or somebody
   * else has looked since `seen` was its moment.
   */
  lookAgain(id: string, seen: Instant, next: Instant | null): Promise<boolean>;
  /**
   * The clock was ahead and is right again: unanswered alerts that were raised or sent by it at a moment still to come are
   * taken to have been so now, and are looked at now. Returns how many there are.
   */
  wereAhead(now: Instant): Promise<number>;
  /** The earliest moment after this one at which it is time to look at an alert. */
  earliestAnswerDue(after: Instant): Promise<Instant | null>;
  /** What was passed on in this authority and has no answer, oldest first. */
  passedOn(authority: string): Promise<Delivery[]>;
  /** What has no answer in this authority and is looked at again, whether its time is over or not; oldest first. */
  awaitedIn(authority: string): Promise<Delivery[]>;
  /** What others got in this person's place since then, oldest first. */
  insteadOf(person: string, since: Instant): Promise<Delivery[]>;
}
