import { addDays, daysBetween, isWeekend, laterOf, type DateRange, type LocalDate } from './date';
import type { SchoolCalendar } from './school-calendar';

export interface SchoolDayIndex {
  /** Sorted. */
  readonly schoolDays: readonly LocalDate[];
  /** Terms with the holidays between them; sorted. */
  readonly known: readonly DateRange[];
}

/**
 * Days between two entered terms are holidays, and known to be so, unless they are too many for any holiday: then a
 * term in between has not been entered. The longest summer holidays of schools in England last nine to ten weeks.
 */
export const LONGEST_HOLIDAY_DAYS = 75;

const indexes = new WeakMap<SchoolCalendar, SchoolDayIndex>();

/** Made once for a calendar: a calendar does not change, and every assessment asks it many times. */
export function indexOf(calendar: SchoolCalendar): SchoolDayIndex {
  let index = indexes.get(calendar);
  if (index === undefined) {
    index = { schoolDays: schoolDaysOf(calendar), known: knownSpansOf(calendar.terms) };
    indexes.set(calendar, index);
  }
  return index;
}

function schoolDaysOf(calendar: SchoolCalendar): LocalDate[] {
  const closed = new Set(calendar.closures.flatMap(daysOf));
  const inTerm = new Set(calendar.terms.flatMap(daysOf));
  return [...inTerm].filter((day) => !isWeekend(day) && !calendar.bankHolidays.has(day) && !closed.has(day)).sort();
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
      spans[spans.length - 1] = { from: last.from, to: laterOf(last.to, term.to) };
    } else {
      spans.push({ from: term.from, to: term.to });
    }
  }
  return spans;
}

export const spanOf = (spans: readonly DateRange[], date: LocalDate): DateRange | null =>
  spans.find((span) => span.from <= date && date <= span.to) ?? null;

/** Position of the first element that is not before `date`; the length when all are. */
export function firstAtOrAfter(sorted: readonly LocalDate[], date: LocalDate): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < date) low = middle + 1;
    else high = middle;
  }
  return low;
}
