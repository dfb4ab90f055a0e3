import { randomUUID } from 'node:crypto';
import { keysOf } from '../../src/casework/record';
import type { Case } from '../../src/domain/case/case';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { flawsIn } from '../../src/records/audit/verify';
import type { Storage } from '../../src/stores';
import { aPupil } from '../builders/case';
import { aCase, fact, fresh } from '../contract/cases';
import { botPlace, databases, type BotPlace, type TestDatabase } from '../support/databases';
import { FIELD_KEYS } from '../support/field-keys';

const REFUSED = { code: '23001' };

const found = async (authority: string, { audit }: Storage) => {
  const flaws: string[] = [];
  for await (const { kind, seq, says } of flawsIn(authority, audit)) flaws.push(`${kind} ${seq}: ${says}`);
  return flaws;
};

async function opened(storage: Storage, authority: string): Promise<Case> {
  const pupil = aPupil({ upn: 'C341999926001', dateOfBirth: '2015-02-03' });
  const facts = [fact(), fact({ kind: 'pupil-described', pupil })];
  const theCase = aCase({ authority, facts });
  await storage.transaction(async (stores) => {
    await stores.cases.open(theCase, keysOf(theCase), '2026-05-05T07:30:00.000Z');
    await stores.audit.add({
      ...{ authority, tenant: 't1', person: 'ash', role: 'attendance-lead', at: '2026-04-27T08:00:00.000Z' },
      ...{ action: 'report', outcome: 'done', cases: [theCase.id], fields: [], reason: null, from: 0, to: 2 },
    });
  });
  return theCase;
}

/** What was opened with a case, and what follows from its facts: [column, SQL of another value]. */
const HEAD = [
  ['authority', `'999'`],
  ['school', `'999998'`],
  ['school', 'null'],
  ['policy', `'westmere'`],
  ['reference', `'WB-AAAA-AA'`],
  ['opened_at', `opened_at + interval '1 day'`],
] as const;
const DERIVED = [
  ['open', 'false', 'whether it is open'],
  ['upn', `'b1.other'`, 'its UPN'],
  ['upn', 'null', 'its UPN'],
  ['name_key', `'other'`, 'the name that it is found by'],
  ['date_of_birth', 'null', 'the date of birth that it is found by'],
  ['date_of_birth', `'2015-02-04'`, 'the date of birth that it is found by'],
] as const;

describe('with the bot’s own role', () => {
  let place: BotPlace;
  let bot: Database;
  let storage: Storage;
  let authority: string;
  let theCase: Case;
  const sql = (text: string) => bot.client.$executeRawUnsafe(text);
  beforeAll(async () => {
    place = await botPlace(false);
    bot = await openDatabase(place.place, { fieldKeys: FIELD_KEYS });
    storage = openStorage(bot);
  });
  afterAll(async () => {
    await bot.close();
    await place.remove();
  });
  beforeEach(async () => {
    authority = fresh('authority');
    theCase = await opened(storage, authority);
    expect(await found(authority, storage)).toEqual([]);
  });

  test.each(HEAD)('a case stays as it was opened: another %s is refused (%s)', async (column, value) => {
    await expect(sql(`update cases set ${column} = ${value} where id = '${theCase.id}'`)).rejects.toMatchObject(
      REFUSED,
    );
  });

  test.each(DERIVED)(
    'a case whose %s is made %s, as its facts do not have it, is found',
    async (column, value, says) => {
      await sql(`update cases set ${column} = ${value} where id = '${theCase.id}'`);
      expect(await found(authority, storage)).toEqual([
        `case null: the case ${theCase.id} says otherwise than its facts ${says}`,
      ]);
    },
  );

  test('a case that says it has more facts, or fewer, is found', async () => {
    for (const version of [1, 3]) {
      await sql(`update cases set version = ${version} where id = '${theCase.id}'`);
      expect(await found(authority, storage)).toContain(
        `case null: the case ${theCase.id} says otherwise than its facts how many facts it has`,
      );
    }
  });

  test('a whole case that was put in is found, with facts or without', async () => {
    const putIn = (id: string) =>
      sql(`insert into cases (id, reference, school, authority, policy, opened_at, version, open, upn, name_key)
        select '${id}', '${fresh('WB')}', school, authority, policy, opened_at, 0, true, null, ''
        from cases where id = '${theCase.id}'`);
    const [bare, told] = [randomUUID(), randomUUID()];
    await putIn(bare);
    await putIn(told);
    await sql(`insert into facts (case_id, seq, id, kind, recorded_at, recorded_by, data)
      values ('${told}', 1, 'f', 'opened', now(), 'kim', '{"way":"missing"}')`);
    await sql(`update cases set version = 1 where id = '${told}'`);
    const flaws = await found(authority, storage);
    const says = 'was put in: no entry tells that it was opened';
    expect(flaws.sort()).toEqual([bare, told].map((id) => `case null: the case ${id} ${says}`).sort());
  });
});

describe.each(databases)('in %s', (_name, open) => {
  let database: TestDatabase;
  let storage: Storage;
  beforeAll(async () => {
    database = await open();
    storage = openStorage(database);
  });
  afterAll(() => database.close());
  const sql = (text: string) => database.client.$executeRawUnsafe(text);
  const behindTheTriggers = async (statement: string) => {
    for (const table of ['cases', 'facts']) await sql(`alter table ${table} disable trigger user`);
    await sql(statement);
    for (const table of ['cases', 'facts']) await sql(`alter table ${table} enable trigger user`);
  };

  test.each(HEAD)('the owner, who takes the trigger away, is found at another %s (%s)', async (column, value) => {
    const authority = fresh('authority');
    const theCase = await opened(storage, authority);
    await behindTheTriggers(`update cases set ${column} = ${value} where id = '${theCase.id}'`);
    const says =
      'is not as it was opened: its authority, its school, its rules, its reference or the moment of its opening was changed';
    expect(await found(authority, storage)).toEqual([`case 1: tells of the case ${theCase.id}, which ${says}`]);
    if (column !== 'authority') return;
    const there = await found('999', storage);
    expect(there).toEqual([`case null: the case ${theCase.id} was put in: no entry tells that it was opened`]);
  });

  test('a case whose facts nobody can read any more is found', async () => {
    const authority = fresh('authority');
    const theCase = await opened(storage, authority);
    await behindTheTriggers(
      `update facts set data = data || '{"tag":"AAAAAAAAAAAAAAAAAAAAAA"}' where case_id = '${theCase.id}' and seq = 2`,
    );
    expect(await found(authority, storage)).toContain(
      `case null: the case ${theCase.id} has facts that cannot be read`,
    );
  });
});
