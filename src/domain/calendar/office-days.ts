import { BANK_HOLIDAYS } from './bank-holidays';
import type { SchoolCalendar } from './school-calendar';

/**
 * Monday to Friday without bank holidays, as a calendar: a child who is on no school's roll is looked for on the days
 * on which an office works, in the holidays too. It ends where the bank holidays that are known end.
 */
export const OFFICE_DAYS: SchoolCalendar = {
  terms: [BANK_HOLIDAYS.covers],
  closures: [],
  bankHolidays: BANK_HOLIDAYS.days,
};
