import { z } from 'zod';

/** What several parts of a policy pack are made of. */

export const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'letters, digits and hyphens');
export const words = z.string().min(1);

/** One question asked beside the main one. */
export const evidenceField = z.strictObject({
  id,
  label: words,
  kind: z.enum(['text', 'long-text', 'date', 'choice']),
  choices: z.array(z.strictObject({ id, label: words })).default([]),
  required: z.boolean().default(false),
});
