import type { Instant } from '../../domain/calendar/date';
import type { Change } from '../../domain/one/values';
import type { Person } from '../../people/directory';
import type { Stores } from '../../stores';
import type { UploadTally } from './one-store';

/** How the authority stands with Capita One. */
export interface OneBoard {
  /** The last ones, the newest first, each with the name of who made it. */
  readonly uploads: readonly (UploadTally & { readonly maker: string })[];
  /** How many lines the next upload would have, for what. */
  readonly waiting: Readonly<Record<Exclude<Change, 'again'>, number>>;
  /** Cases that cannot be sent, and the headings under which there is nothing to write. */
  readonly lacking: readonly { readonly reference: string; readonly headings: readonly string[] }[];
  /** Cases of which One refused the last line. `message` empty: it said no reason. */
  readonly refused: readonly { readonly reference: string; readonly number: number; readonly message: string }[];
  /** Cases of which nobody has said yet who the child is. */
  readonly undescribed: number;
  /** Cases that nobody can read. */
  readonly unread: number;
}

/** Which upload is wanted. */
export interface OneOrder {
  /** That of the next one, or of one that was made. */
  readonly number: number;
  readonly everything: boolean;
}

/** An upload that was made, to be fetched once more. */
export interface OneMade extends OneOrder {
  readonly madeAt: Instant;
  /** No other was made since. */
  readonly isLast: boolean;
}

export interface OneFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * The file for Capita One. An upload is made when its file is first fetched, in one go with its entry on the trail: a
 * link that nobody uses makes none. Fetched again under its number it has the same lines. Throws `Refusal`.
 */
export interface OneUploads {
  look(person: Person): Promise<OneBoard>;
  /** Throws `Refusal` where there is no upload with this number. */
  made(person: Person, number: number): Promise<OneMade>;
  /** Refuses an order that can come to nothing, while whoever gives it can still be told why. */
  check(person: Person, order: OneOrder): Promise<void>;
  /**
   * @param use uses up the link, in the transaction of what it gives; false: it was used.
   * Null: there is nothing to send, or the link was used.
   */
  fetch(person: Person, order: OneOrder, use: (stores: Stores) => Promise<boolean>): Promise<OneFile | null>;
}
