import { z } from 'zod';
import { ROLES } from '../access/roles';

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'letters, digits and hyphens');
const words = z.string().min(1);

/** To whom a case may be given, beside the tracking officer's own care for it. */
export const assignmentPolicy = z.strictObject({ to: z.array(z.enum(ROLES)).min(1), says: words, citation: words });

/** `quiets`: ids of what the authority owes itself, and which it may put off for a while. */
export const holdPolicy = z.strictObject({
  quiets: z.array(id).min(1),
  mostDays: z.int().min(1).max(90),
  says: words,
  citation: words,
});

export const questionsPolicy = z.strictObject({
  /** Who at the school answers for it that they are answered. */
  owner: z.enum(ROLES),
  answerWithinSchoolDays: z.int().min(1).max(60),
  /** So far ahead an answer may be asked for at the latest: one that nobody waits for does not find the child. */
  mostDays: z.int().min(1).max(90),
  why: words,
  citation: words,
});
