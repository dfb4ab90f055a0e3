import { addDays, isWeekend, type LocalDate } from './date';

/** Monday to Friday without bank holidays: the days on which an office works, whatever the schools do. */
export const isWorkingDay = (date: LocalDate, bankHolidays: ReadonlySet<LocalDate>): boolean =>
  !isWeekend(date) && !bankHolidays.has(date);

/** The nth working day after `date`. */
export function workingDaysAfter(date: LocalDate, n: number, bankHolidays: ReadonlySet<LocalDate>): LocalDate {
  let day = date;
  for (let left = n; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, bankHolidays)) left -= 1;
  }
  return day;
}

/** The nth working day before `date`; `date` itself when n is 0. */
export function workingDaysBefore(date: LocalDate, n: number, bankHolidays: ReadonlySet<LocalDate>): LocalDate {
  let day = date;
  for (let left = n; left > 0;) {
    day = addDays(day, -1);
    if (isWorkingDay(day, bankHolidays)) left -= 1;
  }
  return day;
}
