import type { Case, CaseHead } from '../domain/case/case';
import type { Fact } from '../domain/case/fact';
import type { Instant } from '../domain/calendar/date';
import type { RegisterIndex } from './register-index';

/** What is searched by, kept beside the facts so that a duplicate is found without opening every case. */
export interface CaseKeys {
  readonly open: boolean;
  readonly upn: string | null;
  /** Lower case, without spaces or accents: `nameKey(pupil)`. */
  readonly nameKey: string;
  readonly dateOfBirth: string | null;
}

/** What is searched for: a reference, any of these UPNs, or a name that has each of these parts (as `nameParts`). */
export type Sought =
  | { readonly by: 'reference'; readonly reference: string }
  | { readonly by: 'upn'; readonly upns: readonly string[] }
  | { readonly by: 'name'; readonly parts: readonly string[] };

/** Another case of the authority has this reference: try again with a new one, in a new transaction. */
export class ReferenceTaken extends Error {
  constructor() {
    super('reference-taken');
    this.name = 'ReferenceTaken';
  }
}

/** `last`: where the next page begins, null where there is none. A case that cannot be read is left out. */
export interface PageOfCases {
  readonly cases: readonly Case[];
  readonly last: string | null;
}

/** A case and the moment at which it is to be looked at next. */
export interface AwaitedCase {
  readonly theCase: Case;
  readonly nextDueAt: Instant | null;
}

/** The same of when they are looked at next. */
export interface PageOfAwaited {
  readonly cases: readonly AwaitedCase[];
  readonly last: string | null;
}

/**
 * What cannot be read again is never stored: `open` and `append` throw `UnreadableFact`. Should a case have become
 * unreadable all the same, asking for it throws that too, and a list leaves it out and tells the operator.
 */
export interface CaseStore extends RegisterIndex {
  /**
   * Adds a case with its first facts. Returns false when the id is there already (a repeated submit).
   * Throws `ReferenceTaken`.
   */
  open(newCase: Case, keys: CaseKeys, nextDueAt: Instant | null): Promise<boolean>;
  /**
   * Appends facts if the case still has `version`; returns false when somebody else wrote first.
   * `nextDueAt` is the next moment at which something falls due, null for never.
   */
  append(
    caseId: string,
    version: number,
    facts: readonly Fact[],
    keys: CaseKeys,
    nextDueAt: Instant | null,
  ): Promise<boolean>;
  /** Moves only the next due moment, unless somebody wrote since `version`; returns whether it did. */
  setNextDue(caseId: string, version: number, nextDueAt: Instant | null): Promise<boolean>;
  byId(caseId: string): Promise<Case | null>;
  byReference(authority: string, reference: string): Promise<Case | null>;
  /**
   * The same without its facts, to ask whether somebody may see it before it is opened: how long that takes must not
   * tell one that they may not see from one that there is not.
   */
  headById(caseId: string): Promise<CaseHead | null>;
  headByReference(authority: string, reference: string): Promise<CaseHead | null>;
  /** Open cases of one school; of the whole authority when `school` is null. */
  openCases(authority: string, school: string | null): Promise<Case[]>;
  /**
   * Open and closed cases of one school, of the whole authority when `school` is null: open ones first, then the newest,
   * and no more than `most`.
   */
  find(authority: string, school: string | null, sought: Sought, most: number): Promise<Case[]>;
  /**
   * Open and closed cases of the authority with this UPN, or with this name and date of birth: all that may be of one
   * child, however many of the same name there are.
   */
  alike(authority: string, keys: Omit<CaseKeys, 'open'>): Promise<Case[]>;
  /** When the first case was opened of those that are on record; null where there is none. */
  firstOpened(authority: string): Promise<Instant | null>;
  /** Schools of which a case was opened at or after `from` and before `to`, each once and in no order. */
  schoolsWithCases(authority: string, from: Instant, to: Instant): Promise<string[]>;
  /** Cases of the authority that were closed at or after this moment. */
  closedSince(authority: string, since: Instant): Promise<Case[]>;
  /** Closed cases of the authority in the order of their ids, from the one that follows `after`. */
  closed(authority: string, after: string, most: number): Promise<PageOfCases>;
  /** Open cases of the authority with their next due moments, in the same order. */
  awaited(authority: string, after: string, most: number): Promise<PageOfAwaited>;
  /**
   * Open cases at this school with this UPN, or with this name and date of birth. Until the transaction ends, whoever
   * else searches at this school waits: of two reports of one pupil at once, the second finds the first.
   */
  openDuplicates(school: string, keys: Omit<CaseKeys, 'open'>): Promise<Case[]>;
  /** The same in the whole authority, of schools and of children on no roll. Whoever else searches there so waits. */
  openDuplicatesIn(authority: string, keys: Omit<CaseKeys, 'open'>): Promise<Case[]>;
  /** Ids of cases whose next due moment is at or before `now`, earliest first. A closed one has a moment until its end is told. */
  due(now: Instant, limit: number): Promise<string[]>;
  /** The earliest next due moment of all cases that lies after this one. */
  earliestDue(after: Instant): Promise<Instant | null>;
  /** Everything is looked at again: used when a calendar changes. `school` null: all of the authority. */
  makeDue(authority: string, school: string | null, now: Instant): Promise<number>;
}
