import type { Needs } from '../domain/access/table';
import type { Reply, Turn } from './turn';

/** Something that a person types (or a button types for them). The first command whose pattern matches runs. */
export interface Command {
  readonly id: string;
  /** How it is typed, as shown by `help`: `case <reference>`. */
  readonly usage: string;
  readonly helps: string;
  readonly pattern: RegExp;
  /** Who is let in, and to whom `help` lists it. */
  readonly needs: Needs;
  /** It puts something on record: what arrives twice is done once. */
  readonly records?: boolean;
  /** Whether `help` lists it here, beyond what it needs; always where it is left out. */
  offered?(turn: Turn): boolean;
  run(turn: Turn, match: RegExpMatchArray): Promise<Reply>;
}

/** A button on a card: `Action.Execute` with `data: { verb, ...ids }`. */
export interface Verb {
  readonly id: string;
  /** Who is let in. */
  readonly needs: Needs;
  /** True: the answer takes the place of the clicked card, for good. False: it is a new message. */
  readonly replacesCard: boolean;
  /** It puts something on record: what arrives twice is done once. */
  readonly records?: boolean;
  /**
   * Its card is shown to this person alone in place of the one on which it stands, which stays what it is for all others:
   * the one way in which a child's data comes before somebody among others.
   */
  readonly isOwnView?: boolean;
  run(turn: Turn, data: Readonly<Record<string, string>>): Promise<Reply>;
  /** In place of that, when it is on record since it came before: what is still to be done with it; null where nothing is. */
  follows?(turn: Turn, data: Readonly<Record<string, string>>): Promise<Reply | null>;
}
