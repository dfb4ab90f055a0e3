import type { DateRange, LocalDate } from '../domain/calendar/date';
import type { Person } from '../people/directory';

/** What a director is told of a period, as somebody may see it. */
export interface SummaryPage {
  readonly period: DateRange;
  /** The last day of it that is looked at: its end, or today where that has not come. */
  readonly asOf: LocalDate;
  /** False: every count of cases is rounded, as the DfE publishes it. */
  readonly exact: boolean;
  /** The authority, by its name. */
  readonly authority: string;
  readonly moved: readonly ShownCount[];
  readonly closedBy: readonly ShownCount[];
  readonly byStage: readonly ShownCount[];
  readonly located: ShownLocated;
  /** By the school that owes it, or the authority itself. */
  readonly overdue: readonly ShownCount[];
  /** Names of schools of which no case was opened in the twelve months up to `asOf`. */
  readonly neverReferred: readonly string[];
  readonly schools: number;
  /** Cases that nobody can read: the figures may be too low by as many. */
  readonly unread: number;
}

export interface ShownCount {
  readonly label: string;
  /** In digits, or the word for what is too small to be told. */
  readonly count: string;
  /** To be drawn. Null where the figure is rounded. */
  readonly number: number | null;
}

export interface ShownLocated {
  readonly children: string;
  /** Calendar days from the first day out of school. Null: too few of them to say, or nobody knows since when. */
  readonly median: number | null;
  /** Null also where the figures are rounded: each end is one child. */
  readonly range: { readonly least: number; readonly most: number } | null;
}

/** Derived from what is on record of the cases, as it was known at the end of the period. Throws `Refusal`. */
export interface Summaries {
  /**
   * @param period null: the last whole month.
   * @param toHandOn rounded for everybody, since whoever gets it may work on no case.
   */
  look(person: Person, period: DateRange | null, toHandOn?: boolean): Promise<SummaryPage>;
}
