import pg from 'pg';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { keysOf } from '../../src/casework/record';
import type { Case } from '../../src/domain/case/case';
import { inOneSentence } from '../../src/records/audit/history';
import { flawsIn } from '../../src/records/audit/verify';
import type { Storage } from '../../src/stores';
import { anAuthority, type Staff } from '../builders/authority';
import { aPupil } from '../builders/case';
import { aCase, fact } from '../contract/cases';
import { botPlace, type BotPlace } from '../support/databases';
import { FIELD_KEYS } from '../support/field-keys';

const CHECK_VIOLATION = '23514';
const PUT_IN = 'b4c5a2d6-0000-4000-8000-000000000001';
const entryAt = (at: string) =>
  `select audit_append('[{"authority":"341","at":"${at}","action":"see-case","outcome":"read","cases":["${PUT_IN}"],"fields":[],"content":"00"}]')`;

/** What one statement of the bot's own role may try: [what, SQL, what is found of it where it stood there before it was refused]. */
const STATEMENTS = [
  ['an entry at no moment', entryAt('infinity'), 'has a moment that cannot be read'],
  ['an entry before Christ', entryAt('4000-01-01 BC'), 'was written neither by the bot nor by a command of ours'],
  [
    'a fact at no moment',
    `insert into facts (case_id, seq, id, kind, recorded_at, recorded_by, data)
      select id, 99, 'f99', 'opened', 'infinity', 'x', '{"way":"missing"}' from cases limit 1`,
    'has facts that cannot be read',
  ],
  [
    'a case opened at no moment',
    `insert into cases (id, reference, authority, policy, opened_at, version, open, name_key)
      values ('${PUT_IN}', 'WB-CCCC-22', '341', 'liverpool', '-infinity', 0, true, '')`,
    `the case ${PUT_IN} was put in`,
  ],
  [
    'a paper made at no moment',
    `insert into papers (id, case_id, kind, file_name, media_type, sha256, made_by, made_at, sealed, bytes)
      select 'p1', id, 'case-json', 'a.json', 'application/json', 'ab', 'x', 'infinity', false, '' from cases limit 1`,
    'the paper p1 holds other bytes',
  ],
  ['a case that is looked at next at no moment', `update cases set next_due_at = 'infinity'`, null],
  ['somebody who is away for ever', `update people set away_until = 'infinity'`, null],
] as const;

let place: BotPlace;
let bot: Database;
let storage: Storage;
let people: Staff;
let theCase: Case;
beforeEach(async () => {
  place = await botPlace(false);
  bot = await openDatabase(place.place, { fieldKeys: FIELD_KEYS });
  storage = openStorage(bot);
  people = await anAuthority(storage);
  theCase = aCase({ authority: '341', facts: [fact(), fact({ kind: 'pupil-described', pupil: aPupil() })] });
  await storage.transaction(async (stores) => {
    await stores.cases.open(theCase, keysOf(theCase), null);
    await stores.audit.add({
      ...{ authority: '341', tenant: 't1', person: 'ash', role: 'attendance-lead', at: '2026-04-27T08:00:00.000Z' },
      ...{ action: 'report', outcome: 'done', cases: [theCase.id], fields: [], reason: null, from: 0, to: 2 },
    });
  });
});
afterEach(async () => {
  await bot.close();
  await place.remove();
});

async function asOwner<Row extends object>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: place.owner.url });
  await client.connect();
  const { rows } = await client.query<Row>(sql);
  await client.end();
  return rows;
}
async function found(): Promise<string> {
  const flaws: string[] = [];
  for await (const { says } of flawsIn('341', storage.audit)) flaws.push(says);
  return flaws.join('\n');
}
const MOMENTS = `select conrelid::regclass::text as table, conname as name from pg_constraint where conname like '%\\_can\\_be\\_read'`;

test('the bot’s own role writes no moment that cannot be read', async () => {
  for (const [what, statement] of STATEMENTS) {
    const error: unknown = await bot.client.$executeRawUnsafe(statement).catch((reason: unknown) => reason);
    expect([what, error]).toEqual([what, expect.objectContaining({ code: CHECK_VIOLATION })]);
  }
});

test('no table has a moment or a day that is not looked at when it is written', async () => {
  const unchecked = await asOwner(`
    select c.table_name || '.' || c.column_name as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> '_prisma_migrations'
      and (c.data_type in ('date') or c.data_type like 'timestamp%')
      and not exists (select from pg_constraint k where k.conname = c.table_name || '_' || c.column_name || '_can_be_read')`);
  expect(unchecked).toEqual([]);
});

test.each(STATEMENTS.filter(([, , says]) => says !== null))(
  '%s, from before it was refused, is named and hides nothing else',
  async (_what, statement, says) => {
    for (const { table, name } of await asOwner<{ table: string; name: string }>(MOMENTS))
      await asOwner(`alter table ${table} drop constraint ${name}`);
    await bot.client.$executeRawUnsafe(`update people set roles = '{service-manager}' where id = '${people.lead.id}'`);
    await bot.client.$executeRawUnsafe(statement);
    const flaws = await found();
    expect(flaws).toContain(says);
    expect(flaws).toContain(`the person ${people.lead.id} was put in`);
    expect(flaws).not.toContain('could not be gone through');
    const listed = (await storage.cases.openCases('341', null)).map(({ id }) => id);
    expect(listed).toEqual(says === 'has facts that cannot be read' ? [] : [theCase.id]);
    for (const entry of await storage.audit.pageOfCase('341', PUT_IN, 0, 9))
      expect(inOneSentence(entry, (id) => id)).toContain('saw the case');
  },
);

test('what cannot be gone through to its end is a flaw, and hides nothing of what comes after', async () => {
  await bot.client.$executeRawUnsafe(`update people set roles = '{service-manager}' where id = '${people.lead.id}'`);
  storage.audit.page = () => Promise.reject(new RangeError('of a kind that nobody has thought of'));
  const flaws: string[] = [];
  for await (const { says } of flawsIn('341', storage.audit)) flaws.push(says);
  expect(flaws[0]).toBe('its entries could not be gone through to the end (RangeError)');
  expect(flaws).toContainEqual(expect.stringContaining(`the person ${people.lead.id} was put in`));
});
