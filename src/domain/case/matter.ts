import { lettersOf } from '../pupil/name-key';
import type { Referral } from './facts/ways';
import type { Way } from './way';

/** What tells of the matter of a case: how it began, and on whose word. */
export interface OfMatter {
  readonly way: Way;
  readonly referral: Pick<Referral, 'otherAuthority'> | null;
}

/** It is answered, logged and closed by itself, and the child is not counted here. */
export const isAnothersEnquiry = ({ way }: Pick<OfMatter, 'way'>): boolean => way === 'other-authority';

/**
 * Whether two cases of one child may be one. An authority’s enquiry has an answer of its own to get, and our search has
 * a child to find: neither is done with when the other is. Where it is not said yet which authority asks, nobody knows.
 */
export const isOneMatter = (a: OfMatter, b: OfMatter): boolean => {
  const [here, there] = [matterOf(a), matterOf(b)];
  return here !== null && here === there;
};

/** Null where it is not known. */
export function matterOf({ way, referral }: OfMatter): string | null {
  if (!isAnothersEnquiry({ way })) return 'ours';
  const asks = lettersOf(referral?.otherAuthority ?? '');
  return asks === '' ? null : `enquiry of ${asks}`;
}
