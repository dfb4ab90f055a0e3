import { addDays, daysBetween, isWeekend, type DateRange, type LocalDate } from './date';
import type { Closure, Reach, SchoolCalendar } from './school-calendar';

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
  return from > to ? [] : schoolDays.slice(firstAtOrAfter(schoolDays, from), firstAtOrAfter(schoolDays, addDays(to, 1)));
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

interface Index {
  /** Sorted. */
  readonly schoolDays: readonly LocalDate[];
  /** Terms with the holidays between them; sorted. */
  readonly known: readonly DateRange[];
}

/**
 * Days between two entered terms are holidays, and known to be so, unless they are too many for any holiday: then a
 * term in between has not been entered. The longest summer holidays of schools in England last nine to ten weeks.
 */
const LONGEST_HOLIDAY_DAYS = 75;

const indexes = new WeakMap<SchoolCalendar, Index>();

/** Made once for a calendar: a calendar does not change, and every assessment asks it many times. */
function indexOf(calendar: SchoolCalendar): Index {
  let index = indexes.get(calendar);
  if (index === undefined) {
    index = { schoolDays: schoolDaysOf(calendar), known: knownSpansOf(calendar.terms) };
    indexes.set(calendar, index);
  }
  return index;
}

function schoolDaysOf(calendar: SchoolCalendar): LocalDate[] {
  const closed = new Set(calendar.closures.flatMap(daysOf));
  return calendar.terms
    .flatMap(daysOf)
    .filter((day) => !isWeekend(day) && !calendar.bankHolidays.has(day) && !closed.has(day));
}

function daysOf(range: DateRange): LocalDate[] {
  const length = Math.max(0, daysBetween(range.from, range.to) + 1);
  return Array.from({ length }, (_, index) => addDays(range.from, index));
}

function knownSpansOf(terms: readonly DateRange[]): DateRange[] {
  const spans: DateRange[] = [];
  for (const term of terms) {
    const last = spans.at(-1);
    if (last !== undefined && daysBetween(last.to, term.from) <= LONGEST_HOLIDAY_DAYS) {
      spans[spans.length - 1] = { from: last.from, to: term.to };
    } else {
      spans.push({ from: term.from, to: term.to });
    }
  }
  return spans;
}

const spanOf = (spans: readonly DateRange[], date: LocalDate): DateRange | null =>
  spans.find((span) => span.from <= date && date <= span.to) ?? null;

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

/** Position of the first element that is not before `date`; the length when all are. */
function firstAtOrAfter(sorted: readonly LocalDate[], date: LocalDate): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < date) low = middle + 1;
    else high = middle;
  }
  return low;
}
