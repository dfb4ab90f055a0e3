import { BANK_HOLIDAYS } from '../domain/calendar/bank-holidays';
import { calendarFrom } from '../domain/calendar/entries';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import type { CalendarEntry } from './directory';

/** The calendar of one school out of all the rows of its authority; of no school in particular where `urn` is null. */
export const calendarOf = (urn: string | null, entries: readonly CalendarEntry[]): SchoolCalendar =>
  calendarFrom(
    entries.filter(({ school }) => school === null),
    urn === null ? [] : entries.filter(({ school }) => school === urn),
    BANK_HOLIDAYS,
  );
