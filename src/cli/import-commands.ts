import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from '../database/open-database';
import type { Instant } from '../domain/calendar/date';
import type { Policies } from '../domain/policy/policies';
import { importAuthority } from '../people/import/authority';
import { importCalendar, importCalendarIcs } from '../people/import/calendar';
import { importPeople } from '../people/import/people';
import { allInWords, ImportRefused, type Imported } from '../people/import/problem';
import { importSchools } from '../people/import/schools';
import { operatorNote } from '../records/audit/operator-note';
import type { OperatorDeed } from '../records/audit/entry';
import type { Storage } from '../stores';
import { EXIT, onlyFile, UsageError, type CliCommand, type Surroundings } from './command';
import { nowFor } from './now';
import { readText } from './read-text';

type Importer = (storage: Storage, text: string, now: Instant, policies: Policies) => Promise<Imported>;

/** The import and its entry on the trail of each authority that it is of: both or neither. */
async function onTheTrail(
  storage: Storage,
  time: Database['time'],
  action: OperatorDeed,
  imports: (storage: Storage, now: Instant) => Promise<Imported>,
): Promise<Imported> {
  const now = await nowFor(storage, time);
  return storage.transaction(async (stores) => {
    const imported = await imports({ ...stores, transaction: (work) => work(stores) }, now);
    const { cases = [], fields = [] } = imported;
    for (const authority of imported.authorities) {
      await stores.audit.add({ ...operatorNote(action, authority, now), cases, fields });
    }
    return imported;
  });
}

export async function importFile(
  file: string,
  around: Surroundings,
  deed: OperatorDeed,
  importer: Importer,
): Promise<number> {
  const text = await readText(file);
  try {
    const { says, notes } = await around.withStorage(async (storage, time) =>
      onTheTrail(storage, time, deed, async (within, now) => importer(within, text, now, await around.policies())),
    );
    for (const note of notes) around.warn(`Please look: ${note}`);
    around.say(says);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    for (const says of allInWords(error.problems)) around.warn(`${path.basename(file)}, ${says}`);
    const count = error.problems.length === 1 ? 'this one mistake is' : `these ${error.problems.length} mistakes are`;
    around.warn(`Nothing was imported. When ${count} mended, run the command again.`);
    return EXIT.refused;
  }
}

const fromFile = (deed: OperatorDeed, takes: string, helps: string, importer: Importer): CliCommand => {
  const name = deed.replace('-', ' ');
  return {
    name,
    takes,
    helps,
    run: async (args, around) => importFile(onlyFile(args, { name, takes }), around, deed, importer),
  };
};

export const calendar: CliCommand = {
  name: 'import calendar',
  takes: 'FILE.csv | FILE.ics --authority CODE [--school URN]',
  helps: 'Terms, half-terms, INSET days and closures; takes the place of all earlier dates of whoever is in the file.',
  async run(args, around) {
    const { file, authority, school } = calendarArguments(args);
    if (!/\.ics$/i.test(file)) return importFile(file, around, 'import-calendar', importCalendar);
    if (authority === null) {
      throw new UsageError(
        'An ICS file does not say whose dates it holds: add --authority CODE, or also --school URN.',
      );
    }
    return importFile(file, around, 'import-calendar', (storage, text, now) =>
      importCalendarIcs(storage, text, { authority, school }, now),
    );
  },
};

function calendarArguments(args: readonly string[]) {
  const wrong = `It is written: ${calendar.name} ${calendar.takes}`;
  try {
    const options = { authority: { type: 'string' }, school: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const file = onlyFile(positionals, calendar);
    return { file, authority: values.authority ?? null, school: values.school ?? null };
  } catch {
    throw new UsageError(wrong);
  }
}

export const authority = fromFile(
  'import-authority',
  'FILE.json',
  'A local authority: its name, policy, urgent contacts and a day of the panel.',
  (storage, text, _now, policies) => importAuthority(storage, text, policies),
);
export const schools = fromFile('import-schools', 'FILE.csv', 'Schools, with URN and DfE number.', importSchools);
export const people = fromFile(
  'import-people',
  'FILE.csv',
  'Everybody of an authority with their roles; who is not in the file any more may do nothing any more.',
  importPeople,
);
