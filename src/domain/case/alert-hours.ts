import { addDays, type Instant, type LocalDate } from '../calendar/date';
import { londonDate, londonInstant, londonTime } from '../calendar/london';
import { OFFICE_DAYS } from '../calendar/office-days';
import type { Reach, SchoolCalendar } from '../calendar/school-calendar';
import { isSchoolDay, nextSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';

/** When what is not urgent is told: the days of this school, and what the policy makes of them. */
export interface AlertHours {
  readonly calendar: SchoolCalendar;
  readonly policy: Pick<PolicyPack, 'alertTime' | 'alertUntil' | 'alertDays'>;
}

/**
 * When something that is not urgent is told: at once in the hours of a school day of this school, otherwise on the next
 * school day's morning. Where the calendar does not reach, an office's days stand in for the school's: nobody is woken
 * because next year's term dates are late. Where those end too, nothing is held back.
 */
export function inAlertHours(instant: Instant, { calendar, policy }: AlertHours): Instant {
  if (policy.alertDays === 'every-day') return within(instant, EVERY_DAY, policy) ?? instant;
  return within(instant, daysOf(calendar), policy) ?? within(instant, daysOf(OFFICE_DAYS), policy) ?? instant;
}

/** On which days somebody is told. */
interface Days {
  has(date: LocalDate): 'yes' | 'no' | 'unknown';
  after(date: LocalDate): Reach;
}

const EVERY_DAY: Days = { has: () => 'yes', after: (date) => ({ known: true, date: addDays(date, 1) }) };

const daysOf = (calendar: SchoolCalendar): Days => ({
  has: (date) => isSchoolDay(calendar, date),
  after: (date) => nextSchoolDay(calendar, date),
});

/** Null where the days are not known. */
function within(instant: Instant, days: Days, { alertTime, alertUntil }: AlertHours['policy']): Instant | null {
  const date = londonDate(instant);
  const time = londonTime(instant);
  const isOne = days.has(date);
  if (isOne === 'unknown') return null;
  if (isOne === 'yes' && time < alertTime) return londonInstant(date, alertTime);
  if (isOne === 'yes' && time < alertUntil) return instant;
  const next = days.after(date);
  return next.known ? londonInstant(next.date, alertTime) : null;
}
