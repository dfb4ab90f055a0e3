import type { Instant } from '../domain/calendar/date';

/**
 * A message to one person (or the panel's channel) that must arrive. It holds ids only: what it says is read from the
 * case at the moment of sending, so no row holds a child's data.
 */
export interface Notice {
  readonly id: string;
  /** `alert` about a case, or `agenda` for a panel's channel. */
  readonly kind: 'alert' | 'agenda';
  readonly authority: string;
  readonly caseId: string | null;
  /** Id of the alert rule, or of the panel's meeting. */
  readonly obligation: string;
  readonly occurrence: string;
  /** A person's id, or `channel:<authority>`. */
  readonly recipient: string;
  readonly dueAt: Instant;
  readonly urgent: boolean;
}

/** Why a delivery is `dead` whose recipient is no longer in the directory; should they come back, it is due again. */
export const LEFT = 'left';

/** Why a delivery is `dead` that had nothing left to ask for when its turn came: its case was closed, or it was done. */
export const OVERTAKEN = 'overtaken';

/** Nobody has to be told of these by other means. */
export const NO_TROUBLE: readonly string[] = [LEFT, OVERTAKEN];

export type DeliveryState = 'pending' | 'sending' | 'sent' | 'retry' | 'unreachable' | 'dead';

export interface Delivery extends Notice {
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Not tried before this moment. */
  readonly notBefore: Instant;
  /** Set when an earlier try may have arrived: the card says that it may be a repeat. */
  readonly possibleRepeat: boolean;
  /** How many tries were written and got no clear answer. */
  readonly unanswered: number;
  readonly lastError: string | null;
  readonly sentAt: Instant | null;
  /** Where the card stands, so that it can be edited. */
  readonly conversationId: string | null;
  readonly serviceUrl: string | null;
  readonly activityId: string | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: Instant | null;
}

export interface Receipt {
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly activityId: string;
}

/**
 * A delivery as one sender took it. What it came to counts only while nobody has taken the delivery again, which adds
 * one to `attempts`: a sender whose lease ran out must not overwrite what its successor found.
 */
export type Claim = Pick<Delivery, 'id' | 'attempts'>;

export interface Outbox {
  /** Adds what is not there yet (unique by case, obligation, recipient, occurrence); returns how many were new. */
  add(notices: readonly Notice[]): Promise<number>;
  /**
   * Takes up to `limit` deliveries that are due, urgent first, then in order of due moment; one for each recipient, and
   * none for a recipient to whom another is on its way, so that nobody reads two of them in the wrong order. They are
   * `sending` until `leaseUntil`; one whose lease has passed is taken again with `possibleRepeat` set.
   */
  claim(now: Instant, leaseUntil: Instant, limit: number): Promise<Delivery[]>;
  /** This and the four after it settle a claim, and return false, changing nothing, when it is no longer held. */
  sent(claim: Claim, at: Instant, receipt: Receipt): Promise<boolean>;
  /** It surely did not arrive. */
  retry(claim: Claim, notBefore: Instant, error: string): Promise<boolean>;
  /** It may have arrived: the next try is marked as a possible repeat, and counted. */
  unclear(claim: Claim, notBefore: Instant, error: string): Promise<boolean>;
  /** Nobody to send it to yet: it waits until the person is seen. */
  unreachable(claim: Claim, error: string): Promise<boolean>;
  /** It can never be delivered. */
  dead(claim: Claim, error: string): Promise<boolean>;
  /** The person has been seen: what was unreachable, or given up because they had left, is due again. Returns how many. */
  reachable(recipient: string, now: Instant): Promise<number>;
  byId(id: string): Promise<Delivery | null>;
  /** Marks as answered; returns false when somebody had already done so. */
  acknowledge(id: string, by: string, at: Instant): Promise<boolean>;
  /** All deliveries of a case, oldest first. */
  ofCase(caseId: string): Promise<Delivery[]>;
  /** The earliest moment after this one at which a waiting delivery may be tried, or a lease ends. */
  earliestPending(after: Instant): Promise<Instant | null>;
  /**
   * What an operator should know of: how many wait until their recipient is seen, and how many were given up; not
   * those whose recipient has left, nor those that were overtaken.
   */
  notDelivered(): Promise<NotDelivered>;
}

export interface NotDelivered {
  readonly unreachable: number;
  readonly dead: number;
}
