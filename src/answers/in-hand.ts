import { AsyncLocalStorage } from 'node:async_hooks';
import type { AnswerClaim } from './answer-store';

/** Another arrival holds the claim by now: what was about to go on record is that one's to record. */
export class ClaimLost extends Error {
  override name = 'ClaimLost';
  readonly code = 'claim-lost';
}

/** What failed came after it was put on record: to say that it failed would be untrue. `cause` says what it was. */
export class FailedOnRecord extends Error {
  override name = 'FailedOnRecord';
}

interface Hand {
  claim: AnswerClaim | null;
  isOnRecord: boolean;
}

const held = new AsyncLocalStorage<Hand>();

/**
 * Whatever `work` puts on record goes there together with the mark of this claim, in the same transaction, by whatever way
 * it comes to the storage: so none can be forgotten, and no kill falls between the two. What `work` leaves running behind
 * it (a delivery that it woke, a timer) is no part of it any more. Throws `FailedOnRecord`, and whatever `work` throws.
 */
export async function inHand<T>(claim: AnswerClaim, work: () => Promise<T>): Promise<T> {
  const hand: Hand = { claim, isOnRecord: false };
  try {
    return await held.run(hand, work);
  } catch (cause) {
    throw hand.isOnRecord ? new FailedOnRecord('failed on record', { cause }) : cause;
  } finally {
    hand.claim = null;
  }
}

/** What is being answered here; null for what nobody has just asked for. */
export const claimInHand = (): AnswerClaim | null => held.getStore()?.claim ?? null;

/** The transaction with the mark has been committed. */
export function nowOnRecord(): void {
  const hand = held.getStore();
  if (hand?.claim) hand.isOnRecord = true;
}
