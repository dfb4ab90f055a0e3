import { z } from 'zod';
import { id, words } from './parts';

/** `verified` false: no source of the authority says so; whoever looks at what would be deleted is told. */
const common = { citation: words, verified: z.boolean().default(true) };

/** How long a case is kept once it is closed, and a report that nobody finishes. No law gives one period for all, so each authority says its own. */
export const retentionPolicy = z.strictObject({
  /** So many years from the last closing. */
  closing: z.strictObject({ years: z.int().min(1).max(100), ...common }),
  /**
   * Up to this birthday where the case ever said that the child may be at risk, if that is later. Besides the safeguarding
   * answers, the risk as weighed and word to an agency, that is said by each of these other procedures and ways of referral.
   */
  safeguarding: z.strictObject({
    birthday: z.int().min(18).max(100),
    procedures: z.array(id),
    routes: z.array(id),
    ...common,
  }),
  /** A report that became no case: so many days after it was last saved. */
  unfinished: z.strictObject({ days: z.int().min(1).max(3_650), ...common }),
});
