import { format } from 'date-fns/format';
import { tz } from '@date-fns/tz';
import { z } from 'zod';
import { remembering } from './remembering';

/** A day on the calendar, `YYYY-MM-DD`. Not an instant: it has no time and no zone. Sorts as text. */
export type LocalDate = `${number}-${number}-${number}`;

/** A moment, ISO 8601 in UTC (`2026-04-27T07:30:00.000Z`). Sorts as text. */
export type Instant = `${number}-${number}-${number}T${string}Z`;

/** First and last day, both included. */
export interface DateRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** No day that this is about falls outside them; one that does was mistyped. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2100;
const isInYears = (text: string): boolean => text >= `${FIRST_YEAR}-01-01` && text <= `${LAST_YEAR}-12-31`;

/** Refuses impossible days such as 2026-02-30, and years in which nobody lives. */
export const LocalDateSchema = z.iso
  .date()
  .refine(isInYears, { error: `Give a year from ${FIRST_YEAR} to ${LAST_YEAR}.` })
  .transform((text) => text as LocalDate);
export const InstantSchema = z.iso.datetime().transform((text) => text as Instant);

const MILLISECONDS_A_DAY = 86_400_000;
const dayNumber = remembering((date: LocalDate): number => Date.parse(date) / MILLISECONDS_A_DAY);

/** Throws where a year has no four digits: such a day no longer sorts as text, and a loop over days would never end. */
const fromDayNumber = remembering((day: number): LocalDate => {
  const iso = new Date(day * MILLISECONDS_A_DAY).toISOString();
  if (!/^\d{4}-/.test(iso)) throw new RangeError(`${iso} is outside the calendar.`);
  return iso.slice(0, 10) as LocalDate;
});

export const addDays = (date: LocalDate, days: number): LocalDate => fromDayNumber(dayNumber(date) + days);

/** The same day so many years later; 1 March where that year has no 29 February. */
export function addYears(date: LocalDate, years: number): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return fromDayNumber(Date.UTC(year + years, month - 1, day) / MILLISECONDS_A_DAY);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

/** 1 is Monday, 7 is Sunday. */
export const weekday = (date: LocalDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
export const isWeekend = (date: LocalDate): boolean => weekday(date) > 5;

export const isWithin = (date: LocalDate, range: DateRange): boolean => range.from <= date && date <= range.to;

export const laterOf = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);
export const earlierOf = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

/** `Mon 27 April 2026`, as people read it on cards. */
export const inWords = remembering((date: LocalDate): string =>
  format(Date.parse(date), 'EEE d MMMM yyyy', { in: tz('UTC') }),
);
