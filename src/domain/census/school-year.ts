import { addDays, earlierOf, laterOf, type DateRange, type LocalDate } from '../calendar/date';
import { asItStoodOn } from '../case/as-it-stood';
import type { Case } from '../case/case';
import { readFacts } from '../case/reading';
import type { Policies } from '../policy/policies';
import type { Pupil } from '../pupil/pupil';
import { compulsorySchoolAge } from '../pupil/school-age';
import { byChild } from '../register/one-per-child';
import type { CalendarOf } from '../register/register';
import { spansOf } from '../register/spans';

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
 * Of every day what was known when it ended; of a child's age, what was known at the end of the period. `cases`: all
 * that were open at some time in it.
 */
export function countedWithin(
  cases: readonly Case[],
  calendarOf: CalendarOf,
  policies: Policies,
  within: DateRange,
): AtSomeTime {
  const read = cases.map((theCase) => ({ theCase, spans: spansOf(theCase, calendarOf(theCase), policies) }));
  const counted = read.flatMap(({ theCase, spans }) => {
    const pupil = readFacts(asItStoodOn(theCase, within.to)?.facts ?? []).pupil;
    const offRoll = (spans ?? []).filter(({ reason }) => reason !== 'missing');
    const isCounted = offRoll.some(({ from, to }) => meets({ from, to: lastOf(to) }, countable(within, pupil)));
    return isCounted ? [{ pupil, reference: theCase.reference }] : [];
  });
  return {
    within,
    children: byChild(counted).map((ofChild) => ({ cases: ofChild.map(({ reference }) => reference) })),
    unread: read.filter(({ spans }) => spans === null).map(({ theCase }) => theCase.id),
  };
}

/** A span ends before its last day, and one that has no end goes on. */
const lastOf = (to: LocalDate | null): LocalDate => (to === null ? '9999-12-31' : addDays(to, -1));

/** The days of the period on which the child was of compulsory school age; all of them where nobody knows its age. */
function countable(within: DateRange, pupil: Pupil | null): DateRange {
  if (!pupil?.dateOfBirth) return within;
  const ofAge = compulsorySchoolAge(pupil.dateOfBirth);
  return { from: laterOf(within.from, ofAge.from), to: earlierOf(within.to, ofAge.to) };
}

const meets = (span: DateRange, period: DateRange): boolean =>
  laterOf(span.from, period.from) <= earlierOf(span.to, period.to);
