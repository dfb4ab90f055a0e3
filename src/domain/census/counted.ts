import type { LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { assess } from '../case/assess';
import type { Case } from '../case/case';
import type { Policies } from '../policy/policies';
import type { Pupil } from '../pupil/pupil';
import { yearGroupOf } from '../pupil/year-group';
import { entryOf } from '../register/entry';
import { byChild } from '../register/one-per-child';
import type { CalendarOf } from '../register/register';

/**
 * A child whom the DfE's termly return counts on a day: of compulsory school age, on no school's roll, and with no
 * provision that anybody has confirmed (Education Act 1996 s436A).
 */
export interface CountedChild {
  readonly caseId: string;
  readonly reference: string;
  /** References of other cases of the same child that would be counted too. */
  readonly also: readonly string[];
  /** Null where nobody has said it. */
  readonly sex: Pupil['sex'];
  /** `R` and `1` to `13`; null where it is not known. */
  readonly yearGroup: string | null;
  /** The DfE's band of how long, in the words of the case's rules. */
  readonly band: string;
  /** Id of the DfE's reason; null where there is none. */
  readonly reason: string | null;
  /** Nobody has chosen the reason: it follows from how the case stands. */
  readonly suggested: boolean;
}

export interface Census {
  readonly on: LocalDate;
  /** Who is counted, one line for each child; who has been out longest stands first. */
  readonly children: readonly CountedChild[];
  /** Ids of cases that were open then and that nobody can read any more: the count may be too low by as many. */
  readonly unread: readonly string[];
}

/** As the register, so is the count: what was known when that day ended in London. `cases`: all that may have been open. */
export function censusOn(cases: readonly Case[], calendarOf: CalendarOf, policies: Policies, on: LocalDate): Census {
  const read = cases.map((theCase) => ({ id: theCase.id, one: countOf(theCase, calendarOf(theCase), policies, on) }));
  const counted = read.flatMap(({ one }) => (typeof one === 'string' ? [] : [one]));
  return { on, children: childrenOf(counted), unread: read.filter(({ one }) => one === 'unread').map(({ id }) => id) };
}

/** A case by which a child is counted. */
export interface Counted extends CountedChild {
  readonly pupil: Pupil | null;
  readonly since: LocalDate | null;
}

/** One line for each child; who has been out longest stands first. */
export const childrenOf = (counted: readonly Counted[]): CountedChild[] =>
  byChild(counted.toSorted(longestFirst)).map(asOneChild);

/** `unread`: the rules under which the case stood are not there. */
export function countOf(
  theCase: Case,
  calendar: SchoolCalendar,
  policies: Policies,
  on: LocalDate,
): Counted | 'not-counted' | 'unread' {
  const entry = entryOf(theCase, calendar, policies, on);
  if (entry === 'unread') return 'unread';
  if (entry === 'not-on-it') return 'not-counted';
  const { pupil, pack, case: then } = entry;
  const { dfe } = assess(then.facts, calendar, pack, on);
  // A pupil who is missing on a roll is looked for, and is in no band; nor is who is too young or too old.
  if (dfe.band === null) return 'not-counted';
  return {
    ...{ caseId: then.id, reference: then.reference, also: [], pupil, since: dfe.since },
    ...{ sex: pupil?.sex ?? null, yearGroup: yearGroupOf(pupil, on), band: dfe.band },
    ...{ reason: dfe.reason?.id ?? null, suggested: dfe.reason?.suggested ?? false },
  };
}

/** Who is out nobody knows how long comes last. */
const longestFirst = (a: Counted, b: Counted): number =>
  (a.since ?? '9999').localeCompare(b.since ?? '9999') || a.reference.localeCompare(b.reference);

function asOneChild([first, ...others]: readonly Counted[]): CountedChild {
  const { pupil: _pupil, since: _since, ...child } = first!;
  return { ...child, also: others.map(({ reference }) => reference) };
}
