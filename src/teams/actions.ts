import type { Reply, Turn } from './turn';

/** Something that a person types (or a button types for them). The first command whose pattern matches runs. */
export interface Command {
  readonly id: string;
  /** How it is typed, as shown by `help`: `case <reference>`. */
  readonly usage: string;
  readonly helps: string;
  readonly pattern: RegExp;
  /** It puts something on record: what arrives twice is done once. */
  readonly records?: boolean;
  /** Whether `help` lists it for this person here. Access itself is checked where the work is done. */
  offered(turn: Turn): boolean;
  run(turn: Turn, match: RegExpMatchArray): Promise<Reply>;
}

/** A button on a card: `Action.Execute` with `data: { verb, ...ids }`. */
export interface Verb {
  readonly id: string;
  /** True: the answer takes the place of the clicked card, for good. False: it is a new message. */
  readonly replacesCard: boolean;
  /** It puts something on record: what arrives twice is done once. */
  readonly records?: boolean;
  run(turn: Turn, data: Readonly<Record<string, string>>): Promise<Reply>;
}
