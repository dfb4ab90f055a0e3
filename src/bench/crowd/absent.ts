import type { Person } from '../../people/directory';
import type { Trouble } from '../teams-connector/troubles';

/** People of the crowd to whom Teams lets nothing through, by a code of its own, whatever else it does. */
export interface Absent {
  /** One in so many has blocked the bot. */
  readonly oneIn: number;
  /** After so long they let it in again, and say nothing; milliseconds from when the bots are started. */
  readonly forMs: number;
  /** So many chats are not found, and never will be. */
  readonly gone: number;
}

export const BLOCKED: Trouble = { status: 403, code: 'ConversationBlockedByUser' };
export const GONE: Trouble = { status: 404, code: 'ConversationNotFound' };

/** Whoever is told at a school in the place of its leads. */
export const STANDS_IN = 'head-teacher';

/** Spread over all schools, the same in each run, and none of the first, who speak up: see `Voices.askers`. */
export function whoIsAbsent(people: readonly Person[], { oneIn, gone }: Absent) {
  const others = people.filter((_, n) => n % oneIn === oneIn - 1);
  return { gone: others.slice(0, gone), blocked: others.slice(gone) };
}
