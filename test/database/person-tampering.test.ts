import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { takeIn, type NewPerson } from '../../src/people/import/people';
import { flawsIn } from '../../src/records/audit/verify';
import type { Storage } from '../../src/stores';
import { fresh } from '../contract/cases';
import { botPlace, type BotPlace } from '../support/databases';
import { FIELD_KEYS } from '../support/field-keys';

const AT = '2026-04-27T08:00:00.000Z';

let place: BotPlace;
let bot: Database;
let storage: Storage;
let authority: string;
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

const found = async (of = authority) => {
  const flaws: string[] = [];
  for await (const { kind, seq, says } of flawsIn(of, storage.audit)) flaws.push(`${kind} ${seq}: ${says}`);
  return flaws;
};
const somebody = (over: Partial<NewPerson> = {}): NewPerson => ({
  ...{ tenantId: 't1', entraId: randomUUID(), name: 'Ash Lead', authority, school: null, roles: ['caseworker'] },
  ...over,
});
const imported = (people: readonly NewPerson[], of = authority) =>
  storage.transaction((stores) => takeIn(of, people, AT, stores));
const idOf = async ({ tenantId, entraId }: NewPerson) =>
  (await storage.directory.personByEntraId(tenantId, entraId))!.id;

describe('a person whom the bot’s own role of the database', () => {
  let ash: NewPerson;
  let bo: NewPerson;
  let id: string;
  beforeEach(async () => {
    authority = fresh('authority');
    [ash, bo] = [somebody(), somebody({ name: 'Bo Guard', roles: ['panel-member', 'auditor'] })];
    await imported([ash, bo]);
    await imported([{ ...ash, roles: ['administrator'] }, bo]);
    id = await idOf(ash);
    expect(await found()).toEqual([]);
  });
  const CHANGED =
    'was changed by no import: their authority, school, roles or name, who they are in Entra, or that they have left';

  test.each([
    ['roles', `'{administrator,service-manager}'`],
    ['roles', `'{}'`],
    ['school', `'999901'`],
    ['name', `'Kim Forger'`],
    ['entra_id', `'another'`],
    ['tenant_id', `'t2'`],
    ['authority', `'999'`],
    ['"left"', 'true'],
  ])('gives another %s (%s) is found', async (column, value) => {
    await sql(`update people set ${column} = ${value} where id = '${id}'`);
    expect(await found()).toEqual([`person 3: tells of the person ${id}, who ${CHANGED}`]);
    if (column !== 'authority') return;
    expect(await found('999')).toEqual([
      `person null: the person ${id} was put in: no entry tells that they were imported`,
    ]);
  });

  test('changes is found by the entry of the import that puts it right', async () => {
    await sql(`update people set roles = '{service-manager}' where id = '${id}'`);
    await imported([{ ...ash, roles: ['administrator'] }, bo]);
    const says = 'had been changed by no import before the one that this entry is of';
    expect(await found()).toEqual([`person 4: tells of the person ${id}, who ${says}`]);
  });

  test('lets in again after they have left is found', async () => {
    await imported([bo]);
    expect(await found()).toEqual([]);
    await sql(`update people set "left" = false where id = '${id}'`);
    expect(await found()).toEqual([`person 4: tells of the person ${id}, who ${CHANGED}`]);
  });

  test('puts in is found', async () => {
    await sql(`insert into people (id, tenant_id, entra_id, name, authority, roles)
      values ('${authority}-kim', 't1', '${randomUUID()}', 'Kim', '${authority}', '{service-manager}')`);
    expect(await found()).toEqual([
      `person null: the person ${authority}-kim was put in: no entry tells that they were imported`,
    ]);
  });

  test('puts in is found by the entry of the import that shows them out again', async () => {
    await sql(`insert into people (id, tenant_id, entra_id, name, authority, roles)
      values ('${authority}-kim', 't1', '${randomUUID()}', 'Kim', '${authority}', '{service-manager}')`);
    await imported([{ ...ash, roles: ['administrator'] }, bo]);
    const [flaw, ...others] = await found();
    expect(flaw).toContain(`the person ${authority}-kim, who had been changed by no import before the one`);
    expect(others).toEqual([]);
  });

  test('is no flaw by being away, by the same import once more, or with roles in another order', async () => {
    await storage.directory.setAway(id, { since: AT, until: '2026-05-03', backAt: null });
    const before = await storage.audit.count(authority);
    await imported([
      { ...ash, roles: ['administrator'] },
      { ...bo, roles: ['auditor', 'panel-member'] },
    ]);
    expect(await storage.audit.count(authority)).toBe(before);
    expect(await found()).toEqual([]);
  });

  test('takes back to an authority that they have left for another is found', async () => {
    const there = fresh('authority');
    await imported([{ ...ash, authority: there }], there);
    expect([await found(), await found(there)]).toEqual([[], []]);
    await sql(`update people set authority = '${authority}' where id = '${id}'`);
    expect(await found()).toEqual([`person 4: tells of the person ${id}, who ${CHANGED}`]);
    expect(await found(there)).toEqual([`person 1: tells of the person ${id}, who ${CHANGED}`]);
  });
});
