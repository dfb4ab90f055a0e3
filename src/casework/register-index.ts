import type { DateRange, LocalDate } from '../domain/calendar/date';
import type { Case } from '../domain/case/case';
import type { DaysInError } from '../domain/census/in-error';
import type { RegisterSpan } from '../domain/register/spans';
import type { PageOfCases } from './case-store';

/** A case that was on the register on a day, or of which its facts have to be asked whether it was. */
export interface OnRegister {
  readonly caseId: string;
  readonly reference: string;
  /** Establishment (URN); null for a child on no school's roll. */
  readonly school: string | null;
  /** How it stood. Null: it has not been reckoned since something was recorded, or its calendar changed. */
  readonly stood: Omit<RegisterSpan, 'from' | 'to'> | null;
  /** Two cases that have one of these in common may be of one child; they hold no name that can be read. */
  readonly alike: readonly string[];
}

/** The same of a period. */
export interface OnRegisterWithin extends Pick<OnRegister, 'caseId' | 'reference' | 'alike'> {
  /** How it stood on the days of the period, also before and after it. Null: it has not been reckoned. */
  readonly spans: readonly Pick<RegisterSpan, 'from' | 'to' | 'reason'>[] | null;
  readonly dateOfBirth: LocalDate | null;
  /** It was known on the day that was asked about that no child was missing (`isInError`). False where it has not been reckoned. */
  readonly inError: boolean;
}

/**
 * An index of the register, kept beside the cases: which of them stood on it on a day, without opening any. What it
 * costs to ask does not grow with the cases that were not open then. It is reckoned from the facts, and what has not been
 * reckoned yet is handed out as such: nobody is left out because an index lags behind.
 */
export interface RegisterIndex {
  /** In no order. */
  onRegister(authority: string, day: LocalDate): Promise<OnRegister[]>;
  /** Cases that were on the register on some day of a period, in no order. `knownOn`: see `inError`. */
  onRegisterWithin(authority: string, within: DateRange, knownOn: LocalDate): Promise<OnRegisterWithin[]>;
  /** How many facts each of them has that there are: a case that has as many as before is the same as before. In no order. */
  versionsOf(caseIds: readonly string[]): Promise<readonly VersionOfCase[]>;
  /** The same of every case of the authority, open or closed, in no order. */
  versionsIn(authority: string): Promise<readonly VersionOfCase[]>;
  /** Those of them that there are and that can be read. */
  byIds(caseIds: readonly string[]): Promise<Case[]>;
  /** Cases that have to be reckoned, in the order of their ids, from the one that follows `after`. */
  toReckon(authority: string, after: string, most: number): Promise<PageOfCases>;
  /**
   * How the case stood, and when it stood closed in error, unless somebody wrote since `version`; returns whether it is
   * known now. In a transaction.
   */
  reckoned(
    caseId: string,
    version: number,
    spans: readonly RegisterSpan[],
    inError: readonly DaysInError[],
  ): Promise<boolean>;
  /** Every case is to be reckoned again, closed ones too; returns how many there are. Null: of every authority. */
  reckonAnew(within?: Within | null): Promise<number>;
}

export interface VersionOfCase {
  readonly id: string;
  readonly version: number;
}

/** Whose calendar has changed: a school's, or the whole authority's where `school` is null. */
export interface Within {
  readonly authority: string;
  readonly school: string | null;
}
