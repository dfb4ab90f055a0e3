import type { BankHolidays } from './bank-holidays';
import { earlierOf, laterOf, type DateRange, type LocalDate } from './date';
import type { Closure, ClosureKind, SchoolCalendar } from './school-calendar';

/** One row of term dates, as a school or an authority enters it. */
export interface Entry extends DateRange {
  readonly kind: 'term' | ClosureKind;
  readonly note: string;
}

/**
 * The year in which the school year begins that this day belongs to. A school year runs from the first term that
 * starts after July (Education (School Day and School Year) (England) Regulations 1999).
 */
export const schoolYearOf = (date: LocalDate): number => {
  const year = Number(date.slice(0, 4));
  return date.slice(5, 7) >= '08' ? year : year - 1;
};

/**
 * The calendar of one school. For a school year in which the school has terms of its own, these and its own half-terms
 * stand for the authority's; its own half-terms alone stand for the authority's half-terms. INSET days and closures
 * add up. Days for which no bank holidays are known are left out of the terms, so that nobody counts them.
 */
export function calendarFrom(
  authorityDefaults: readonly Entry[],
  ownEntries: readonly Entry[],
  bankHolidays: BankHolidays,
): SchoolCalendar {
  const yearsWithOwn = (kind: Entry['kind']) =>
    new Set(ownEntries.filter((entry) => entry.kind === kind).map((entry) => schoolYearOf(entry.from)));
  const ownTerms = yearsWithOwn('term');
  const ownHalfTerms = yearsWithOwn('half-term');
  const stillHolds = (entry: Entry): boolean => {
    const year = schoolYearOf(entry.from);
    if (entry.kind === 'term') return !ownTerms.has(year);
    if (entry.kind === 'half-term') return !ownTerms.has(year) && !ownHalfTerms.has(year);
    return true;
  };
  const entries = [...authorityDefaults.filter(stillHolds), ...ownEntries].sort(byFirstDay);
  return {
    terms: entries.filter((entry) => entry.kind === 'term').flatMap((term) => within(term, bankHolidays.covers)),
    closures: entries.flatMap((entry) => asClosure(entry)),
    bankHolidays: bankHolidays.days,
  };
}

const byFirstDay = (a: DateRange, b: DateRange): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);

function within(term: DateRange, covers: DateRange): DateRange[] {
  const from = laterOf(term.from, covers.from);
  const to = earlierOf(term.to, covers.to);
  return from <= to ? [{ from, to }] : [];
}

function asClosure({ kind, from, to, note }: Entry): Closure[] {
  return kind === 'term' ? [] : [{ kind, from, to, note }];
}
