import type { Instant } from '../../domain/calendar/date';
import type { Storage, Stores } from '../../stores';
import type { CalendarEntry } from '../directory';
import { calendarProblems, ownerOf } from './calendar-checks';
import { parseCalendarCsv } from './calendar-csv';
import { parseCalendarIcs, type IcsOwner } from './calendar-ics';
import { calendarNotes } from './calendar-notes';
import type { Rows } from './csv';
import { distinct } from './duplicates';
import { counted } from '../../letters';
import { refuseIfAny, type Imported } from './problem';
import { unknownAuthorities, unknownSchools } from './schools';

/** From a CSV file; see `parseCalendarCsv` for its columns. Throws `ImportRefused`. */
export const importCalendar = (storage: Storage, text: string, now: Instant): Promise<Imported> =>
  saveCalendar(storage, parseCalendarCsv(text), now);

/** From an iCalendar file; see `parseCalendarIcs` for what is read out of it. Throws `ImportRefused`. */
export async function importCalendarIcs(
  storage: Storage,
  text: string,
  owner: IcsOwner,
  now: Instant,
): Promise<Imported> {
  const read = parseCalendarIcs(text, owner);
  const saved = await saveCalendar(storage, read, now);
  return {
    ...saved,
    notes: [...saved.notes, ...read.leftOut.map((title) => `Left out, because it is not a term date: ${title}`)],
  };
}

/**
 * The rows of one owner (a school, or the authority itself) take the place of all that it had. Day counts depend on the
 * calendar, so the open cases of everybody concerned are looked at again.
 */
async function saveCalendar(
  storage: Storage,
  { rows, problems }: Rows<CalendarEntry>,
  now: Instant,
): Promise<Imported> {
  return storage.transaction(async (stores) => {
    const entries = rows.map(({ value }) => value);
    refuseIfAny([
      ...problems,
      ...(await unknownAuthorities(rows, stores)),
      ...(await unknownSchools(rows, stores)),
      ...calendarProblems(rows, await entriesThatStay(entries, stores)),
    ]);
    await stores.directory.saveCalendar(entries);
    const cases = await lookAgain(entries, stores, now);
    const again = counted(cases, 'open case is', 'open cases are');
    return {
      says: `${counted(entries.length, 'entry', 'entries')} imported. ${again} looked at again.`,
      notes: calendarNotes(entries),
      authorities: distinct(entries.map(({ authority }) => authority)),
    };
  });
}

async function entriesThatStay(entries: readonly CalendarEntry[], { directory }: Stores): Promise<CalendarEntry[]> {
  const replaced = new Set(entries.map(ownerOf));
  const staying: CalendarEntry[] = [];
  for (const code of distinct(entries.map(({ authority }) => authority))) {
    const before = await directory.calendarEntries(code);
    staying.push(...before.filter((entry) => !replaced.has(ownerOf(entry))));
  }
  return staying;
}

/** The authority's own dates concern every school of it; and days gone by are counted by them, of closed cases too. */
async function lookAgain(entries: readonly CalendarEntry[], { cases }: Stores, now: Instant): Promise<number> {
  const wholeAuthorities = distinct(entries.filter(({ school }) => school === null).map(({ authority }) => authority));
  let count = 0;
  const look = async (authority: string, school: string | null) => {
    count += await cases.makeDue(authority, school, now);
    await cases.reckonAnew({ authority, school });
  };
  for (const code of wholeAuthorities) await look(code, null);
  const single = entries.filter(({ authority }) => !wholeAuthorities.includes(authority));
  for (const owner of distinct(single.map(ownerOf))) {
    const { authority, school } = single.find((entry) => ownerOf(entry) === owner)!;
    await look(authority, school);
  }
  return count;
}
