import { inWords, type LocalDate } from '../domain/calendar/date';
import { Refusal } from '../errors';

/** The day that somebody asks about, today where they named none. Throws `Refusal` of a day that has not come. */
export function dayGoneBy(wanted: LocalDate | null, today: LocalDate, command: string): LocalDate {
  if (wanted === null || wanted <= today) return wanted ?? today;
  throw new Refusal(
    'not-yet',
    `${inWords(wanted)} has not come yet. Give a day up to today, for example: ${command} ${today}.`,
  );
}
