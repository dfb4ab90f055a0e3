import type { LocalDate } from '../../../src/domain/calendar/date';
import type { SchoolCalendar } from '../../../src/domain/calendar/school-calendar';

/**
 * The same questions answered the slow and plain way: one Date after the other, every rule looked up for every day,
 * nothing kept, nothing sorted. It shares no code with what it judges.
 */
const LONGEST_HOLIDAY = 75;

const text = (date: Date): LocalDate =>
  [
    date.getUTCFullYear(),
    String(date.getUTCMonth() + 1).padStart(2, '0'),
    String(date.getUTCDate()).padStart(2, '0'),
  ].join('-') as LocalDate;

const dateOf = (day: LocalDate): Date => new Date(`${day}T12:00:00Z`);

function shifted(day: LocalDate, by: number): LocalDate {
  const date = dateOf(day);
  date.setUTCDate(date.getUTCDate() + by);
  return text(date);
}

const inRange = (day: LocalDate, range: { from: LocalDate; to: LocalDate }) =>
  dateOf(day) >= dateOf(range.from) && dateOf(day) <= dateOf(range.to);

export function slowStatus(calendar: SchoolCalendar, day: LocalDate): 'yes' | 'no' | 'unknown' {
  if ([0, 6].includes(dateOf(day).getUTCDay())) return 'no';
  if ([...calendar.bankHolidays].includes(day)) return 'no';
  if (calendar.terms.some((term) => inRange(day, term))) {
    return calendar.closures.some((closure) => inRange(day, closure)) ? 'no' : 'yes';
  }
  const ends = calendar.terms.map((term) => dateOf(term.to)).filter((end) => end < dateOf(day));
  const starts = calendar.terms.map((term) => dateOf(term.from)).filter((start) => start > dateOf(day));
  if (ends.length === 0 || starts.length === 0) return 'unknown';
  const gap = (Math.min(...starts.map(Number)) - Math.max(...ends.map(Number))) / 86_400_000;
  return gap <= LONGEST_HOLIDAY ? 'no' : 'unknown';
}

/** The nth school day on or after `first` (`step` 1) or on or before it (`step` -1); null when not known. */
export function slowNth(calendar: SchoolCalendar, first: LocalDate, n: number, step: 1 | -1): LocalDate | null {
  let left = n;
  for (let day = first; ; day = shifted(day, step)) {
    const status = slowStatus(calendar, day);
    if (status === 'unknown') return null;
    if (status === 'yes') left -= 1;
    if (left === 0) return day;
  }
}

export function slowCount(calendar: SchoolCalendar, from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let day = from; dateOf(day) <= dateOf(to); day = shifted(day, 1)) {
    if (slowStatus(calendar, day) === 'yes') count += 1;
  }
  return count;
}
