import type { CalendarEntry } from '../../../src/people/directory';
import { importCalendarIcs } from '../../../src/people/import/calendar';
import { parseCalendarIcs } from '../../../src/people/import/calendar-ics';
import { anAuthority, NOW, problemsOf } from './an-authority';

const AUTHORITY = { authority: '341', school: null };
const SCHOOL = { authority: '341', school: '999901' };

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Dates//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (summary: string, ...lines: string[]) => [
  'BEGIN:VEVENT',
  `UID:${summary}-${lines[0]}@example`,
  `SUMMARY:${summary}`,
  ...lines,
  'END:VEVENT',
];
const days = (summary: string, from: string, afterLast?: string) =>
  event(summary, `DTSTART;VALUE=DATE:${from}`, ...(afterLast ? [`DTEND;VALUE=DATE:${afterLast}`] : []));
const inShort = ({ kind, from, to }: CalendarEntry) => `${kind} ${from} ${to}`;
const read = (...lines: string[]) => {
  const { rows, problems, leftOut } = parseCalendarIcs(calendar(...lines), AUTHORITY);
  return { entries: rows.map(({ value }) => inShort(value)), problems, leftOut };
};

describe('term dates from an iCalendar file', () => {
  it('knows the kind by the title, and the last day by the day after it', () => {
    expect(
      read(
        ...days('Autumn term 2025', '20250901', '20251220'),
        ...days('October half term', '20251027', '20251101'),
        ...days('INSET day', '20250901'),
        ...days('Staff training day', '20260105', '20260106'),
        ...days('School closed: snow', '20260108', '20260108'),
      ).entries,
    ).toEqual([
      'term 2025-09-01 2025-12-19',
      'half-term 2025-10-27 2025-10-31',
      'inset 2025-09-01 2025-09-01',
      'inset 2026-01-05 2026-01-05',
      'closure 2026-01-08 2026-01-08',
    ]);
  });

  it('believes a category more than a title', () => {
    const lines = event('Pupils not in school', 'CATEGORIES:School,Half Term', 'DTSTART;VALUE=DATE:20260216');
    expect(read(...lines).entries).toEqual(['half-term 2026-02-16 2026-02-16']);
  });

  it('makes a term of its start and its end, whatever their order in the file', () => {
    expect(
      read(...days('Spring term ends', '20260327'), ...days('Spring Term begins for pupils', '20260105')).entries,
    ).toEqual(['term 2026-01-05 2026-03-27']);
  });

  it('does not guess at an end that is not there', () => {
    const { problems } = read(
      ...days('Last day of autumn term', '20251219'),
      ...days('Summer term starts', '20260413'),
    );
    expect(problems).toEqual([
      { line: 4, column: 'SUMMARY', says: 'A term ends on Fri 19 December 2025, and no event says when it starts.' },
      { line: 9, column: 'SUMMARY', says: 'A term starts on Mon 13 April 2026, and no event says when it ends.' },
    ]);
  });

  it('leaves out and lists what is no term date', () => {
    const { entries, leftOut } = read(
      ...days('Summer term disco', '20260703'),
      ...days('Year 6 parents’ evening', '20260701'),
      ...days('INSET', '20260105'),
    );
    expect(entries).toEqual(['inset 2026-01-05 2026-01-05']);
    expect(leftOut).toEqual(['Summer term disco', 'Year 6 parents’ evening']);
  });

  it('takes the day in England of an event that has a time', () => {
    expect(
      read(
        ...event('INSET', 'DTSTART:20260629T230000Z', 'DTEND:20260630T140000Z'),
        ...event(
          'School closed',
          'DTSTART;TZID=Europe/London:20260507T070000',
          'DTEND;TZID=Europe/London:20260508T000000',
        ),
      ).entries,
    ).toEqual(['inset 2026-06-30 2026-06-30', 'closure 2026-05-07 2026-05-07']);
  });

  it('refuses an event that repeats, and a file that is something else', () => {
    const lines = event('INSET', 'DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=YEARLY');
    expect(read(...lines).problems).toEqual([
      { line: 4, column: 'RRULE', says: 'The event repeats. Enter each day as an event of its own.' },
    ]);
    expect(read().problems).toEqual([{ line: null, column: null, says: 'No term dates are in it.' }]);
    expect(parseCalendarIcs('urn,name\n1,2\n', AUTHORITY).problems[0]?.says).toMatch(/^This is not an iCalendar file/);
  });
});

describe('the import of an iCalendar file', () => {
  it.each([
    ['DTSTART:x'],
    ['DTSTART;VALUE=DATE:00000000'],
    ['DTSTART:20260901T090000Z', 'DTEND:00000000'],
    ['DTSTART:20260901T090000Z', 'DURATION:P9999999D'],
    ['DTSTART;VALUE=DATE:20260901', 'DTEND;VALUE=DATE:99990101'],
  ])('refuses an event whose days are none: %s', (...lines) => {
    const { entries, problems } = read(...event('INSET day', ...lines));
    expect([entries, problems]).toEqual([
      [],
      [{ line: 4, column: 'DTSTART', says: 'The days of the event cannot be read.' }],
    ]);
  });

  it('is for the school that the operator names, and checked like any other', async () => {
    const storage = await anAuthority();
    const terms = calendar(...days('Autumn term', '20250901', '20251220'));
    await importCalendarIcs(storage, terms, AUTHORITY, NOW);
    const inset = calendar(...days('INSET day', '20250901'), ...days('Open evening', '20250925'));
    const { says, notes } = await importCalendarIcs(storage, inset, SCHOOL, NOW);
    expect(says).toBe('1 entry imported. 0 open cases are looked at again.');
    expect(notes).toEqual(['Left out, because it is not a term date: Open evening']);
    expect((await storage.directory.calendarEntries('341')).map(inShort)).toEqual([
      'term 2025-09-01 2025-12-19',
      'inset 2025-09-01 2025-09-01',
    ]);
    expect(await problemsOf(importCalendarIcs(storage, calendar(...days('INSET', '20260105')), SCHOOL, NOW))).toEqual([
      'line 4, from: Mon 5 January 2026 is not within a term.',
    ]);
    expect(await problemsOf(importCalendarIcs(storage, terms, { authority: '341', school: '999999' }, NOW))).toEqual([
      'line 4, school_urn: There is no school 999999 in authority 341. Import it first: import schools FILE.csv.',
    ]);
  });
});
