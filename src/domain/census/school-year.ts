import { addDays, earlierOf, laterOf, type DateRange, type LocalDate } from '../calendar/date';
import type { Case } from '../case/case';
import { readFacts } from '../case/reading';
import type { SchoolCalendar } from '../calendar/school-calendar';
import type { Policies } from '../policy/policies';
import type { Pupil } from '../pupil/pupil';
import { compulsorySchoolAge } from '../pupil/school-age';
import { byChild } from '../register/one-per-child';
import type { CalendarOf } from '../register/register';
import { spansOf, type RegisterSpan } from '../register/spans';

/** The school year that a day is in, as the DfE publishes it: from 1 September to 31 August. */
export function schoolYearOf(day: LocalDate): DateRange {
  const began = Number(day.slice(0, 4)) - (day.slice(5) >= '09-01' ? 0 : 1);
  return { from: `${began}-09-01` as LocalDate, to: `${began + 1}-08-31` as LocalDate };
}

export const schoolYearBefore = (day: LocalDate): DateRange => schoolYearOf(addDays(schoolYearOf(day).from, -1));

/** A child that was missing education at some time, by the cases that say so. */
export interface CountedAtSomeTime {
  /** References. */
  readonly cases: readonly string[];
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
 */
export function countedWithin(
  cases: readonly Case[],
  calendarOf: CalendarOf,
  policies: Policies,
  within: DateRange,
): AtSomeTime {
  const read = cases.map((one) => ({ id: one.id, came: countWithin(one, calendarOf(one), policies, within) }));
  return {
    within,
    children: childrenWithin(read.flatMap(({ came }) => (typeof came === 'string' ? [] : [came]))),
    unread: read.filter(({ came }) => came === 'unread').map(({ id }) => id),
  };
}

/** A case by which a child is counted. */
export interface CountedCase {
  readonly pupil: Pupil | null;
  readonly reference: string;
}

/** `unread`: rules under which the case stood are not there. */
export function countWithin(
  theCase: Case,
  calendar: SchoolCalendar,
  policies: Policies,
  within: DateRange,
): CountedCase | 'not-counted' | 'unread' {
  const spans = spansOf(theCase, calendar, policies);
  if (spans === null) return 'unread';
  const { pupil } = readFacts(theCase.facts);
  const isCounted = isCountedWithin(spans, pupil?.dateOfBirth ?? null, within);
  return isCounted ? { pupil, reference: theCase.reference } : 'not-counted';
}

export const childrenWithin = (counted: readonly CountedCase[]): CountedAtSomeTime[] =>
  byChild(counted).map((ofChild) => ({ cases: ofChild.map(({ reference }) => reference) }));

/** By how a case stood on the register: off every roll, on some day of the period on which the child was of age. */
export const isCountedWithin = (
  spans: readonly Pick<RegisterSpan, 'from' | 'to' | 'reason'>[],
  dateOfBirth: LocalDate | null,
  within: DateRange,
): boolean =>
  spans.some(
    ({ from, to, reason }) => reason !== 'missing' && meets({ from, to: lastOf(to) }, countable(within, dateOfBirth)),
  );

/** A span ends before its last day, and one that has no end goes on. */
const lastOf = (to: LocalDate | null): LocalDate => (to === null ? '9999-12-31' : addDays(to, -1));

/** The days of the period on which the child was of compulsory school age; all of them where nobody knows its age. */
function countable(within: DateRange, dateOfBirth: LocalDate | null): DateRange {
  if (!dateOfBirth) return within;
  const ofAge = compulsorySchoolAge(dateOfBirth);
  return { from: laterOf(within.from, ofAge.from), to: earlierOf(within.to, ofAge.to) };
}

const meets = (span: DateRange, period: DateRange): boolean =>
  laterOf(span.from, period.from) <= earlierOf(span.to, period.to);
