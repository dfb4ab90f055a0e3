import { schoolYearBegan } from '../calendar/academic-year';
import { addDays, earlierOf, laterOf, type DateRange, type LocalDate } from '../calendar/date';
import type { Case } from '../case/case';
import { readFacts } from '../case/reading';
import type { SchoolCalendar } from '../calendar/school-calendar';
import type { Policies } from '../policy/policies';
import type { Pupil } from '../pupil/pupil';
import { compulsorySchoolAge } from '../pupil/school-age';
import { byChild } from '../register/one-per-child';
import type { CalendarOf } from '../register/register';
import { isInError } from './in-error';
import { spansOf, type RegisterSpan } from '../register/spans';

/** The school year that a day is in, as the DfE publishes it: from 1 September to 31 August. */
export function schoolYearOf(day: LocalDate): DateRange {
  const began = schoolYearBegan(day);
  return { from: `${began}-09-01` as LocalDate, to: `${began + 1}-08-31` as LocalDate };
}

export const schoolYearBefore = (day: LocalDate): DateRange => schoolYearOf(addDays(schoolYearOf(day).from, -1));

/** A child that was missing education at some time. */
export interface CountedAtSomeTime {
  readonly caseId: string;
  readonly reference: string;
  /** References of other cases of the same child that say so too. */
  readonly also: readonly string[];
  /** The first and the last day of the period on which it was counted; it need not have been on all between. */
  readonly days: DateRange;
}

export interface AtSomeTime {
  readonly within: DateRange;
  readonly children: readonly CountedAtSomeTime[];
  /** Ids of cases that nobody can read any more. */
  readonly unread: readonly string[];
}

/**
 * Who was counted on any day of a period, each child once however often: the DfE asks for it beside the count of a day.
 * Of every day what was known when it ended; of a child's age what is known now. `cases`: all that were open in it.
 * @param knownOn the day of the census: a case of which it was known then that no child was missing counts on no day
 * (`isInError`), as it does not in the count of that day.
 */
export function countedWithin(
  cases: readonly Case[],
  calendarOf: CalendarOf,
  policies: Policies,
  within: DateRange,
  knownOn: LocalDate,
): AtSomeTime {
  const read = cases.map((one) => ({ id: one.id, came: countWithin(one, calendarOf(one), policies, within, knownOn) }));
  return {
    within,
    children: childrenWithin(read.flatMap(({ came }) => (typeof came === 'string' ? [] : [came]))),
    unread: read.filter(({ came }) => came === 'unread').map(({ id }) => id),
  };
}

/** A case by which a child is counted. */
export interface CountedCase {
  readonly pupil: Pupil | null;
  readonly caseId: string;
  readonly reference: string;
  readonly days: DateRange;
}

/** `unread`: rules under which the case stood are not there. */
export function countWithin(
  theCase: Case,
  calendar: SchoolCalendar,
  policies: Policies,
  within: DateRange,
  knownOn: LocalDate,
): CountedCase | 'not-counted' | 'unread' {
  const spans = spansOf(theCase, calendar, policies);
  if (spans === null) return 'unread';
  if (isInError(theCase, policies, knownOn)) return 'not-counted';
  const { pupil } = readFacts(theCase.facts);
  const days = daysCounted(spans, pupil?.dateOfBirth ?? null, within);
  return days ? { pupil, caseId: theCase.id, reference: theCase.reference, days } : 'not-counted';
}

/** One line for each child; who was counted first stands first. */
export const childrenWithin = (counted: readonly CountedCase[]): CountedAtSomeTime[] =>
  byChild(counted.toSorted(firstCounted)).map((ofChild) => ({
    ...{ caseId: ofChild[0]!.caseId, reference: ofChild[0]!.reference },
    also: ofChild.slice(1).map(({ reference }) => reference),
    days: hullOf(ofChild.map(({ days }) => days)),
  }));

export const firstCounted = (
  a: Pick<CountedCase, 'days' | 'reference'>,
  b: Pick<CountedCase, 'days' | 'reference'>,
): number => a.days.from.localeCompare(b.days.from) || a.reference.localeCompare(b.reference);

/**
 * By how a case stood on the register: off every roll, on days of the period on which the child was of age. The first and
 * the last of them; null where there is none.
 */
export function daysCounted(
  spans: readonly Pick<RegisterSpan, 'from' | 'to' | 'reason'>[],
  dateOfBirth: LocalDate | null,
  within: DateRange,
): DateRange | null {
  const period = countable(within, dateOfBirth);
  const days = spans
    .filter(({ reason }) => reason !== 'missing')
    .map(({ from, to }) => ({ from: laterOf(from, period.from), to: earlierOf(lastOf(to), period.to) }))
    .filter(({ from, to }) => from <= to);
  return days.length === 0 ? null : hullOf(days);
}

const hullOf = (days: readonly DateRange[]): DateRange => ({
  from: days.map(({ from }) => from).reduce(earlierOf),
  to: days.map(({ to }) => to).reduce(laterOf),
});

/** A span ends before its last day, and one that has no end goes on. */
const lastOf = (to: LocalDate | null): LocalDate => (to === null ? '9999-12-31' : addDays(to, -1));

/** The days of the period on which the child was of compulsory school age; all of them where nobody knows its age. */
function countable(within: DateRange, dateOfBirth: LocalDate | null): DateRange {
  if (!dateOfBirth) return within;
  const ofAge = compulsorySchoolAge(dateOfBirth);
  return { from: laterOf(within.from, ofAge.from), to: earlierOf(within.to, ofAge.to) };
}
