import type { DateRange, LocalDate } from '../domain/calendar/date';
import type { Role } from '../domain/access/roles';
import type { Delivery } from '../notices/outbox';
import type { Person } from '../people/directory';

/** What a director is told of a period, as somebody may see it. */
export interface SummaryPage {
  readonly period: DateRange;
  /** The last day of it that is looked at: its end, or today where that has not come. */
  readonly asOf: LocalDate;
  /** False: every count of cases is rounded, as the DfE publishes it. */
  readonly exact: boolean;
  /** Whether it is of whole months that are over, so that it can be told rounded. */
  readonly canBeRounded: boolean;
  /** How a figure is told of which so few children are behind it that it is not said. */
  readonly few: string;
  /** The authority, by its name. */
  readonly authority: string;
  readonly moved: readonly ShownCount[];
  readonly closedBy: ShownPart;
  readonly byStage: ShownPart;
  readonly located: ShownLocated;
  /** By the school that owes it, or the authority itself. Rounded: without the schools whose figure is not told. */
  readonly overdue: ShownPart;
  /** Names of schools of which no case was opened in the twelve months up to `asOf`. Null: not so much is on record yet. */
  readonly neverReferred: readonly string[] | null;
  /** The month in which the first case was opened; null where there is none. No day: a day would tell of one child. */
  readonly recordsSince: DateRange | null;
  readonly schools: number;
  /** By whom it is seen by itself each month. Null: nobody is to be told by itself, or whoever looks hands nothing on. */
  readonly told: ToldOf | null;
  /** Cases that nobody can read: the figures may be too low by as many. */
  readonly unread: number;
}

export interface ToldOf {
  readonly to: readonly Role[];
  /** Whether anybody here has one of these roles. */
  readonly isAnybody: boolean;
  /** What became of it, reader by reader; none before it is due, and of a period that is no month. */
  readonly deliveries: readonly { readonly name: string; readonly delivery: Delivery }[];
}

export interface ShownCount {
  readonly label: string;
  /** In digits, or the word for what is too small to be told. */
  readonly count: string;
  /** To be drawn. Null where the figure is rounded. */
  readonly number: number | null;
}

export interface ShownPart {
  readonly counts: readonly ShownCount[];
  /** So few children are behind all of it, or behind each of those left out, that it is not told. */
  readonly withheld: boolean;
}

export interface ShownLocated {
  readonly children: string;
  /** Calendar days from the first day out of school. Null: too few of them to say, or nobody knows since when. */
  readonly median: number | null;
  /** Null also where the figures are rounded: each end is one child. */
  readonly range: { readonly least: number; readonly most: number } | null;
}

/**
 * Derived from what is on record of the cases, as it was known at the end of the period. Rounded it is told of whole
 * months that are over and of nothing else. Throws `Refusal`.
 */
export interface Summaries {
  /**
   * @param period null: the last whole month.
   * @param toHandOn rounded for everybody, since whoever gets it may work on no case.
   */
  look(person: Person, period: DateRange | null, toHandOn?: boolean): Promise<SummaryPage>;
  /** Refuses what `look` would refuse, and reads nothing. */
  check(person: Person, period: DateRange, toHandOn: boolean): void;
}
