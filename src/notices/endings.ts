import type { Delivery } from './outbox';

/** Why a delivery is `dead` whose recipient is no longer in the directory; should they come back, it is due again. */
export const LEFT = 'left';

/** Why a delivery is `dead` whose recipient is there, in no role for it any more; should they have one again, it is due again. */
export const ROLE_GONE = 'role-gone';

/** Over for as long as the people are who they are: others are told in their own right, and an import looks again. */
export const NOT_THEIRS: readonly string[] = [LEFT, ROLE_GONE];

/** Why a delivery is `dead` that had nothing left to ask for when its turn came: its case was closed, or it was done. */
export const OVERTAKEN = 'overtaken';

/** Why a delivery is `dead` whose recipient had answered it, or put it off, before it was written, or written again. */
export const ANSWERED = 'answered';

/** Why a delivery is `dead` that is told on the card of another one about its case. */
export const FOLDED = 'folded';

/** Why an edit is over that changed nothing: the card says what is so already, or the person has deleted it. */
export const UNCHANGED = 'unchanged';
export const CARD_DELETED = 'card-deleted';

/** Why an edit is `dead` whose card could not be drawn, however often it was tried. */
export const NOT_DRAWN = 'not-drawn';

/** Why a delivery is `dead` whose case is no longer there, so that nothing can be said of it. */
export const NOTHING_TO_SAY = 'nothing-to-say';

/** Over, and as it should be. */
export const NOTHING_LEFT: readonly string[] = [OVERTAKEN, ANSWERED, UNCHANGED, CARD_DELETED];

/** Nobody has to be told of these by other means. */
export const NO_TROUBLE: readonly string[] = [...NOT_THEIRS, FOLDED, ...NOTHING_LEFT];

/** Nobody is asked by it any more, and should it fall due again everybody is told anew. */
export const isAtRest = ({
  atRest,
  acknowledgedAt,
  state,
  lastError,
}: Pick<Delivery, 'atRest' | 'acknowledgedAt' | 'state' | 'lastError'>): boolean =>
  acknowledgedAt === null && (atRest || (state === 'dead' && lastError === OVERTAKEN));
