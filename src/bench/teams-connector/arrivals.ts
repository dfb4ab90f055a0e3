/** One request as it came, and what was done with it. Nothing of what it said is kept but what was looked for in it. */
export interface Arrival {
  /** Milliseconds since 1970, to fractions of one. */
  readonly at: number;
  readonly kind: 'send' | 'edit' | 'delete' | 'members' | 'create' | 'unknown';
  readonly conversationId: string;
  /** Of the message that was made or changed; for a new message that was not taken null. */
  readonly activityId: string | null;
  /** What was asked was done: of a message, the person sees it, whatever the sender was told. */
  readonly accepted: boolean;
  /** HTTP status of the answer; 0 for none. */
  readonly answer: number;
  /** `limit`: a published limit was passed. `unclear`: the sender cannot know whether it was taken. */
  readonly met: 'nothing' | 'limit' | 'refusal' | 'unclear';
  /** By name of a mark, all that it found in the body. */
  readonly found: Readonly<Record<string, readonly string[]>>;
}

/** What to look for in every body, by name: the first group of each match, or the whole match, is kept. */
export type Marks = Readonly<Record<string, RegExp>>;

export function findIn(text: string, marks: Marks): Arrival['found'] {
  const found: Record<string, string[]> = {};
  for (const [name, mark] of Object.entries(marks)) {
    for (const match of text.matchAll(mark)) (found[name] ??= []).push(match[1] ?? match[0]);
  }
  return found;
}
