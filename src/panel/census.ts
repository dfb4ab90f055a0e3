import type { DateRange, LocalDate } from '../domain/calendar/date';
import type { Topic } from '../domain/census/table';
import type { CountedChild } from '../domain/census/counted';
import type { Person } from '../people/directory';

/** The DfE's termly count of children missing education, as somebody may see it. */
export interface CensusPage {
  readonly on: LocalDate;
  readonly today: LocalDate;
  /** False: every figure is rounded, and who is behind it is not told. */
  readonly exact: boolean;
  readonly figures: readonly ShownFigure[];
  /** Counted on some day: of this school year up to that day, and of the whole one before. */
  readonly atSomeTime: readonly { readonly within: DateRange; readonly count: string }[];
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

/** Who is behind one figure. */
export interface BehindFigure {
  readonly on: LocalDate;
  readonly today: LocalDate;
  readonly label: string;
  /** A part of them, from the place `from`, counted from 0. */
  readonly children: readonly CountedChild[];
  readonly from: number;
  readonly total: number;
  /** Words for the ids of reasons. */
  readonly reasons: ReadonlyMap<string, string>;
}

/** Derived from what is on record of the cases, as it was known at the end of a day up to today. Throws `Refusal`. */
export interface Census {
  look(person: Person, on: LocalDate | null): Promise<CensusPage>;
  /** Null where there is no such figure. */
  behind(person: Person, on: LocalDate, figure: FigureId, from: number, most: number): Promise<BehindFigure | null>;
}

export interface FigureId {
  readonly topic: string;
  readonly id: string;
}
