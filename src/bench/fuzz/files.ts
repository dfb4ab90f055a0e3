import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { UsageError } from '../../cli/command';
import { readText } from '../../cli/read-text';
import type { Instant } from '../../domain/calendar/date';
import { importAuthority } from '../../people/import/authority';
import { importCalendar, importCalendarIcs } from '../../people/import/calendar';
import { importPeople } from '../../people/import/people';
import { ImportRefused } from '../../people/import/problem';
import { importSchools } from '../../people/import/schools';
import type { Storage } from '../../stores';
import { hostileJson, hostileText } from './hostile';
import { change, changed } from './mutate';

export type FileKind = 'authority' | 'schools' | 'people' | 'calendar' | 'ics';

/** A file for one of the operator's imports, as it lies on a disk. */
export interface HostileFile {
  readonly kind: FileKind;
  readonly bytes: Uint8Array;
}

interface Columns {
  readonly names: readonly string[];
  /** A line of which nothing is wrong. */
  readonly right: readonly string[];
}

const COLUMNS: Readonly<Record<'schools' | 'people' | 'calendar', Columns>> = {
  schools: {
    names: ['urn', 'name', 'dfe_number', 'authority'],
    right: ['900001', 'Example School', '800/9999', '800'],
  },
  people: {
    names: ['tenant_id', 'entra_id', 'name', 'authority', 'school_urn', 'roles'],
    right: [
      ...['11111111-4444-4444-8444-000000000000', '77777777-4444-4444-8444-000000000001', 'Somebody'],
      ...['800', '900000', 'attendance-lead'],
    ],
  },
  calendar: {
    names: ['authority', 'school_urn', 'kind', 'from', 'to', 'note'],
    right: ['800', '', 'term', '2026-09-01', '18/12/2026', 'Autumn'],
  },
};
const HEADINGS = Object.values(COLUMNS).map(({ names }) => names);

const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A right line with some hostile cells in it, or one too many. */
const lineOf = ({ right }: Columns): fc.Arbitrary<readonly string[]> =>
  fc.tuple(fc.array(fc.tuple(fc.nat(right.length), hostileText), { maxLength: 2 })).map(([cells]) => {
    const line = [...right];
    for (const [at, text] of cells) line[at] = text;
    return line;
  });

const csv: fc.Arbitrary<HostileFile> = fc
  .constantFrom('schools' as const, 'people' as const, 'calendar' as const)
  .chain((kind) => {
    const columns = COLUMNS[kind];
    const heading = fc.oneof(
      { weight: 6, arbitrary: fc.constant(columns.names) },
      { weight: 1, arbitrary: fc.shuffledSubarray([...columns.names], { minLength: 1 }) },
      { weight: 1, arbitrary: fc.array(hostileText, { minLength: 1, maxLength: 8 }) },
    );
    const lines = fc.array(lineOf(columns), { minLength: 1, maxLength: 4 });
    const isBare = fc.integer({ min: 0, max: 3 }).map((one) => one === 0);
    return fc.tuple(heading, lines, isBare).map(([names, body, bare]) => ({
      kind,
      bytes: Buffer.from([names, ...body].map((line) => line.map(bare ? String : quoted).join(',')).join('\r\n')),
    }));
  });

/** What a file as a whole can be. */
const whole: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  hostileText.map((text) => Buffer.from(text)),
  hostileText.map((text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
  fc.constantFrom(...HEADINGS).map((names) => Buffer.from(`\ufeff\ufeff${names.join(',')}\n"`)),
  fc.constantFrom(...HEADINGS).map((names) => Buffer.from(`${names.join(',')}\n${'"a""b",'.repeat(5_000)}`)),
  fc.integer({ min: 10_000, max: 100_000 }).map((many) => Buffer.from('a,'.repeat(many))),
  fc
    .integer({ min: 10_000, max: 100_000 })
    .map((many) => Buffer.from(Array.from({ length: many }, (_, n) => `c${n}`).join())),
  fc.constantFrom(...HEADINGS).map((names) => Buffer.from(`${names.join(',')}\n`.repeat(20_000))),
  fc
    .constantFrom('\0', '\r', '\n\n\n', '"', '""', ',', '[', '{"a":', '[]', 'BEGIN:VCALENDAR')
    .map((text) => Buffer.from(text)),
);

const AUTHORITY = {
  ...{ code: '800', name: 'Example Council', policy: 'liverpool', panelAnchor: '2026-04-23' },
  urgentContacts: [{ id: 'police', name: 'Police', telephone: '999', hours: 'day and night' }],
};
const authority = fc
  .array(change, { maxLength: 3 })
  .map((ways) => Buffer.from(JSON.stringify(changed(AUTHORITY, ways))));

const icsLine = fc.oneof(
  fc.constantFrom(
    'BEGIN:VEVENT',
    'END:VEVENT',
    'BEGIN:VCALENDAR',
    'END:VCALENDAR',
    'BEGIN:VALARM',
    'SUMMARY:Term starts',
  ),
  fc.constantFrom(
    'DTSTART;VALUE=DATE:20260901',
    'DTEND;VALUE=DATE:20261023',
    'DTSTART:20260901T090000Z',
    'DTEND:00000000',
  ),
  fc.constantFrom(
    'RRULE:FREQ=SECONDLY',
    'DURATION:P9999999D',
    'DTSTART;TZID=Nowhere/Else:20260901T090000',
    'DTSTART:x',
  ),
  hostileText.map((text) => `SUMMARY:${text}`),
  hostileText,
);
const ics = fc
  .array(icsLine, { maxLength: 14 })
  .map((lines) =>
    Buffer.from(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n')),
  );

const KINDS: readonly FileKind[] = ['authority', 'schools', 'people', 'calendar', 'ics'];

export const hostileFile: fc.Arbitrary<HostileFile> = fc.oneof(
  { weight: 4, arbitrary: csv },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...KINDS), whole).map(([kind, bytes]) => ({ kind, bytes })) },
  { weight: 2, arbitrary: authority.map((bytes) => ({ kind: 'authority' as const, bytes })) },
  {
    weight: 1,
    arbitrary: hostileJson.map((value) => ({
      kind: 'authority' as const,
      bytes: Buffer.from(JSON.stringify(value) ?? ''),
    })),
  },
  { weight: 2, arbitrary: ics.map((bytes) => ({ kind: 'ics' as const, bytes })) },
);

/** Taken, refused in words, or what was thrown besides. */
export type Outcome = 'taken' | 'refused' | Error;

/** Imports it as the command does, from a file at this path, and takes back what was taken, so that every file meets the same ground. */
export async function tryImport(
  storage: Storage,
  { kind, bytes }: HostileFile,
  at: string,
  now: Instant,
): Promise<Outcome> {
  await writeFile(at, bytes);
  try {
    const text = await readText(at);
    await storage.transaction(async (stores) => {
      await importOf(kind, { ...stores, transaction: (work) => work(stores) }, text, now);
      throw new Taken();
    });
    return 'taken';
  } catch (error) {
    if (error instanceof Taken) return 'taken';
    return error instanceof ImportRefused || error instanceof UsageError ? 'refused' : (error as Error);
  }
}

class Taken extends Error {}

const importOf = (kind: FileKind, storage: Storage, text: string, now: Instant): Promise<unknown> => {
  switch (kind) {
    case 'authority':
      return importAuthority(storage, text);
    case 'schools':
      return importSchools(storage, text);
    case 'people':
      return importPeople(storage, text, now);
    case 'calendar':
      return importCalendar(storage, text, now);
    case 'ics':
      return importCalendarIcs(storage, text, { authority: '800', school: null }, now);
  }
};
