import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { keysOf } from '../../src/casework/record';
import { openDatabase, type Database, type DatabasePlace } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { FieldKeyMissing } from '../../src/database/sealing/key-ring';
import { readFieldKeys } from '../../src/field-keys';
import type { Case } from '../../src/domain/case/case';
import { anAuthority, type Staff } from '../builders/authority';
import { aPupil } from '../builders/case';
import { aCase, fact } from '../contract/cases';
import { botPlace, type BotPlace } from '../support/databases';
import { aKey } from '../support/field-keys';
import { runCliWith } from './run-cli';

const REFUSED = { code: '23001' };
const [K1, K2] = [aKey('k1', 'a'), aKey('k2', 'b')];
const header = (kid: string) => Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid })).toString('base64url');
/** What looks like a key that the operator’s key `kid` opens, and that nothing opens. */
const wrapped = (kid: string) => ({
  protected: header(kid),
  ...{ iv: 'A'.repeat(16), tag: 'A'.repeat(22), ciphertext: 'A'.repeat(43) },
});

let place: BotPlace;
let people: Staff;
let theCase: Case;
beforeEach(async () => {
  place = await botPlace();
  await within(place.place, K1, async (bot) => {
    const storage = openStorage(bot);
    people = await anAuthority(storage);
    theCase = await opened(bot);
  });
});
afterEach(() => place.remove());

async function within<T>(at: DatabasePlace, keys: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(at, { fieldKeys: readFieldKeys(keys) });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
async function opened(bot: Database): Promise<Case> {
  const one = aCase({ authority: '341', facts: [fact(), fact({ kind: 'pupil-described', pupil: aPupil() })] });
  await openStorage(bot).transaction(async ({ cases, audit }) => {
    await cases.open(one, keysOf(one), '2026-04-27T08:00:00.000Z');
    await audit.add({
      ...{ authority: '341', tenant: 't1', person: 'ash', role: 'attendance-lead', at: '2026-04-27T08:00:00.000Z' },
      ...{ action: 'report', outcome: 'done', cases: [one.id], fields: [], reason: null, from: 0, to: 2 },
    });
  });
  return one;
}
async function sql(at: { readonly url: string }, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: at.url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
const putIn = (owner: string, keyId: string, value: object) =>
  sql(
    place.place,
    `insert into data_keys (owner, key_id, wrapped) values ('${owner}', '${keyId}', '${JSON.stringify(value)}')`,
  );
const cli = (keys: string, ...args: string[]) => runCliWith({ FIELD_KEYS: keys }, place.owner, ...args);

test('the bot’s own role puts in nothing that does not look like a key of a case', async () => {
  for (const [owner, keyId, value] of [
    [randomUUID(), 'evil', {}],
    ['x', 'evil', wrapped('evil')],
    [randomUUID(), 'evil', { ...wrapped('evil'), ciphertext: 'A' }],
    [randomUUID(), 'k1', wrapped('evil')],
  ] as const) {
    await expect(putIn(owner, keyId, value)).rejects.toMatchObject(REFUSED);
  }
});

test('a key of no case that nothing opens stops nothing, is named beside all else, and may be deleted by the owner', async () => {
  const [evil, dud] = [randomUUID(), randomUUID()];
  await putIn(evil, 'evil', wrapped('evil'));
  await putIn(dud, 'k1', wrapped('k1'));
  await sql(place.place, `update people set roles = '{service-manager}' where id = '${people.lead.id}'`);
  await within(place.place, K1, async ({ sealing }) => sealing.check()); // as the bot starts

  const { code, warned } = await cli(K1, 'audit', 'verify');
  expect(code).toBe(1);
  expect(warned).toContain(`the person ${people.lead.id} was put in`);
  for (const owner of [evil, dud]) expect(warned).toContain(`The key of ${owner} was put in: there is no such case.`);

  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'whereabouts-')), 'backup.gz');
  expect(await cli(K1, 'backup', file)).toMatchObject({
    code: 0,
    said: expect.stringMatching(/It needs the field key k1: .*\nIt is signed with the field key k1\./),
  });
  const rotated = await cli(`${K2},${K1}`, 'keys', 'rotate');
  expect(rotated).toMatchObject({
    code: 0,
    said: expect.stringContaining('Nothing is left to seal.\nNo longer needed: k1'),
    warned: expect.stringContaining('Cannot be opened with any of FIELD_KEYS and stay as they are: 1 keys of cases.'),
  });
  const readable = await within(place.place, K2, (bot) => openStorage(bot).cases.byId(theCase.id));
  expect(readable!.facts).toEqual(theCase.facts);

  await expect(sql(place.owner, `delete from data_keys where owner = '${theCase.id}'`)).rejects.toMatchObject(REFUSED);
  for (const owner of [evil, dud]) await sql(place.owner, `delete from data_keys where owner = '${owner}'`);
  expect((await cli(K2, 'audit', 'verify')).warned).not.toContain('The key of');
}, 120_000);

test('a case that was put in with a key that nothing opens, and an entry that says so, stops nothing and is named', async () => {
  const id = randomUUID();
  await sql(
    place.place,
    `insert into cases (id, reference, authority, policy, opened_at, version, open, name_key)
      values ('${id}', 'WB-CCCC-22', '341', 'liverpool', now(), 0, true, '');
    select audit_append('[{"authority":"341","at":"2026-04-27T08:00:00Z","action":"report","outcome":"done",
      "cases":["${id}"],"fields":[],"from":0,"to":1,"content":"00","signed":"${'A'.repeat(22)}.${'B'.repeat(43)}"}]')`,
  );
  await putIn(id, 'evil', wrapped('evil'));
  const listed = await within(place.place, K1, async (bot) => {
    await bot.sealing.check();
    return openStorage(bot).cases.openCases('341', null);
  });
  expect(listed.map((one) => one.id)).toContain(theCase.id);
  const { warned } = await cli(K1, 'audit', 'verify');
  expect(warned).toContain(`the case ${id} has a key that none of FIELD_KEYS opens, so that its facts cannot be read.`);
  expect(warned).toContain('does not bear their signature');
}, 120_000);

test('a key that a case on the trail needs is asked for at the start, whatever else opens', async () => {
  await within(place.owner, `${K2},${K1}`, async (bot) => void (await opened(bot))); // by a bot that has both already
  await expect(within(place.place, K1, async () => {})).rejects.toThrow(new FieldKeyMissing(['k2']).message);
});
