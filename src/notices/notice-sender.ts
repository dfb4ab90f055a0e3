import type { CallAnswer } from './calls';
import type { Receipt } from './claims';
import type { Delivery } from './outbox';
import type { Reference } from './references';

/**
 * Why somebody cannot be written to: never seen; blocked by themselves; the app is not (or no longer) installed for them;
 * switched off by their administrator; the conversation is gone.
 */
export type Barrier = 'never-seen' | 'blocked' | 'uninstalled' | 'disabled-by-admin' | 'gone';

/** What a call to Teams said, where there was one. */
interface Answered {
  readonly answer?: CallAnswer;
}

export type SendOutcome = Answered &
  (
    | { readonly kind: 'sent'; readonly receipt: Receipt }
    /** Not accepted; safe to try again, not before so many seconds when the platform said so. */
    | {
        readonly kind: 'retry';
        readonly afterSeconds: number | null;
        readonly error: string;
        readonly hold?: boolean;
        /** Nobody is reached meanwhile, so somebody else is told. */
        readonly barrier?: Barrier | 'refused' | undefined;
        /** Refused by what an operator can mend, on the way to Teams or in our settings. */
        readonly forOperator?: boolean;
        /** Once they are seen, there is no reason to wait any longer. */
        readonly untilSeen?: boolean;
        /** Microsoft Graph was asked for a way to them. */
        readonly asked?: boolean;
      }
    /** It may or may not have arrived: written, but no clear answer came, though perhaps a time to wait for. */
    | { readonly kind: 'ambiguous'; readonly afterSeconds?: number | null; readonly error: string }
    | { readonly kind: 'unreachable'; readonly error: string; readonly barrier: Barrier }
    /** It can never be delivered. */
    | { readonly kind: 'dead'; readonly error: string }
  );

/** Why nothing is written. */
export type NotSent = Exclude<SendOutcome, { kind: 'sent' | 'ambiguous' }>;

/** The tenant was taken from the list (`Serves`): nothing is written there, and others are told. It may be put back. */
export const NOT_SERVED = { kind: 'unreachable', error: 'tenant-not-served', barrier: 'never-seen' } as const;

/** It is tried at another time; that it was looked at counts as no try. */
export interface Held {
  readonly kind: 'held';
  readonly forMs: number;
}

/** A notice whose words are ready. */
export interface Ready {
  readonly kind: 'ready';
  /** Calls Teams, once. Answers for what it has written: throws only before that. */
  write(): Promise<SendOutcome>;
}

/** What has become so far of an edit. */
export type Edit = Pick<Delivery, 'kind' | 'obligation' | 'activityId' | 'cardHash' | 'lastError' | 'taken'>;

/** Puts notices before their recipients. `error` holds a status and a code, never content. */
export interface NoticeSender {
  /**
   * Waits for whatever must be in hand before anything can be written, and for some seconds at most, so that `write`
   * waits for nothing but the answer. Null when it is there: for longer than a notice is in hand.
   */
  ready(): Promise<NotSent | null>;
  /** Reads what the notice is about and draws its card, before it has its place in the pace. */
  prepare(delivery: Delivery, reference: Reference): Promise<Ready | NotSent>;
  /**
   * The same for an edit: draws what the card that was sent should say now, unless that is what stands there already.
   * An edit does no harm when it is written twice, so it is never ambiguous.
   * Where the card was replaced, `sent` is the delivery that holds its alert now.
   * Drawn in vain so often that it is no use to try again, it is `dead`.
   * @param edit with the hash of the card that stands there.
   */
  correct(sent: Delivery, edit: Edit, reference: Reference): Promise<Ready | NotSent>;
}
