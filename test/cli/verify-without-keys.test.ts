import { keysOf } from '../../src/casework/record';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { readFieldKeys } from '../../src/field-keys';
import { aPupil } from '../builders/case';
import { aCase, fact } from '../contract/cases';
import { botPlace, type BotPlace } from '../support/databases';
import { aKey } from '../support/field-keys';
import { runCliWith, type Ran } from './run-cli';

const K1 = aKey('k1', 'a');

let kept: BotPlace;
beforeEach(async () => void (kept = await botPlace()));
afterEach(() => kept.remove());

async function within(work: (database: Database) => Promise<unknown>): Promise<void> {
  const database = await openDatabase(kept.owner, { fieldKeys: readFieldKeys(K1) });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

const verify = (keys: string): Promise<Ran> => runCliWith({ FIELD_KEYS: keys }, kept.owner, 'audit', 'verify');

const NOTE = { authority: '341', tenant: 't1', person: 'ash', role: 'attendance-lead', reason: null } as const;
const AT = '2026-04-27T08:00:00.000Z';

async function aSealedCase(database: Database): Promise<void> {
  const storage = openStorage(database);
  const one = aCase({ authority: '341', facts: [fact(), fact({ kind: 'pupil-described', pupil: aPupil() })] });
  await storage.transaction(async ({ cases, audit }) => {
    await cases.open(one, keysOf(one), AT);
    await audit.add({
      ...{ ...NOTE, at: AT, action: 'report', outcome: 'done', cases: [one.id], fields: [], from: 0, to: 2 },
    });
    await audit.add({
      ...{ ...NOTE, at: AT, action: 'see-case', outcome: 'read', cases: [one.id], fields: [], from: null, to: null },
    });
  });
}

describe('audit verify without the keys', () => {
  it('says which key it needs and what it did not check, and nobody is told to take a key away', async () => {
    await within(async () => {}); // keys are made, and no authority is there
    const { code, said, warned } = await verify('');
    expect(code).toBe(1);
    expect(warned).toMatch(
      /^The field key k1, with which records are sealed here, is not in FIELD_KEYS .*half a check/,
    );
    expect(warned).toMatch(/^Not checked: who signed the entries, .*and the keys themselves\.$/m);
    expect(`${said}${warned}`).not.toMatch(/delete|put in|house|index/i);
    expect(await verify(K1)).toMatchObject({ code: 0, warned: '' });
  }, 120_000);

  it('checks what needs no key: the chain, the digests of facts, and people', async () => {
    await within(aSealedCase);
    const before = await verify('');
    expect(before.code).toBe(1);
    expect(before.said).toMatch(/^Authority 341: 2 entries, no flaw in what could be checked without the keys\.$/m);
    await within(async ({ client }) => {
      await client.$executeRawUnsafe('alter table audit_entries disable trigger user');
      await client.$executeRawUnsafe(`update audit_entries set role = 'head-teacher' where action = 'see-case'`);
      await client.$executeRawUnsafe(
        `insert into people (id, tenant_id, entra_id, name, authority, roles) values ('p', 't1', 'e', 'Ash', '341', '{auditor}')`,
      );
    });
    const { code, said, warned } = await verify('');
    expect(code).toBe(1);
    expect(warned).toMatch(/^Authority 341, entry \d+ is not as it was written\.$/m);
    expect(warned).toContain('the person p was put in: ');
    expect(said).toMatch(/^Authority 341: 2 entries, 2 flaws\.$/m);
    expect(warned).toMatch(/^Not checked: /m);
  }, 120_000);

  it('a key that everything needs and that does not open is told as that, and is to be left where it is', async () => {
    await within(aSealedCase);
    await within(async ({ client }) => {
      await client.$executeRawUnsafe('alter table data_keys disable trigger user');
      await client.$executeRawUnsafe(
        `update data_keys set wrapped = (select wrapped from data_keys where owner = 'index') where owner = 'house'`,
      );
    });
    const { code, warned } = await verify(K1);
    expect(code).toBe(1);
    expect(warned).toMatch(/^The key house does not open with any of FIELD_KEYS, .* Leave its row as it is/m);
    expect(warned).not.toMatch(/delete|The key of house/);
  }, 120_000);
});
