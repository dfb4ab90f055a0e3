import { z } from 'zod';
import { FIRST_YEAR, LAST_YEAR, LocalDateSchema, type LocalDate } from '../../domain/calendar/date';
import type { LocalTime } from '../../domain/calendar/london';

/** What inputs send: text, or nothing at all for an input left empty. The messages are shown to people as they are. */

const raw = z.string().default('');

export const typedText = (limit: number) =>
  raw.transform((text) => text.trim()).pipe(z.string().max(limit, `Please keep this to ${limit} characters.`));

export const requiredText = (limit: number, missing: string) =>
  raw
    .transform((text) => text.trim())
    .pipe(z.string().min(1, missing).max(limit, `Please keep this to ${limit} characters.`));

/**
 * Null when left empty. Takes `27/04/2026` and `27 April 2026` too, for commands and for clients that show a date input as
 * plain text.
 */
export const typedDate = raw.transform((text, context): LocalDate | null => {
  const typed = text.trim();
  if (typed === '') return null;
  const date = asWritten(typed);
  const parsed = LocalDateSchema.safeParse(date);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: dayProblem(date) });
  return z.NEVER;
});

/** `2026-04-27` of a day as people write it; anything else as it is. */
function asWritten(typed: string): string {
  const [, day, , month, year] = /^(\d{1,2})([/ ])(\d{1,2}|[a-z]{3,9})\.?\2(\d{4})$/i.exec(typed) ?? [];
  if (!day || !month || !year) return typed;
  const number = /\d/.test(month) ? Number(month) : monthNamed(month);
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];

/** 1 for `January`, `Jan` or `jan`; 0 where there is no such month. */
export const monthNamed = (name: string): number =>
  name.length < 3 ? 0 : MONTHS.findIndex((month) => month.startsWith(name.toLowerCase())) + 1;

const dayProblem = (date: string): string =>
  z.iso.date().safeParse(date).success
    ? `Please look at the year again. It is from ${FIRST_YEAR} to ${LAST_YEAR}.`
    : 'There is no such day. Give a date such as 27/04/2026.';

export const requiredDate = (missing: string) =>
  typedDate.transform((date, context): LocalDate => {
    if (date) return date;
    context.addIssue({ code: 'custom', message: missing });
    return z.NEVER;
  });

/** Null when left empty. */
export const typedTime = raw.transform((text, context): LocalTime | null => {
  const typed = text.trim();
  if (typed === '') return null;
  if (/^([01]?\d|2[0-3]):[0-5]\d$/.test(typed)) return typed.padStart(5, '0') as LocalTime;
  context.addIssue({ code: 'custom', message: 'Give a time such as 09:15.' });
  return z.NEVER;
});

export const oneOf = <T extends string>(values: readonly T[], missing: string) =>
  raw.transform((text, context): T => {
    const found = values.find((value) => value === text);
    if (found) return found;
    context.addIssue({ code: 'custom', message: missing });
    return z.NEVER;
  });

/** Null when nothing was chosen. */
export const oneOfOrNone = <T extends string>(values: readonly T[]) =>
  raw.transform((text, context): T | null => {
    const found = values.find((value) => value === text);
    if (found || text === '') return found ?? null;
    context.addIssue({ code: 'custom', message: 'Choose one of those listed.' });
    return z.NEVER;
  });
