import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase, type DatabasePlace } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import type { AuditEntry } from '../../src/records/audit/entry';
import { embeddedPlace, postgresPlace, type TestPlace } from '../support/databases';
import { FIELD_KEYS, FIELD_KEYS_TEXT } from '../support/field-keys';
import { runCliWith } from './run-cli';

const KEYS = { FIELD_KEYS: FIELD_KEYS_TEXT };

jest.setTimeout(120_000); // each command is a process that takes seconds to start

describe('backup and restore', () => {
  let from: TestPlace;
  let into: TestPlace;
  let folder: string;
  let file: string;
  beforeAll(async () => {
    [from, into] = [await embeddedPlace(), await postgresPlace()];
    folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-'));
    file = path.join(folder, 'monday.backup');
    await runCliWith(KEYS, from.place, 'import', 'authority', 'src/demo/data/authority.json');
    await runCliWith(KEYS, from.place, 'import', 'schools', 'src/demo/data/schools.csv');
  });
  afterAll(async () => {
    await Promise.all([from.remove(), into.remove()]);
    rmSync(folder, { recursive: true });
  });

  async function entriesIn(place: DatabasePlace, after: number): Promise<AuditEntry[]> {
    const database = await openDatabase(place, { fieldKeys: FIELD_KEYS });
    const entries = await openStorage(database).audit.page('341', after, 9);
    await database.close();
    return entries;
  }

  it('bring everything from one database into another, and verify its trail', async () => {
    const made = await runCliWith(KEYS, from.place, 'backup', file);
    expect(made.said).toMatch(
      /^Backed up \d+ rows of \d+ tables into .*monday\.backup\.\nIt needs the field key test: keep/,
    );
    expect(made.said).toContain('It is signed with the field key test.');
    expect([made.code, made.warned]).toEqual([0, '']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const withoutKey = await runCliWith({ FIELD_KEYS: 'none' }, into.place, 'restore', file);
    expect([withoutKey.code, withoutKey.warned]).toEqual([
      1,
      expect.stringContaining('signed with the field key test'),
    ]);
    const restored = await runCliWith(KEYS, into.place, 'restore', file);
    expect(restored.said).toMatch(/^Restored \d+ rows of \d+ tables, as of 20.*Z\.\n/);
    expect(restored.said).toContain('Its signature with the field key test fits.');
    expect(restored.said).toContain('Authority 341: 4 entries, all as they were written.');
    expect(restored.code).toBe(0);
    const [copied, back] = await entriesIn(into.place, 2);
    expect(copied).toMatchObject({ action: 'backup', outcome: 'read', person: null, signed: expect.any(String) });
    expect(back).toMatchObject({
      action: 'restore',
      outcome: 'done',
      fields: [expect.stringMatching(/^as-of:20.*Z$/)],
    });
    expect((await entriesIn(from.place, 2)).map(({ action }) => action)).toEqual(['backup']);
    const again = await runCliWith(KEYS, into.place, 'restore', file);
    expect(again.warned).toMatch(/^The database is not empty/);
    expect(again.code).toBe(1);
  });

  it('say of what was made without keys that it is not signed, and take it beside keys on the operator’s word alone', async () => {
    const [plain, empty] = [await embeddedPlace(), await embeddedPlace()];
    const unsigned = path.join(folder, 'unsigned.backup');
    const made = await runCliWith({}, plain.place, 'backup', unsigned);
    expect([made.code, made.warned]).toEqual([
      0,
      expect.stringContaining('There is no field key, so it is not signed.'),
    ]);
    const refused = await runCliWith(KEYS, empty.place, 'restore', unsigned);
    expect([refused.code, refused.said]).toEqual([1, '']);
    expect(refused.warned).toContain('add --unchecked to restore it on your own word');
    const taken = await runCliWith(KEYS, empty.place, 'restore', unsigned, '--unchecked');
    expect([taken.code, taken.warned]).toEqual([0, expect.stringContaining('It is not signed.')]);
    for (const one of [plain, empty]) await one.remove();
  });

  it('say what is in the way', async () => {
    expect(await runCliWith(KEYS, from.place, 'backup', file)).toMatchObject({
      code: 2,
      warned: `There is a file ${file} already.\n`,
    });
    expect(await entriesIn(from.place, 3)).toEqual([]);
    expect(await runCliWith(KEYS, from.place, 'restore', path.join(folder, 'none'))).toMatchObject({
      code: 2,
      warned: expect.stringContaining('ENOENT'),
    });
    writeFileSync(path.join(folder, 'letter'), 'Dear operator');
    expect(await runCliWith(KEYS, from.place, 'restore', path.join(folder, 'letter'))).toMatchObject({
      code: 1,
      warned: 'The file cannot be read as a backup: nothing was restored.\n',
    });
    expect(await runCliWith(KEYS, from.place, 'backup')).toMatchObject({ code: 2 });
  });
});
