import { addDays, type DateRange, type LocalDate } from '../calendar/date';

/** The calendar month that a day is in. */
export function monthOf(day: LocalDate): DateRange {
  const from = `${day.slice(0, 7)}-01` as LocalDate;
  // No month has more than 31 days, so this day is in the next one.
  const next = `${addDays(from, 31).slice(0, 7)}-01` as LocalDate;
  return { from, to: addDays(next, -1) };
}

export const monthBefore = (day: LocalDate): DateRange => monthOf(addDays(monthOf(day).from, -1));

export const isMonth = (period: DateRange): boolean => isOfMonths(period) && monthOf(period.from).to === period.to;

/** One calendar month or several, each as a whole. */
export const isOfMonths = ({ from, to }: DateRange): boolean =>
  from < to && monthOf(from).from === from && monthOf(to).to === to;

/**
 * Whether figures of a period may be told rounded: whole months that are over. Of two periods that differ by a day, what
 * is different would tell what came on that day, and so of one child.
 */
export const isToldRounded = (period: DateRange, today: LocalDate): boolean => isOfMonths(period) && period.to < today;
