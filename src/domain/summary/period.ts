import { addDays, type DateRange, type LocalDate } from '../calendar/date';

/** The calendar month that a day is in. */
export function monthOf(day: LocalDate): DateRange {
  const from = `${day.slice(0, 7)}-01` as LocalDate;
  // No month has more than 31 days, so this day is in the next one.
  const next = `${addDays(from, 31).slice(0, 7)}-01` as LocalDate;
  return { from, to: addDays(next, -1) };
}

export const monthBefore = (day: LocalDate): DateRange => monthOf(addDays(monthOf(day).from, -1));

export const isMonth = ({ from, to }: DateRange): boolean => monthOf(from).from === from && monthOf(from).to === to;
