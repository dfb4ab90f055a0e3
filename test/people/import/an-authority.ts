import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Case } from '../../../src/domain/case/case';
import type { Instant } from '../../../src/domain/calendar/date';
import { memoryStorage } from '../../../src/memory-storage';
import { importAuthority } from '../../../src/people/import/authority';
import { ImportRefused, inWords } from '../../../src/people/import/problem';
import { importSchools } from '../../../src/people/import/schools';
import type { Storage } from '../../../src/stores';

export const NOW: Instant = '2026-04-27T07:30:00.000Z';

export const demoFile = (name: string): string =>
  readFileSync(path.join(__dirname, '../../../src/demo/data', name), 'utf8');

export const SCHOOLS = `urn,name,dfe_number,authority
999901,Harbour Lights Primary School,3419999,341
999902,Lantern Street Primary School,3419998,341
`;

/** A storage that knows authority 341 and two schools of it. */
export async function anAuthority(): Promise<Storage> {
  const storage = memoryStorage();
  await importAuthority(storage, demoFile('authority.json'));
  await importSchools(storage, SCHOOLS);
  return storage;
}

/** The problems of a refused import as a person reads them; fails when it was not refused. */
export async function problemsOf(work: Promise<unknown> | (() => unknown)): Promise<string[]> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof ImportRefused) return error.problems.map(inWords);
    throw error;
  }
  throw new Error('the import was not refused');
}

const restingCase = (school: string): Case => ({
  id: `case-${school}`,
  reference: `WB-${school}`,
  school,
  authority: '341',
  policy: 'liverpool',
  openedAt: NOW,
  version: 0,
  facts: [],
});

/** One open case at each of the two schools, on which nothing is due for weeks. */
export async function addRestingCases(storage: Storage): Promise<void> {
  const keys = { open: true, upn: null, nameKey: 'x', dateOfBirth: null };
  for (const school of ['999901', '999902']) {
    await storage.cases.open(restingCase(school), keys, '2026-06-01T07:30:00.000Z');
  }
}
