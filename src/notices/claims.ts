import type { Instant } from '../domain/calendar/date';
import type { CallEnd } from './calls';
import type { Delivery } from './outbox';

export interface Receipt {
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly activityId: string;
  readonly cardHash?: string;
}

/**
 * A delivery as one sender took it. What it came to counts only while nobody has taken the delivery again, which adds
 * one to `taken`: a sender whose lease ran out must not overwrite what its successor found.
 */
export type Claim = Pick<Delivery, 'id' | 'taken'>;

/** A claim that is ready to be written, and the conversation that it goes to. */
export interface Want extends Claim {
  readonly thread: string;
}

/** What may be written when. */
export interface Start {
  readonly id: string;
  readonly attempt: number;
  readonly at: Instant;
  /** As it counts from this try on: see `countedFrom`. */
  readonly unanswered: number;
}

export interface Begun {
  /** From `at` on, which is now or very soon. These are `sending`, and their calls are on record. */
  readonly starts: readonly Start[];
  /** Still claimed: there is no room before `until`. */
  readonly waits: readonly { readonly id: string; readonly until: Instant }[];
  /** No longer held. */
  readonly lost: readonly string[];
}

/** What became of a claim. `waiting`: nothing was tried, and it is again what it was before it was taken. */
export type Outcome =
  | { readonly state: 'sent'; readonly sentAt: Instant; readonly receipt: Receipt }
  | {
      readonly state: 'retry' | 'ambiguous';
      readonly notBefore: Instant;
      readonly error: string;
      /** Microsoft Graph was asked for a way to the recipient. */
      readonly asked?: boolean;
      /** Once its recipient is seen, there is no reason to wait any longer. */
      readonly untilSeen?: boolean;
    }
  | { readonly state: 'unreachable' | 'dead'; readonly error: string }
  | { readonly state: 'waiting'; readonly notBefore: Instant };

export interface Settlement {
  readonly claim: Claim;
  /** When this was found, and from when on it waits. */
  readonly at: Instant;
  readonly outcome: Outcome;
  /** How the call for it ended; null where none was begun. */
  readonly call: (CallEnd & { readonly attempt: number }) | null;
}
