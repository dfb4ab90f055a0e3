import type { Delivery, Receipt } from './outbox';
import type { Reference } from './references';

export type SendOutcome =
  | { readonly kind: 'sent'; readonly receipt: Receipt }
  /** Not accepted; safe to try again, not before so many seconds when the platform said so. */
  | { readonly kind: 'retry'; readonly afterSeconds: number | null; readonly error: string }
  /** It may or may not have arrived: written, but no clear answer came. */
  | { readonly kind: 'ambiguous'; readonly error: string }
  /** This person cannot be reached there (blocked, uninstalled, conversation gone). */
  | { readonly kind: 'unreachable'; readonly error: string }
  | { readonly kind: 'dead'; readonly error: string };

/** Puts one notice before its recipient. `error` holds a status and a code, never content. */
export interface NoticeSender {
  send(delivery: Delivery, reference: Reference): Promise<SendOutcome>;
}
