import { format } from 'date-fns/format';
import { TZDate, tz } from '@date-fns/tz';
import type { Instant, LocalDate } from './date';
import { remembering } from './remembering';

const LONDON = 'Europe/London';

/** `HH:MM`, on the clock that hangs on the wall in England. */
export type LocalTime = `${number}:${number}`;

/** The day that it is in England at this moment. */
export const londonDate = remembering(
  (instant: Instant): LocalDate => format(Date.parse(instant), 'yyyy-MM-dd', { in: tz(LONDON) }) as LocalDate,
);

/** The time of day in England at this moment. */
export const londonTime = (instant: Instant): LocalTime =>
  format(Date.parse(instant), 'HH:mm', { in: tz(LONDON) }) as LocalTime;

const instantOf = remembering((dateAndTime: `${LocalDate} ${LocalTime}`): Instant => {
  const [date, time] = dateAndTime.split(' ') as [LocalDate, LocalTime];
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return new Date(new TZDate(year, month - 1, day, hour, minute, LONDON).getTime()).toISOString() as Instant;
});

/** The moment at which clocks in England show this time on this day. */
export const londonInstant = (date: LocalDate, time: LocalTime): Instant => instantOf(`${date} ${time}`);

/** `Mon 27 April 2026, 08:30`. */
export const momentInWords = (instant: Instant): string =>
  format(Date.parse(instant), 'EEE d MMMM yyyy, HH:mm', { in: tz(LONDON) });
