import { OFFICE_DAYS } from '../calendar/office-days';
import type { Reach, SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import type { Assessment } from './assessment';

/**
 * The date of the nth day of a case: a school day of the absence on the school's own calendar, or a working day since
 * the referral of a child on no roll. Null where nothing is counted.
 */
export function dayReached(
  n: number,
  { counts, offRoll }: Pick<Assessment, 'counts' | 'offRoll'>,
  calendar: SchoolCalendar,
): Reach | null {
  if (offRoll) return nthSchoolDay(OFFICE_DAYS, offRoll.run.since, n);
  return counts.tenDayReturn && nthSchoolDay(calendar, counts.tenDayReturn.since, n);
}
