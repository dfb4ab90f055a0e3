import { openDatabase } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import type { AuditNote } from '../../src/records/audit/entry';
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
    expect(said).toContain('Authority 341: 4 entries, 1 flaw.');
  });
});
