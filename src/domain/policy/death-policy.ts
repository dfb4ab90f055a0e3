import { z } from 'zod';
import { words } from './parts';

/** What is said and asked once somebody has told that the child has died. */
export const deathPolicy = z.strictObject({
  /** On the case. */
  says: words,
  /** To whoever decides about the name, in place of the special cases: who else has to hear of it, and from whom. */
  others: words,
  /** While the name stands in a register, of whoever decides about it: within so many school days. */
  name: z.strictObject({ title: words, why: words, days: z.int().min(1).max(60), citation: words }),
});
