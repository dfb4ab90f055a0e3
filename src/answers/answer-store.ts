/** What goes back to Teams for one activity. */
export interface GivenAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** What came of asking to be the one who works an answer out. */
export type Claimed =
  /** Nobody else does: `claim` is held until it is given, let go, or its time is over. */
  | { readonly kind: 'mine'; readonly claim: AnswerClaim }
  | { readonly kind: 'given'; readonly answer: GivenAnswer }
  /** Another arrival is at it: ask again in a moment. */
  | { readonly kind: 'under-way' };

export interface AnswerClaim {
  readonly key: string;
  /** Tells this claim from an earlier or a later one of the same key. */
  readonly id: string;
}

/** How long an answer is kept, and for whom. */
export interface Keeping {
  readonly seconds: number;
  /**
   * True: whoever sends the same again gets it. False for what asks to be corrected or tried again: only the very
   * activity that it was given to gets it a second time, whoever presses again is heard again.
   */
  readonly lasts: boolean;
}

/**
 * Answers to what people put on record, so that what arrives twice is done once, also on another instance and after a
 * restart. A row may hold a card and with it a child's data: it is kept for minutes and then removed. Keys are hashes.
 * Time is that of the store, never of the app's clock, which the demo moves.
 */
export interface AnswerStore {
  /** @param activity a hash of the activity that asks. A claim whose time is over is another's to take. */
  claim(key: string, activity: string, seconds: number): Promise<Claimed>;
  /** Nothing is kept when the claim is no longer held. */
  give(claim: AnswerClaim, answer: GivenAnswer, keeping: Keeping): Promise<void>;
  /** The work failed: whoever asks next may try. */
  letGo(claim: AnswerClaim): Promise<void>;
  /** Removes what has been kept for long enough; returns how many. */
  forgetOld(): Promise<number>;
}
