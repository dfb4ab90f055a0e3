import { addDays, type LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay, schoolDaysBetween } from '../calendar/school-days';

const SCHOOL_WEEK = 5;

/** What nobody answers is asked again: the last morning up to today, and the next one. */
export function everyWeekFrom(due: LocalDate, asOf: LocalDate, calendar: SchoolCalendar): LocalDate[] {
  const passed = Math.max(schoolDaysBetween(calendar, addDays(due, 1), asOf) - 1, 0);
  const week = Math.floor(passed / SCHOOL_WEEK);
  return [week, week + 1].flatMap((weeks) => {
    const morning = nthSchoolDay(calendar, addDays(due, 1), weeks * SCHOOL_WEEK + 1);
    return morning.known ? [morning.date] : [];
  });
}
