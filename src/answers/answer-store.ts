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
  /** It is on record, and its answer is kept no longer, or its process died before it kept one. */
  | { readonly kind: 'recorded' }
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
 * How long it is known that something is on record: Teams and people send again within minutes, or when the bot is back.
 * Not longer than a day: a form that still stands in a chat may be filled in anew with words that were sent from it before.
 */
export const RECORDED_KNOWN_SECONDS = 24 * 3_600;

/**
 * Answers to what people put on record, so that what arrives twice is done once, also on another instance and after a
 * restart. A row may hold a card and with it a child's data: it is kept for minutes and then removed. That something was
 * recorded is known for longer: the transaction that records it marks its claim (`in-hand.ts`). Keys are hashes.
 * Time is that of the store, never of the app's clock, which the demo moves.
 */
export interface AnswerStore {
  /**
   * @param activity a hash of the activity that asks. A claim whose time is over is another's to take, unless it is marked
   * as recorded.
   */
  claim(key: string, activity: string, seconds: number): Promise<Claimed>;
  /** Nothing is kept when the claim is no longer held. */
  give(claim: AnswerClaim, answer: GivenAnswer, keeping: Keeping): Promise<void>;
  /** The work failed: whoever asks next may try, or learns that it is on record all the same. */
  letGo(claim: AnswerClaim): Promise<void>;
  /** Those that are kept still and in which this stands, such as a reference of ours. */
  thoseWith(text: string): Promise<GivenAnswer[]>;
  /** Removes what has been kept for long enough, answers before marks; returns how many. */
  forgetOld(): Promise<number>;
}
