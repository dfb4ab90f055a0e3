import { z } from 'zod';

/** Somebody weighed how great the risk is. */
export interface TierAnswer {
  /** Id of a tier in the policy pack. */
  readonly tier: string;
  readonly reason: string;
  /** The question in the words in which it was asked. */
  readonly asked: string;
}

export type TierFactBody = { readonly kind: 'tier-set'; readonly answer: TierAnswer };

export const tierSet = z.object({
  kind: z.literal('tier-set'),
  answer: z.object({ tier: z.string(), reason: z.string(), asked: z.string() }),
});
