import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Instant } from '../domain/calendar/date';
import { importAuthority } from '../people/import/authority';
import { importCalendar } from '../people/import/calendar';
import { importPeople } from '../people/import/people';
import { importSchools } from '../people/import/schools';
import type { Storage } from '../stores';

/**
 * Fills a database that knows no authority yet with the invented one, through the operator's own imports and all in one
 * transaction. Returns whether it did.
 */
export async function loadDemo(storage: Storage, now: Instant): Promise<boolean> {
  const [authority, schools, people, calendar] = await Promise.all(
    ['authority.json', 'schools.csv', 'people.csv', 'calendar.csv'].map(demoFile),
  );
  return storage.transaction(async (stores) => {
    if ((await stores.directory.authorities()).length > 0) return false;
    const within: Storage = { ...stores, transaction: (work) => work(stores) };
    await importAuthority(within, authority!);
    await importSchools(within, schools!);
    await importPeople(within, people!, now);
    await importCalendar(within, calendar!, now);
    return true;
  });
}

const demoFile = (name: string): Promise<string> => readFile(path.join(__dirname, 'data', name), 'utf8');
