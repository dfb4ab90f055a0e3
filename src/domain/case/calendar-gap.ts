import { inWords, type LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { calendarEnds, isSchoolDay } from '../calendar/school-days';
import type { Milestone } from './assessment';
import type { OffRoll } from './off-roll';
import type { Reading } from './reading';

/** Days that the school's calendar does not know and that the case needs. */
export interface CalendarGap {
  /** Tells one gap from another, so that each is told to the administrator once. */
  readonly id: string;
  readonly says: string;
}

/** Where the calendar does not reach, no date is invented, and people are told. */
export function calendarGap(
  reading: Reading,
  milestones: readonly Milestone[],
  calendar: SchoolCalendar,
  asOf: LocalDate,
): CalendarGap | null {
  const first = reading.absence?.firstDayMissed;
  if (!first) return null;
  const ends = calendarEnds(calendar);
  if (!ends) return { id: 'none', says: `The school has no term dates yet, so no days can be counted. ${ENTER_THEM}` };
  if (isSchoolDay(calendar, first) === 'unknown') {
    return {
      id: `from-${first}`,
      says: `The school's calendar does not know ${inWords(first)}, the first day missed. The counts may be too low. ${ENTER_THEM}`,
    };
  }
  const unreached = milestones.some(({ on }) => !on.known) || isSchoolDay(calendar, asOf) === 'unknown';
  if (!unreached) return null;
  const last = milestones.at(-1);
  return {
    id: ends,
    says: `The school's calendar ends on ${inWords(ends)}${last ? `, before Day ${last.day} of this absence` : ''}. Later dates cannot be given. ${ENTER_THEM}`,
  };
}

/** A child on no roll is looked for on working days; only the school days that it has missed need term dates. */
export function authorityCalendarGap({ out }: OffRoll, calendar: SchoolCalendar, asOf: LocalDate): CalendarGap | null {
  if (!out || isSchoolDay(calendar, asOf) !== 'unknown') return null;
  const ends = calendarEnds(calendar);
  return ends
    ? {
        id: ends,
        says: `The authority's term dates end on ${inWords(ends)}. School days after that are not counted. ${ENTER_THEM}`,
      }
    : { id: 'none', says: `The authority has no term dates yet, so no school days can be counted. ${ENTER_THEM}` };
}

const ENTER_THEM = 'The administrator is asked to enter the term dates that are missing.';
