import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/database/open-database';
import { operatorOf } from '../../src/cli/operator';
import { openStorage } from '../../src/database/prisma-storage';
import type { AuditNote } from '../../src/records/audit/entry';
import { aCase, keys } from '../contract/cases';
import { embeddedPlace, type TestPlace } from '../support/databases';
import { runCli } from './run-cli';

const note = (over: Partial<AuditNote>): AuditNote => ({
  ...{ authority: '341', tenant: 't1', person: 'ash', role: 'attendance-lead', at: '2026-04-27T08:00:00.000Z' },
  ...{ action: 'see-case', outcome: 'read', cases: [], fields: [], reason: null, from: null, to: null },
  ...over,
});

describe('audit verify', () => {
  let kept: TestPlace;
  beforeAll(async () => {
    kept = await embeddedPlace();
    const database = await openDatabase(kept.place);
    const { audit } = openStorage(database);
    for (let n = 0; n < 3; n += 1) await audit.add(note({}));
    await audit.add(note({ authority: '999' }));
    await database.close();
  });
  afterAll(() => kept.remove());

  it('says of each authority that its trail is whole', async () => {
    const { code, said } = await runCli(kept.place, 'audit', 'verify');
    expect(said).toContain('Authority 341: 3 entries, all as they were written.');
    expect(said).toContain('Authority 999: 1 entry, all as they were written.');
    expect(code).toBe(0);
    expect((await runCli(kept.place, 'audit', 'verify', '--authority', '341')).said).not.toContain('999');
  });

  it('says which authority there is not, and what it cannot understand', async () => {
    expect(await runCli(kept.place, 'audit', 'verify', '--authority', '1')).toMatchObject({ code: 1 });
    expect(await runCli(kept.place, 'audit', 'verify', '341')).toMatchObject({ code: 2 });
  });

  it('has an entry of what the operator imports, and none of what was refused', async () => {
    await runCli(kept.place, 'import', 'authority', 'src/demo/data/authority.json');
    await runCli(kept.place, 'import', 'schools', 'src/demo/data/people.csv');
    const database = await openDatabase(kept.place);
    const entries = await openStorage(database).audit.page('341', 3, 10);
    await database.close();
    expect(entries).toMatchObject([{ action: 'import-authority', outcome: 'done', person: null, role: null }]);
  });

  it('prints the anchors, and holds those that are kept elsewhere', async () => {
    const database = await openDatabase(kept.place);
    await openStorage(database).audit.anchor('2026-04-28T00:00:00.000Z', '2026-04-28T00:00:00.000Z', 1_000);
    await database.close();
    const { code, said } = await runCli(kept.place, 'audit', 'anchors');
    expect(code).toBe(0);
    expect(said).toMatch(/^341 4 [0-9a-f]{64} 2026-04-28T00:00:00\.000Z$/m);
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'whereabouts-')), 'anchors.txt');
    writeFileSync(file, said);
    expect(await runCli(kept.place, 'audit', 'verify', '--anchors', file)).toMatchObject({ code: 0, warned: '' });
    writeFileSync(file, said.replace(/^341 4 ./m, '341 4 x'));
    expect(await runCli(kept.place, 'audit', 'verify', '--anchors', file)).toMatchObject({ code: 2 });
    writeFileSync(file, said.replace(/^341 4/m, '341 3'));
    const wrong = await runCli(kept.place, 'audit', 'verify', '--anchors', file);
    expect(wrong.warned).toContain('Authority 341, entry 3 is not the one that was anchored');
    expect(wrong.code).toBe(1);
  });

  it('shows the history of a case, and says what it does not know', async () => {
    const database = await openDatabase(kept.place);
    const storage = openStorage(database);
    const theCase = aCase({ authority: '341', reference: 'WB-7K3M-2Q' });
    const cases = [theCase.id];
    await storage.transaction(async (stores) => {
      await stores.cases.open(theCase, keys({ nameKey: '' }), '2026-04-28T08:00:00.000Z');
      await stores.audit.add(
        note({ cases, action: 'report', outcome: 'done', fields: ['opened.way'], from: 0, to: 1 }),
      );
    });
    await storage.audit.add(note({ cases, role: null, action: 'hold', outcome: 'refused', reason: 'not-allowed' }));
    await storage.audit.add(note({ cases: [...cases, 'other'] }));
    await database.close();
    const { code, said } = await runCli(kept.place, 'audit', 'show', 'wb7k3m2q');
    expect(code).toBe(0);
    const lines = said
      .trim()
      .split('\n')
      .map((line) => line.replace(/^.*?: /, ''));
    expect(lines).toEqual([
      'ash (Attendance lead) recorded the report of the pupil (fact 1: opened.way)',
      'ash was refused a hold (not-allowed)',
      'ash (Attendance lead) saw the case, among 2 cases on a list',
      `The operator (${operatorOf({})}) saw who did what on the case`,
      '4 entries on case WB-7K3M-2Q.',
    ]);
    expect(await runCli(kept.place, 'audit', 'show', 'WB-AAAA-AA')).toMatchObject({ code: 1 });
    expect(await runCli(kept.place, 'audit', 'show')).toMatchObject({ code: 2 });
  });

  it('names what was tampered with, and its exit code is 1', async () => {
    const database = await openDatabase(kept.place);
    await database.client.$executeRawUnsafe('alter table audit_entries disable trigger user');
    await database.client.$executeRawUnsafe(`update audit_entries set role = 'head-teacher' where seq = 2`);
    await database.client.$executeRawUnsafe(`delete from audit_entries where authority = '999'`);
    await database.close();
    const { code, warned, said } = await runCli(kept.place, 'audit', 'verify');
    expect(code).toBe(1);
    expect(warned).toContain('Authority 341, entry 2 is not as it was written.');
    expect(warned).toContain('Authority 999, entry 1 is missing.');
    expect(said).toContain('Authority 341: 8 entries, 1 flaw.');
  });

  it('names every kind of what was tampered with, however much there is of one', async () => {
    const database = await openDatabase(kept.place);
    const { audit } = openStorage(database);
    for (let n = 0; n < 62; n += 1) await audit.add(note({ authority: '998' }));
    await database.client.$executeRawUnsafe(`update audit_entries set role = 'head-teacher' where authority = '998'`);
    await database.client.$executeRawUnsafe(`delete from audit_entries where authority = '998' and seq = 62`);
    await database.close();
    const { warned, said } = await runCli(kept.place, 'audit', 'verify', '--authority', '998');
    expect(warned.match(/is not as it was written/g)).toHaveLength(50);
    expect(warned).toContain('Authority 998: 11 more like these (changed), if not more.');
    expect(warned).toContain('Authority 998, entry 62 is missing.');
    expect(said).toContain('Authority 998: 61 entries, 62 flaws.');
  });
});
