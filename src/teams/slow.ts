const TAKES_LONGER = 'This is taking a little longer than usual.';

/**
 * What an invoke is answered with that could not be answered in time, by what becomes of it. The work is on its way in
 * this process alone: should that end, nobody else takes it up, so each says what to do then. Two minutes are more than a
 * claim on the same submit is held (`once.ts`) and than a late answer is tried for (`owed.ts`).
 */
export const SLOW = {
  /** The form stands where it stood, and is known by its token when it is sent again. */
  onCard: `${TAKES_LONGER} I am still at it, and my answer comes into our chat. If nothing has come in two minutes, send it again: nothing is recorded twice.`,
  /** The form is gone with its dialog: filled in anew it is another one, which nobody could tell from a second word. */
  inDialog: `${TAKES_LONGER} I am still at it, and my answer comes into our chat. If nothing has come in two minutes, look at the case first, and send it again if it is not there.`,
  /** It was only to be seen, here and by this person, and no message may bring it. */
  onlySeen: `${TAKES_LONGER} Please try again in a moment.`,
} as const;
export type Slow = (typeof SLOW)[keyof typeof SLOW];
