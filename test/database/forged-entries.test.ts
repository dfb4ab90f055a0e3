import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { contentHash } from '../../src/records/audit/hash';
import { flawsIn } from '../../src/records/audit/verify';
import type { AuditNote } from '../../src/records/audit/entry';
import type { Storage } from '../../src/stores';
import { fresh } from '../contract/cases';
import { botPlace, type BotPlace } from '../support/databases';
import { FIELD_KEYS } from '../support/field-keys';

const FORGED = 'was written neither by the bot nor by a command of ours: it does not bear their signature';

let place: BotPlace;
let bot: Database;
let storage: Storage;
let authority: string;
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
  await storage.audit.add(note());
  expect(await found()).toEqual([]);
});

const note = (over: Partial<AuditNote> = {}): AuditNote => ({
  ...{ authority, tenant: 't1', person: 'ash', role: 'attendance-lead', at: '2026-04-27T08:00:00.000Z' },
  ...{ action: 'report', outcome: 'done', cases: [], fields: [], reason: null, from: null, to: null },
  ...over,
});
async function found(): Promise<string[]> {
  const flaws: string[] = [];
  for await (const { kind, seq, says } of flawsIn(authority, storage.audit)) flaws.push(`${kind} ${seq}: ${says}`);
  return flaws;
}
/** What whoever has the password of the bot's role can have the database write, and knows how the bot does it. */
const forge = (forged: AuditNote, beside: object = {}) => {
  const notes = JSON.stringify([{ ...forged, content: contentHash(forged), ...beside }]);
  return bot.client.$executeRawUnsafe(`select audit_append('${notes}'::jsonb)`);
};

test('a case that was put in with an entry of its own is found by that entry', async () => {
  const id = randomUUID();
  await bot.client.$executeRawUnsafe(`
    insert into cases (id, reference, authority, policy, opened_at, version, open, name_key)
    values ('${id}', '${fresh('WB')}', '${authority}', 'liverpool', now(), 1, true, '')`);
  await bot.client.$executeRawUnsafe(`insert into facts (case_id, seq, id, kind, recorded_at, recorded_by, data)
    values ('${id}', 1, 'f', 'opened', now(), 'kim', '{"way":"missing"}')`);
  await forge(note({ cases: [id], from: 0, to: 1 }));
  expect(await found()).toEqual([`unsigned 2: ${FORGED}`]);
});

test('a role that somebody gave themselves with an entry that says so is found by that entry', async () => {
  const id = randomUUID();
  await bot.client.$executeRawUnsafe(`insert into people (id, tenant_id, entra_id, name, authority, roles)
    values ('${id}', 't1', '${id}', 'Kim', '${authority}', '{service-manager}')`);
  const [row] = await bot.client.$queryRawUnsafe<{ after: string }[]>(`select person_digest('${id}') as after`);
  await forge(note({ action: 'change-person', fields: [`person:${id}`] }), { before: null, ...row });
  expect(await found()).toEqual([`unsigned 2: ${FORGED}`]);
});

test.each([
  ['none', null],
  ['one that was made up', `${'A'.repeat(22)}.${'B'.repeat(43)}`],
  ['nothing that is one', 'x'],
])('an entry that bears %s is found', async (_what, signed) => {
  await forge(note(), { signed: signed && `${signed}${signed === 'x' ? randomUUID() : ''}` });
  expect(await found()).toEqual([`unsigned 2: ${FORGED}`]);
});

test('an entry that is written a second time, with the signature that it has, is refused', async () => {
  const [entry] = await storage.audit.page(authority, 0, 1);
  expect(entry!.signed).toMatch(/^[\w-]{22}\.[\w-]{43}$/);
  await expect(forge(note(), { signed: entry!.signed })).rejects.toMatchObject({ code: '23505' });
});

test('the same signature written in another way, which the database takes for another, is none', async () => {
  const [entry] = await storage.audit.page(authority, 0, 1);
  await forge(note(), { signed: `${entry!.signed}.1` });
  expect(await found()).toEqual([`unsigned 2: ${FORGED}`]);
});

test('the signature of a person is for no other row', async () => {
  await storage.audit.add(note({ action: 'change-person', row: { before: null, after: 'a'.repeat(64) } }));
  expect(await found()).toEqual([]);
  const owner = await openDatabase(place.owner);
  for (const how of ['disable', 'enable']) {
    await owner.client.$executeRawUnsafe(`alter table audit_entries ${how} trigger user`);
    if (how === 'enable') break;
    await owner.client.$executeRawUnsafe(
      `update audit_entries set facts_after = '${'b'.repeat(64)}' where authority = '${authority}' and seq = 2`,
    );
  }
  await owner.close();
  expect(await found()).toContain(`unsigned 2: ${FORGED}`);
});

test('what was written before there were keys needs no signature, and all after the first one does', async () => {
  const plain = await openDatabase(place.place, { fieldKeys: null });
  const before = fresh('authority');
  authority = before;
  await forge(note());
  await forge(note());
  expect(await found()).toEqual([]);
  await storage.audit.add(note());
  expect(await found()).toEqual([]);
  await forge(note());
  expect(await found()).toEqual([`unsigned 4: ${FORGED}`]);
  // Without the keys nobody writes an entry, or says of one whether it is ours.
  await expect(openStorage(plain).audit.add(note())).rejects.toThrow(/FIELD_KEYS/);
  await expect(openStorage(plain).audit.unsigned(authority, await storage.audit.page(authority, 0, 9))).rejects.toThrow(
    /FIELD_KEYS/,
  );
  await plain.close();
});
