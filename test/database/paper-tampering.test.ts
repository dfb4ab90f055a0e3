import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { sealAnew } from '../../src/database/sealing/rotate';
import { flawsIn } from '../../src/records/audit/verify';
import type { Storage } from '../../src/stores';
import { aKeptCase, type KeptCase } from '../contract/a-kept-case';
import { aCase, fresh } from '../contract/cases';
import { botPlace, databases, type BotPlace, type TestDatabase } from '../support/databases';
import { FIELD_KEYS } from '../support/field-keys';

const REFUSED = { code: '23001' };

const found = async (authority: string, { audit }: Storage) => {
  const flaws: string[] = [];
  for await (const { kind, seq, says } of flawsIn(authority, audit)) flaws.push(`${kind} ${seq}: ${says}`);
  return flaws;
};

/** What the owner of the database can do to papers, with their triggers and without them; and how it is found. */
describe.each(databases)('in %s', (_name, open) => {
  let database: TestDatabase;
  let storage: Storage;
  let authority: string;
  let one: KeptCase;
  let other: KeptCase;
  beforeAll(async () => {
    database = await open();
    storage = openStorage(database);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    authority = fresh('authority');
    [one, other] = [await aKeptCase(storage, { authority }), await aKeptCase(storage, { authority })];
    expect(await found(authority, storage)).toEqual([]);
  });

  const sql = (text: string) => database.client.$executeRawUnsafe(text);
  const behindTheTriggers = async (statement: string) => {
    await sql('alter table papers disable trigger user');
    await sql(statement);
    await sql('alter table papers enable trigger user');
  };
  const ofOne = () => `where id = '${one.paper.id}'`;

  test.each([
    `update papers set file_name = 'other.pdf'`,
    `update papers set bytes = 'x'`,
    `update papers set bytes = '{"protected":"a","iv":"b","ciphertext":"c","tag":"d"}', sealed = true, file_name = 'x'`,
    `update papers set salt = ''`,
    'delete from papers',
    'truncate papers',
  ])('the triggers refuse: %s', async (statement) => {
    await expect(sql(statement)).rejects.toMatchObject(REFUSED);
  });

  test.each([
    ['file_name', `'other.pdf'`],
    ['kind', `'case-json'`],
    ['media_type', `'text/html'`],
    ['made_by', `'kim'`],
    ['made_at', `made_at + interval '1 ms'`],
    ['sha256', `'${'0'.repeat(64)}'`],
    ['in_full', 'false'],
    ['of_authority', 'false'],
    ['salt', `''`],
  ])('a paper with another %s is found', async (column, value) => {
    await behindTheTriggers(`update papers set ${column} = ${value} ${ofOne()}`);
    expect((await found(authority, storage))[0]).toBe(
      `paper 2: tells of the paper ${one.paper.id}, which on case ${one.theCase.id} was changed: ` +
        'its name, who made it and when, whose it is, or its hash',
    );
  });

  test('a paper that was put on another case is found', async () => {
    await behindTheTriggers(`update papers set case_id = '${other.theCase.id}' ${ofOne()}`);
    expect((await found(authority, storage))[0]).toContain(
      `paper 2: tells of the paper ${one.paper.id}, which on case`,
    );
  });

  test.each([
    ['the words of another', `(select bytes from papers where id = 'other')`],
    ['words of their own', `'%PDF forged'`],
  ])('a paper that holds %s is found', async (_what, bytes) => {
    const theirs = bytes.replace(`'other'`, `'${other.paper.id}'`);
    await behindTheTriggers(`update papers set bytes = ${theirs} ${ofOne()}`);
    const says = 'holds other bytes than were put there when it was made';
    expect(await found(authority, storage)).toEqual([`paper null: the paper ${one.paper.id} ${says}`]);
  });

  test('a paper that was taken away, or put in beside the others, is found', async () => {
    await behindTheTriggers(`delete from papers ${ofOne()}`);
    const missing = `paper 2: tells of the paper ${one.paper.id}, which is missing on case ${one.theCase.id}`;
    expect(await found(authority, storage)).toEqual([missing]);
    const { bytes, ...row } = (await storage.papers.byId(other.paper.id))!;
    const id = randomUUID();
    await storage.papers.add({ ...row, id, bytes });
    const says = `on case ${other.theCase.id} was put in: no entry tells that it was made`;
    expect(await found(authority, storage)).toEqual([missing, `paper null: the paper ${id} ${says}`]);
  });
});

test('a paper that is sealed later is still the one that was made, and one that was changed before is not', async () => {
  const [, open] = databases[1]!;
  const database = await open(null);
  const plain = openStorage(database);
  const authority = fresh('authority');
  const [one, other] = [await aKeptCase(plain, { authority }), await aKeptCase(plain, { authority })];
  await database.client.$executeRawUnsafe('alter table papers disable trigger user');
  await database.client.$executeRawUnsafe(`update papers set bytes = 'forged' where id = '${other.paper.id}'`);
  await database.client.$executeRawUnsafe('alter table papers enable trigger user');
  const sealed = await openDatabase(database.place, { fieldKeys: FIELD_KEYS });
  await sealAnew(sealed, sealed.sealing.ring!, '2026-04-27T08:00:00.000Z');
  expect(await sealed.client.paper.count({ where: { sealed: true } })).toBe(2);
  expect(Buffer.from((await openStorage(sealed).papers.byId(one.paper.id))!.bytes)).toEqual(one.paper.bytes);
  const says = 'holds other bytes than were put there when it was made';
  expect(await found(authority, openStorage(sealed))).toEqual([`paper null: the paper ${other.paper.id} ${says}`]);
  await sealed.close();
  await database.close();
});

describe('with the bot’s own role', () => {
  let place: BotPlace;
  let bot: Database;
  beforeAll(async () => {
    place = await botPlace(false);
    bot = await openDatabase(place.place, { fieldKeys: FIELD_KEYS });
  });
  afterAll(async () => {
    await bot.close();
    await place.remove();
  });

  test('a paper that was put in is found', async () => {
    const storage = openStorage(bot);
    const { theCase, paper } = await aKeptCase(storage, aCase());
    await bot.client.$executeRawUnsafe(`
      insert into papers (id, case_id, kind, file_name, media_type, sha256, made_by, made_at, sealed, bytes)
      select 'put-in', case_id, kind, file_name, media_type, sha256, made_by, made_at, sealed, bytes
      from papers where id = '${paper.id}'`);
    const flaws = await found(theCase.authority, storage);
    expect(flaws[0]).toBe(
      `paper null: the paper put-in on case ${theCase.id} was put in: no entry tells that it was made`,
    );
  });
});
