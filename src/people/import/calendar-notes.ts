import { BANK_HOLIDAYS } from '../../domain/calendar/bank-holidays';
import { daysBetween, inWords, type DateRange } from '../../domain/calendar/date';
import { LONGEST_HOLIDAY_DAYS } from '../../domain/calendar/school-day-index';
import type { CalendarEntry } from '../directory';
import { ownerOf } from './calendar-checks';
import { distinct } from './duplicates';

/** No term of schools in England runs longer than about eight weeks without a break. */
const LONG_WITHOUT_BREAK_DAYS = 70;

/** What is allowed but looks as if something had been forgotten. */
export function calendarNotes(entries: readonly CalendarEntry[]): string[] {
  return distinct(entries.map(ownerOf)).flatMap((owner) => {
    const own = entries.filter((entry) => ownerOf(entry) === owner);
    const terms = own.filter(({ kind }) => kind === 'term').sort((a, b) => (a.from < b.from ? -1 : 1));
    const { school, authority } = own[0]!;
    const whose = school === null ? `Authority ${authority}` : `School ${school}`;
    return [...gaps(terms), ...withoutBreak(terms, own), ...beyondBankHolidays(terms)].map(
      (says) => `${whose}: ${says}`,
    );
  });
}

function gaps(terms: readonly CalendarEntry[]): string[] {
  return terms.flatMap((term, index) => {
    const before = terms[index - 1];
    if (before === undefined || daysBetween(before.to, term.from) <= LONGEST_HOLIDAY_DAYS) return [];
    return [`a term seems to be missing between ${inWords(before.to)} and ${inWords(term.from)}.`];
  });
}

const withoutBreak = (terms: readonly CalendarEntry[], own: readonly CalendarEntry[]): string[] =>
  terms
    .filter((term) => daysBetween(term.from, term.to) > LONG_WITHOUT_BREAK_DAYS)
    .filter((term) => !own.some((entry) => entry.kind === 'half-term' && overlaps(entry, term)))
    .map((term) => `the term from ${inWords(term.from)} has no half-term.`);

const overlaps = (a: DateRange, b: DateRange): boolean => a.from <= b.to && b.from <= a.to;

const beyondBankHolidays = (terms: readonly CalendarEntry[]): string[] =>
  terms
    .filter((term) => term.to > BANK_HOLIDAYS.covers.to)
    .map((term) => {
      const until = inWords(BANK_HOLIDAYS.covers.to);
      return `the term from ${inWords(term.from)} is used only up to ${until}, the last day with known bank holidays.`;
    });
