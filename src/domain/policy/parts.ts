import { z } from 'zod';

/** What several parts of a policy pack are made of. */

export const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'letters, digits and hyphens');
export const words = z.string().min(1);
const writtenAs = (time: RegExp) => z.string().regex(time, 'HH:MM') as unknown as z.ZodType<`${number}:${number}`>;
/** In Europe/London. */
export const timeOfDay = writtenAs(/^([01]\d|2[0-3]):[0-5]\d$/);
/** The same, or `24:00`: midnight at its end. */
export const endOfHours = writtenAs(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** One question asked beside the main one. */
export const evidenceField = z.strictObject({
  id,
  label: words,
  kind: z.enum(['text', 'long-text', 'date', 'choice']),
  /** `inWriting`: an answer that says that it was told in writing. */
  choices: z.array(z.strictObject({ id, label: words, inWriting: z.boolean().default(false) })).default([]),
  required: z.boolean().default(false),
});

/**
 * What may come of a check. `tells`: it says something of where the child is or how the child is, so that both sides of
 * the joint enquiry look again. There is no default: whoever adds an outcome says which it is. `leadsTo`: what is told
 * on a page of its own next: where the child was seen or found, or that nobody has to search. `goesOn`: more has to be
 * asked, and the search goes on.
 */
export const checkOutcome = z.strictObject({
  id,
  label: words,
  tells: z.boolean(),
  leadsTo: z.enum(['sighting', 'found', 'attendance-case']).nullable().default(null),
  goesOn: z.boolean().default(false),
});
