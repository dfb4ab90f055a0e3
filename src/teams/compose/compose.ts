import type { Needs } from '../../domain/access/table';
import type { CardSpec, Turn } from '../turn';

/** One line in the list that the searching person sees beside what they are writing. It may name the child. */
export interface Result {
  readonly title: string;
  readonly text: string;
  /** What goes into the conversation when it is chosen. Others read it: it names nobody. */
  readonly card: CardSpec;
}

/** What people do from the box in which they write to each other: Teams calls it a message extension. */
export interface Compose {
  /** Who is let in to find something; what an action stands for is a command, with needs of its own. */
  readonly needs: Needs;
  /** `typed` is empty when the box has just been opened. Throws `Refusal`. */
  find(turn: Turn, typed: string): Promise<readonly Result[]>;
  /** The words that an action of the manifest stands for, as if the person had said them to the bot. */
  wordsFor(turn: Turn, command: string): string;
}

/** Where an installation offers none. */
export const NO_COMPOSE: Compose = { needs: 'nothing', find: async () => [], wordsFor: (_turn, command) => command };
