import { z } from 'zod';

/** The rules of a case changed: from now on those of another pack hold, for a reason that somebody gave. */
export interface PolicyMove {
  /** Ids of policy packs. */
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** Checks that were done under the old rules and count as done under the new ones, by id. */
  readonly carried: readonly string[];
}

export type PolicyFactBody = { readonly kind: 'policy-moved'; readonly move: PolicyMove };

export const policyMoved = z.object({
  kind: z.literal('policy-moved'),
  move: z.object({ from: z.string(), to: z.string(), reason: z.string(), carried: z.array(z.string()) }),
});
