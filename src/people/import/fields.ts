import { z } from 'zod';
import { LocalDateSchema, type LocalDate } from '../../domain/calendar/date';

/** The kinds of field that the operator's files have, each refused in words that an operator can act on. */

const CONTROL_CHARACTERS = /\p{Cc}/u;

/** Text for people to read, of at most 200 characters. */
export const words = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `${what} is missing.`)
    .max(200, `${what} is longer than 200 characters.`)
    .refine((text) => !CONTROL_CHARACTERS.test(text), `${what} has a line break or another control character in it.`);

export const note = z
  .string()
  .max(200, 'The note is longer than 200 characters.')
  .refine((text) => !CONTROL_CHARACTERS.test(text), 'The note has a line break or another control character in it.')
  .default('');

const digits = (count: number, says: string) => z.string().regex(new RegExp(`^\\d{${count}}$`), says);

export const authorityCode = digits(3, 'A local authority is given by its code of three digits, such as 341.');
export const urn = digits(6, 'A URN has six digits.');

/** Of a school, or empty for the authority itself, which is null. */
export const urnOrNone = z
  .string()
  .regex(/^(\d{6})?$/, 'A URN has six digits; it is empty for the authority itself.')
  .transform((text) => (text === '' ? null : text));

/** Accepts `341/9999` too, as registers of schools write it. */
export const dfeNumber = z
  .string()
  .transform((text) => text.replace('/', ''))
  .pipe(digits(7, 'A DfE number has seven digits: the authority’s three and the establishment’s four.'));

/** Entra writes ids in lower case; people paste them in either. */
export const entraGuid = (what: string) =>
  z.guid(`${what} is a GUID such as 11111111-1111-4111-8111-111111111111.`).transform((id) => id.toLowerCase());

/** A day as ISO 8601, or as day/month/year because that is what a spreadsheet in Britain makes of it. */
export const day = z.string().transform((text, context): LocalDate => {
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = british ? `${british[3]}-${british[2]!.padStart(2, '0')}-${british[1]!.padStart(2, '0')}` : text;
  const read = LocalDateSchema.safeParse(iso);
  if (read.success) return read.data;
  const says = text === '' ? 'The day is missing.' : `${text} is not a day on the calendar.`;
  context.addIssue({ code: 'custom', message: `${says} Write it as 2026-04-27 or 27/04/2026.` });
  return z.NEVER;
});
