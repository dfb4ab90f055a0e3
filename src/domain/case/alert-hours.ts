import type { Instant } from '../calendar/date';
import { londonDate, londonInstant, londonTime } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { isSchoolDay, nextSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';

/**
 * When something that is not urgent is told: at once in the hours of a school day of this school, otherwise on the next
 * school day's morning. Where the calendar does not reach, nothing is held back.
 */
export function inAlertHours(
  instant: Instant,
  {
    calendar,
    policy,
  }: { readonly calendar: SchoolCalendar; readonly policy: Pick<PolicyPack, 'alertTime' | 'alertUntil'> },
): Instant {
  const date = londonDate(instant);
  const time = londonTime(instant);
  const meets = isSchoolDay(calendar, date);
  if (meets === 'unknown') return instant;
  if (meets === 'yes' && time < policy.alertTime) return londonInstant(date, policy.alertTime);
  if (meets === 'yes' && time < policy.alertUntil) return instant;
  const next = nextSchoolDay(calendar, date);
  return next.known ? londonInstant(next.date, policy.alertTime) : instant;
}
