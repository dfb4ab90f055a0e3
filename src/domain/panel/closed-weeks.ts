import { addDays, weekday, type LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { isSchoolDay } from '../calendar/school-days';

/**
 * Whether the schools are closed in the week, Monday to Friday, of this day. Where the calendar does not reach every day
 * of it nobody knows, unless a day that it reaches is a school day.
 */
export function weekOf(schools: SchoolCalendar, date: LocalDate): 'open' | 'closed' | 'unknown' {
  const monday = addDays(date, 1 - weekday(date));
  const days = [0, 1, 2, 3, 4].map((n) => isSchoolDay(schools, addDays(monday, n)));
  if (days.includes('yes')) return 'open';
  return days.includes('unknown') ? 'unknown' : 'closed';
}
