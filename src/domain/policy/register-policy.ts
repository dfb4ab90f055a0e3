import { z } from 'zod';
import { id, words } from './parts';

/** Why a child stands on the register of those out of provision; which holds is derived, and the words are the pack's. */
export const REGISTER_REASONS = [
  'missing',
  'not-located',
  'no-place',
  'appeal',
  'home-education',
  'new-to-city',
] as const;
export type RegisterReason = (typeof REGISTER_REASONS)[number];

/** The panel's register of children out of provision. */
export const registerPolicy = z.strictObject({
  title: words,
  /** Each of them once, in the order in which they are offered. */
  reasons: z.array(z.strictObject({ id: z.enum(REGISTER_REASONS), title: words, says: words, citation: words })).min(1),
  /**
   * Steps after a child on no roll was found that, once settled, tell of its provision, or that it is another authority’s
   * to provide. Until then it stands on the register, however sure somebody is of where it lives.
   */
  provedBy: z.array(id).min(1),
  /**
   * Safeguarding questions, and groups at risk, of which a yes says that social care works with the child. A question that
   * asks more than that counts too: to know of a child is safer than not to. None: the register does not say it.
   */
  socialCare: z
    .strictObject({ questions: z.array(id).min(1), groups: z.array(id).default([]) })
    .default({ questions: [], groups: [] }),
  citation: words,
});
