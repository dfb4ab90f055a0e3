import { nthSchoolDay, schoolDaysBetween } from '../../../src/domain/calendar/school-days';
import { importCalendar } from '../../../src/people/import/calendar';
import type { Storage } from '../../../src/stores';
import { addRestingCases, anAuthority, NOW, problemsOf } from './an-authority';

const HEADING = 'authority,school_urn,kind,from,to,note';
const file = (...lines: string[]) => [HEADING, ...lines].join('\n');
const TERMS = [
  '341,,term,2025-09-01,2025-12-19,Autumn',
  '341,,half-term,2025-10-27,2025-10-31,',
  '341,,term,05/01/2026,27/3/2026,Spring',
  '341,,half-term,2026-02-16,2026-02-20,',
  '341,,term,2026-04-13,2026-07-20,"Summer, as published"',
  '341,,half-term,2026-05-25,2026-05-29,',
];
const daysOf = async (storage: Storage, urn: string) =>
  schoolDaysBetween(await storage.directory.calendar(urn), '2025-09-01', '2026-08-31');

async function withTerms(): Promise<Storage> {
  const storage = await anAuthority();
  await importCalendar(storage, file(...TERMS), NOW);
  return storage;
}

describe('the import of a calendar', () => {
  it('gives every school the dates of its authority', async () => {
    const storage = await withTerms();
    expect(await daysOf(storage, '999901')).toBe(195);
    const calendar = await storage.directory.calendar('999902');
    expect(nthSchoolDay(calendar, '2026-04-27', 20)).toEqual({ known: true, date: '2026-06-01' });
  });

  it('takes a school’s INSET days and closures off its own days only, and keeps the rows of the others', async () => {
    const storage = await withTerms();
    await importCalendar(
      storage,
      file('341,999901,inset,2025-09-01,2025-09-02,', '341,999901,closure,2026-01-08,,Snow'),
      NOW,
    );
    await importCalendar(storage, file('341,999902,inset,2026-01-05,,'), NOW);
    expect([await daysOf(storage, '999901'), await daysOf(storage, '999902')]).toEqual([192, 194]);
  });

  it('replaces all that the same owner had before', async () => {
    const storage = await withTerms();
    await importCalendar(storage, file('341,999901,inset,2025-09-01,2025-09-02,'), NOW);
    await importCalendar(storage, file('341,999901,inset,2026-01-05,,'), NOW);
    expect(await daysOf(storage, '999901')).toBe(194);
  });

  it('says all that is wrong at once, by line and column, and changes nothing', async () => {
    const storage = await withTerms();
    const text = file(
      '341,999901,inset,2026-04-08,,',
      '341,999901,inset,2026-02-30,,',
      '341,999901,holiday,2026-01-05,,',
      '341,999909,inset,2026-01-05,,',
      '341,999901,inset,2026-01-06,2026-01-05,',
      '341,999901,inset,2026-01-10,,',
      '341,999901,inset,2027-01-11,,',
      '341,999902,term,2025-09-01,2025-12-19,',
      '341,999902,term,2025-12-15,2026-03-20,',
      '341,999902,inset,2026-04-20,,',
      '341,999902,inset,2025-09-01,,',
      '341,999902,inset,2025-09-01,,',
      '341,999902,term,2090-04-20,2098-07-20,',
      '340,,term,2026-04-20,,',
    );
    expect(await problemsOf(importCalendar(storage, text, NOW))).toEqual([
      'line 2, from: Wed 8 April 2026 is not within a term.',
      'line 3, from: 2026-02-30 is not a day on the calendar. Write it as 2026-04-27 or 27/04/2026.',
      'line 4, kind: The kind is one of term, half-term, inset, closure.',
      'line 5, school_urn: There is no school 999909 in authority 341. Import it first: import schools FILE.csv.',
      'line 6, to: The last day is before the first, Tue 6 January 2026.',
      'line 7, from: Sat 10 January 2026 is at a weekend: an INSET day takes a school day away.',
      'line 8, from: No term of the school year 2026/2027 is entered for it. Import the term dates before or in the same file.',
      'line 10, from: This term overlaps with the term in line 9.',
      'line 11, from: Mon 20 April 2026 is not within a term.',
      'line 13, kind: The same entry stands in line 12 already.',
      'line 14, to: From the first day to the last is more than a year.',
      'line 15, authority: There is no authority 340 here. Import it first: import authority FILE.json.',
    ]);
    expect(await daysOf(storage, '999901')).toBe(195);
  });

  it('measures a school’s INSET days by its own terms where it has some', async () => {
    const storage = await withTerms();
    const own = ['341,999901,term,2025-09-03,2025-12-17,', '341,999901,half-term,2025-10-20,2025-10-31,'];
    expect(await problemsOf(importCalendar(storage, file(...own, '341,999901,inset,2025-09-01,,'), NOW))).toEqual([
      'line 4, from: Mon 1 September 2025 is not within a term.',
    ]);
    await importCalendar(storage, file(...own, '341,999901,inset,2025-09-03,,'), NOW);
    expect(await daysOf(storage, '999901')).toBe(65);
  });

  it('takes an authority’s terms and a school’s own, different ones from the same file', async () => {
    const storage = await anAuthority();
    await importCalendar(storage, file(...TERMS, '341,999901,term,2025-09-03,2025-12-17,'), NOW);
    expect([await daysOf(storage, '999901'), await daysOf(storage, '999902')]).toEqual([76, 195]);
  });

  it('does not measure new rows by the old ones that they replace', async () => {
    const storage = await withTerms();
    const withoutSummer = TERMS.filter((line) => !line.includes('Summer'));
    expect(await problemsOf(importCalendar(storage, file(...withoutSummer), NOW))).toEqual([
      'line 6, from: These days are not within a term.',
    ]);
  });

  it('points out what seems to be forgotten', async () => {
    const storage = await anAuthority();
    const text = file(
      '341,,term,2025-09-01,2025-12-19,',
      '341,,term,2026-04-13,2026-05-22,',
      '341,,term,2028-09-01,2029-03-20,',
    );
    expect((await importCalendar(storage, text, NOW)).notes).toEqual([
      'Authority 341: a term seems to be missing between Fri 19 December 2025 and Mon 13 April 2026.',
      'Authority 341: a term seems to be missing between Fri 22 May 2026 and Fri 1 September 2028.',
      'Authority 341: the term from Mon 1 September 2025 has no half-term.',
      'Authority 341: the term from Fri 1 September 2028 has no half-term.',
      'Authority 341: the term from Fri 1 September 2028 is used only up to Sun 31 December 2028, the last day with known bank holidays.',
    ]);
  });
});

describe('after the import of a calendar', () => {
  const due = async (storage: Storage) => (await storage.cases.due(NOW, 10)).sort();

  async function withRestingCases(): Promise<Storage> {
    const storage = await withTerms();
    await addRestingCases(storage);
    return storage;
  }

  it('the open cases of that school are looked at again', async () => {
    const storage = await withRestingCases();
    const { says } = await importCalendar(storage, file('341,999902,closure,2026-05-07,,Polling station'), NOW);
    expect(await due(storage)).toEqual(['case-999902']);
    expect(says).toBe('1 entry imported. 1 open case is looked at again.');
  });

  it('those of every school are, when the dates are the authority’s', async () => {
    const storage = await withRestingCases();
    await importCalendar(storage, file(...TERMS), NOW);
    expect(await due(storage)).toEqual(['case-999901', 'case-999902']);
  });

  it('none is, when the file was refused', async () => {
    const storage = await withRestingCases();
    await problemsOf(importCalendar(storage, file('341,999902,closure,2026-08-07,,'), NOW));
    expect(await due(storage)).toEqual([]);
  });
});
