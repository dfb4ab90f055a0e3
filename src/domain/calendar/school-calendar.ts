import type { DateRange, LocalDate } from './date';

/** Why a weekday in term is not a school day. */
export type ClosureKind = 'half-term' | 'inset' | 'closure';

/** Days within term on which this school does not meet. `closure` is unplanned (snow, an election). */
export interface Closure extends DateRange {
  readonly kind: ClosureKind;
  readonly note: string;
}

/**
 * The days on which one school meets. A school day is a day on which that school has a session
 * (Education Act 1996 s579), so every school has its own.
 */
export interface SchoolCalendar {
  /** First and last school day of each term, sorted, not overlapping. */
  readonly terms: readonly DateRange[];
  readonly closures: readonly Closure[];
  readonly bankHolidays: ReadonlySet<LocalDate>;
}

/** A day that was asked for, or the last day that the calendar knows when it does not reach so far. */
export type Reach =
  | { readonly known: true; readonly date: LocalDate }
  | { readonly known: false; readonly calendarEnds: LocalDate | null };
