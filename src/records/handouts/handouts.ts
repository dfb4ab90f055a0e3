import type { Person } from '../../people/directory';
import type { HandoutKind, HandoutOrder } from './handout';

export interface HandoutFile {
  /** Names no child. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * Files of an authority's work as a whole, such as the register for a meeting. Nothing of them is kept, but that an upload to Capita One
 * was made: each is drawn when
 * its link is used, from what is on record then and of what its holder may see then.
 */
export interface Handouts {
  /** What stands in the link: it works once and for minutes. Throws `Refusal`. */
  order(person: Person, order: HandoutOrder): Promise<HandoutReady>;
  waits(secret: string): Promise<boolean>;
  /** Null for a link that is used, too old or none at all, and to whoever may not have it any more. */
  take(secret: string): Promise<HandoutFile | null>;
}

export interface HandoutReady {
  readonly kind: HandoutKind;
  readonly secret: string;
}
