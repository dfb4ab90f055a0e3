import type { Instant } from '../calendar/date';
import { londonDate, londonInstant, londonTime } from '../calendar/london';
import { OFFICE_DAYS } from '../calendar/office-days';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { isSchoolDay, nextSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';

type Hours = Pick<PolicyPack, 'alertTime' | 'alertUntil'>;

/**
 * When something that is not urgent is told: at once in the hours of a school day of this school, otherwise on the next
 * school day's morning. Where the calendar does not reach, an office's days stand in for the school's: nobody is woken
 * because next year's term dates are late. Where those end too, nothing is held back.
 */
export function inAlertHours(
  instant: Instant,
  { calendar, policy }: { readonly calendar: SchoolCalendar; readonly policy: Hours },
): Instant {
  return within(instant, calendar, policy) ?? within(instant, OFFICE_DAYS, policy) ?? instant;
}

/** Null where the calendar does not say. */
function within(instant: Instant, calendar: SchoolCalendar, { alertTime, alertUntil }: Hours): Instant | null {
  const date = londonDate(instant);
  const time = londonTime(instant);
  const meets = isSchoolDay(calendar, date);
  if (meets === 'unknown') return null;
  if (meets === 'yes' && time < alertTime) return londonInstant(date, alertTime);
  if (meets === 'yes' && time < alertUntil) return instant;
  const next = nextSchoolDay(calendar, date);
  return next.known ? londonInstant(next.date, alertTime) : null;
}
