import { addDays, isWeekend, type DateRange, type LocalDate } from './date';
import type { Closure, Reach, SchoolCalendar } from './school-calendar';
import { firstAtOrAfter, indexOf, spanOf } from './school-day-index';

/**
 * School days of one school, found by stepping over its own calendar: a school day is a day on which that school has a
 * session (Education Act 1996 s579). Where the calendar does not reach, the answer is that it is not known.
 */

/** Weekends and bank holidays are `no` everywhere; other days are `unknown` outside the entered terms. */
export function isSchoolDay(calendar: SchoolCalendar, date: LocalDate): 'yes' | 'no' | 'unknown' {
  if (isWeekend(date) || calendar.bankHolidays.has(date)) return 'no';
  const { schoolDays, known } = indexOf(calendar);
  if (spanOf(known, date) === null) return 'unknown';
  return schoolDays[firstAtOrAfter(schoolDays, date)] === date ? 'yes' : 'no';
}

/** The nth school day counted from `firstDay`; 1 is the first one on or after it. @param n at least 1. */
export function nthSchoolDay(calendar: SchoolCalendar, firstDay: LocalDate, n: number): Reach {
  const { schoolDays, known } = indexOf(calendar);
  const start = stepOverKnown(calendar, known, firstDay, 1);
  const span = spanOf(known, start);
  const date = schoolDays[firstAtOrAfter(schoolDays, start) + n - 1];
  if (span !== null && date !== undefined && date <= span.to) return { known: true, date };
  return notKnown(known, start);
}

/** The first school day after this day. */
export const nextSchoolDay = (calendar: SchoolCalendar, after: LocalDate): Reach =>
  nthSchoolDay(calendar, addDays(after, 1), 1);

/** The last school day before this day. */
export function previousSchoolDay(calendar: SchoolCalendar, before: LocalDate): Reach {
  const { schoolDays, known } = indexOf(calendar);
  const start = stepOverKnown(calendar, known, addDays(before, -1), -1);
  const span = spanOf(known, start);
  const date = schoolDays[firstAtOrAfter(schoolDays, addDays(start, 1)) - 1];
  if (span !== null && date !== undefined && date >= span.from) return { known: true, date };
  return notKnown(known, start);
}

/** The known school days from `from` to `to`, both included. */
export function schoolDaysFrom(calendar: SchoolCalendar, from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const { schoolDays } = indexOf(calendar);
  return from > to
    ? []
    : schoolDays.slice(firstAtOrAfter(schoolDays, from), firstAtOrAfter(schoolDays, addDays(to, 1)));
}

/** How many school days are known from `from` to `to`, both included. */
export function schoolDaysBetween(calendar: SchoolCalendar, from: LocalDate, to: LocalDate): number {
  if (from > to) return 0;
  const { schoolDays } = indexOf(calendar);
  return firstAtOrAfter(schoolDays, addDays(to, 1)) - firstAtOrAfter(schoolDays, from);
}

/** Closures (half-terms, INSET days, unplanned ones) of which at least one day falls in the range, earliest first. */
export const closuresWithin = (calendar: SchoolCalendar, range: DateRange): Closure[] =>
  calendar.closures
    .filter((closure) => closure.from <= range.to && range.from <= closure.to)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));

/** The last day that the calendar knows, however many years it has; null when no term is entered. */
export const calendarEnds = (calendar: SchoolCalendar): LocalDate | null => indexOf(calendar).known.at(-1)?.to ?? null;

/** From a weekend or bank holiday outside the known spans to the first day that may be something else. */
function stepOverKnown(
  calendar: SchoolCalendar,
  known: readonly DateRange[],
  start: LocalDate,
  direction: 1 | -1,
): LocalDate {
  let day = start;
  while (spanOf(known, day) === null && (isWeekend(day) || calendar.bankHolidays.has(day))) {
    day = addDays(day, direction);
  }
  return day;
}

/** `calendarEnds` is the end of what is known at this day, or of what is known before it. */
const notKnown = (known: readonly DateRange[], day: LocalDate): Reach => ({
  known: false,
  calendarEnds: known.findLast((span) => span.from <= day)?.to ?? null,
});
