import { createHash } from 'node:crypto';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { takeIn } from '../../src/people/import/people';
import { flawsIn } from '../../src/records/audit/verify';
import { inOneSentence } from '../../src/records/audit/history';
import type { Storage } from '../../src/stores';
import { FIELD_KEYS } from '../support/field-keys';
import { databaseBefore, type OldDatabase } from '../support/old-database';

/** From then on the trail tells of the rows of cases, papers and people. */
const TOLD = '20261129222500_rows_on_the_trail';
const BYTES = 'a paper of before';
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

let old: OldDatabase;
let database: Database;
let storage: Storage;
beforeAll(async () => {
  old = await databaseBefore(
    TOLD,
    `insert into cases (id, reference, school, authority, policy, opened_at, version, open, name_key) values
      ('told', 'WB-1', '999901', '341', 'liverpool', '2026-04-27T07:30:00.123Z', 1, true, ''),
      ('untold', 'WB-2', null, '999', 'westmere', '2026-04-27T07:30:00Z', 1, true, '');
    insert into facts (case_id, seq, id, kind, recorded_at, recorded_by, data) values
      ('told', 1, 'f1', 'opened', '2026-04-27T07:30:00Z', 'ash', '{"way":"missing"}'),
      ('untold', 1, 'f2', 'opened', '2026-04-27T07:30:00Z', 'ash', '{"way":"missing"}');
    insert into papers (id, case_id, kind, file_name, media_type, sha256, made_by, made_at, bytes) values
      ('p1', 'told', 'referral-form', 'WB-1 "form".pdf', 'application/pdf', '${SHA256}', 'ash', now(), '${BYTES}');
    insert into people (id, tenant_id, entra_id, name, authority, school, roles, "left") values
      ('ash', 't1', 'e1', 'Ash "the Lead" O’Hara\t', '341', '999901', '{safeguarding-lead,attendance-lead}', false),
      ('bo', 't1', 'e2', 'Bo', '341', null, '{caseworker}', true);
    select audit_append('[{"authority":"341","tenant":"t1","person":"ash","role":"attendance-lead",
      "at":"2026-04-27T07:30:00.000Z","action":"report","outcome":"done","cases":["told"],"fields":[],"reason":null,
      "from":0,"to":1,"content":"07e5e2ea4e4f0a6c9b2a3b6a0d0a8a0e"}]'::jsonb);`,
  );
  database = await openDatabase(old.place, { fieldKeys: FIELD_KEYS });
  storage = openStorage(database);
}, 120_000);
afterAll(async () => {
  await database?.close();
  await old?.remove();
});

const found = async (authority: string) => {
  const flaws: string[] = [];
  for await (const { kind, seq, says } of flawsIn(authority, storage.audit)) flaws.push(`${kind} ${seq}: ${says}`);
  // Its content was made up here.
  return flaws.filter((flaw) => flaw !== 'changed 1: is not as it was written');
};

test('what stood before the trail told of it is taken stock of, once, and is whole as it stands', async () => {
  expect([await found('341'), await found('999')]).toEqual([[], []]);
  const entries = [...(await storage.audit.page('341', 1, 9)), ...(await storage.audit.page('999', 0, 9))];
  expect(entries.map(({ action, cases, fields }) => [action, ...cases, ...fields].join(' ')).sort()).toEqual([
    'take-stock person:ash',
    'take-stock person:bo',
    'take-stock told',
    'take-stock told paper:p1',
    'take-stock untold',
  ]);
  expect(inOneSentence(entries[0]!, (id) => id)).toMatch(
    /: The operator recorded how it stood before the trail told of it/,
  );
  expect(JSON.stringify(entries)).not.toMatch(/Hara|WB-|999901/);
});

test('what is changed of it since is found', async () => {
  const sql = (text: string) => database.client.$executeRawUnsafe(text);
  for (const table of ['cases', 'papers']) await sql(`alter table ${table} disable trigger user`);
  await sql(`update cases set school = '999902' where id = 'told'`);
  await sql(`update papers set file_name = 'other' where id = 'p1'`);
  await sql(`update people set "left" = false where id = 'bo'`);
  for (const table of ['cases', 'papers']) await sql(`alter table ${table} enable trigger user`);
  expect((await found('341')).map((flaw) => flaw.replace(/^.*tells of the ([a-z]+ \w+), .*$/, '$1'))).toEqual([
    'case told',
    'paper p1',
    'person bo',
  ]);
});

test('an import goes on from there, and shows what was changed before it', async () => {
  const ash = { tenantId: 't1', entraId: 'e1', name: 'Ash', authority: '341', school: '999901' } as const;
  await storage.transaction((stores) =>
    takeIn('341', [{ ...ash, roles: ['attendance-lead'] }], '2026-04-28T08:00:00.000Z', stores),
  );
  const [last] = (await storage.audit.page('341', 1, 99)).slice(-1);
  expect(last!.fields).toEqual(['person:bo', 'entra:e2', 'left']);
  expect((await found('341')).filter((flaw) => flaw.startsWith('person'))).toEqual([
    `person ${last!.seq}: tells of the person bo, who had been changed by no import before the one that this entry is of`,
  ]);
});
