import type { DateRange, LocalDate } from '../domain/calendar/date';
import type { Topic } from '../domain/census/table';
import type { CountedAtSomeTime } from '../domain/census/school-year';
import type { CountedChild } from '../domain/census/counted';
import type { Person } from '../people/directory';

/** The DfE's termly count of children missing education, as somebody may see it. */
export interface CensusPage {
  readonly on: LocalDate;
  readonly today: LocalDate;
  /** False: every figure is rounded, and who is behind it is not told. */
  readonly exact: boolean;
  /** False: so few are counted that no figure says more than that. */
  readonly isTold: boolean;
  readonly figures: readonly ShownFigure[];
  /** Counted on some day: of this school year up to that day, and of the whole one before. */
  readonly atSomeTime: readonly ShownYear[];
  /** Cases that nobody can read: the figures may be too low by as many. */
  readonly unread: number;
  readonly authority: string;
}

export interface ShownFigure {
  readonly topic: Topic;
  readonly id: string;
  readonly label: string;
  /** In digits, or the word for what is too small to be told. */
  readonly count: string;
}

/** The figure of a period. */
export interface ShownYear extends Omit<ShownFigure, 'topic'> {
  readonly topic: typeof AT_SOME_TIME;
  readonly within: DateRange;
}

/** The topic of the figures that count over a period, by whose ids they are found again. */
export const AT_SOME_TIME = 'at-some-time';

/** Counted on the day, with where in the breakdowns; or at some time of a period, with when. */
export type BehindChild = CountedChild | CountedAtSomeTime;

/** Who is behind one figure. */
export interface BehindFigure {
  readonly on: LocalDate;
  readonly today: LocalDate;
  readonly label: string;
  /** A part of them, from the place `from`, counted from 0. */
  readonly children: readonly BehindChild[];
  readonly from: number;
  readonly total: number;
  /** Words for the ids of reasons. */
  readonly reasons: ReadonlyMap<string, string>;
}

/** Who is behind every figure. */
export interface BehindAll extends Pick<BehindFigure, 'on' | 'reasons'> {
  readonly children: readonly CountedChild[];
  readonly years: readonly { readonly within: DateRange; readonly children: readonly CountedAtSomeTime[] }[];
}

/** Derived from what is on record of the cases, as it was known at the end of a day up to today. Throws `Refusal`. */
export interface Census {
  /** @param on null: today; rounded, the last census date or end of a month that is over. Of other days it is told exactly or not at all. */
  look(person: Person, on: LocalDate | null): Promise<CensusPage>;
  /** Refuses a day that `look` would refuse, and counts nobody. */
  check(person: Person, on: LocalDate): Promise<void>;
  /** Null where there is no such figure. */
  behind(person: Person, on: LocalDate, figure: FigureId, from: number, most: number): Promise<BehindFigure | null>;
  behindAll(person: Person, on: LocalDate): Promise<BehindAll>;
}

export interface FigureId {
  readonly topic: string;
  readonly id: string;
}
