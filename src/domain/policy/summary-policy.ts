import { z } from 'zod';
import { AUTHORITY_ROLES } from '../access/roles';
import { timeOfDay, words } from './parts';

/** Who is told each month what the one before came to, and when. */
export const summaryPolicy = z.strictObject({
  /** None: nobody is told by itself. */
  to: z.array(z.enum(AUTHORITY_ROLES)),
  /** On this working day of the month, counted from 1: Monday to Friday without bank holidays. */
  workingDay: z.int().min(1).max(15),
  at: timeOfDay,
  citation: words,
  /** False: general knowledge that nobody at the authority has confirmed yet. */
  verified: z.boolean().default(true),
});

export type SummaryPolicy = z.infer<typeof summaryPolicy>;
