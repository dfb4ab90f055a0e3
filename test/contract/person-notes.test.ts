import { randomUUID } from 'node:crypto';
import { takeIn, type NewPerson } from '../../src/people/import/people';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { trailOf } from '../support/trail';
import { fresh } from './cases';

const AT = '2026-04-27T08:00:00.000Z';

describe.each(storages)('what the trail says of people in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  let authority: string;
  let ash: NewPerson;
  let bo: NewPerson;
  beforeAll(async () => {
    opened = await open();
    ({ storage } = opened);
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    authority = fresh('authority');
    const here = { tenantId: 't1', authority, school: null };
    ash = { ...here, entraId: randomUUID(), name: 'Ash Lead', roles: ['caseworker'] };
    bo = { ...here, entraId: randomUUID(), name: 'Bo Guard', roles: ['auditor'] };
  });

  const imported = (people: readonly NewPerson[], of = authority) =>
    storage.transaction((stores) => takeIn(of, people, AT, stores));
  const idOf = async ({ tenantId, entraId }: NewPerson) =>
    (await storage.directory.personByEntraId(tenantId, entraId))!.id;
  const last = async (of = authority) => (await trailOf(storage, of)).at(-1)!;

  test('who is new, what of whom is another, who has left and who is back: fields by name, digests, and no word', async () => {
    await imported([ash, bo]);
    const id = await idOf(ash);
    const who = [`person:${id}`, `entra:${ash.entraId}`];
    const first = (await trailOf(storage, authority)).find(({ fields }) => fields[0] === who[0])!;
    expect(first).toMatchObject({ action: 'change-person', outcome: 'done', at: AT, person: null, cases: [] });
    expect(first).toMatchObject({ fields: [...who, 'new'], before: null, from: null, to: null });
    expect(first.after).toMatch(/^[0-9a-f]{64}$/);
    await imported([{ ...ash, name: 'Ash North', school: '999901', roles: ['head-teacher'] }, bo]);
    const second = await last();
    expect(second).toMatchObject({ fields: [...who, 'name', 'school', 'roles'], before: first.after });
    await imported([bo]);
    expect(await last()).toMatchObject({ fields: [...who, 'left'], before: second.after });
    await imported([ash, bo]);
    expect(await last()).toMatchObject({ fields: [...who, 'name', 'school', 'left', 'roles'], after: first.after });
    expect(JSON.stringify(await trailOf(storage, authority))).not.toContain('Ash');
  });

  test('nothing where nothing is another than before, in whatever order their roles are', async () => {
    await imported([{ ...ash, roles: ['auditor', 'caseworker'] }, bo]);
    await imported([{ ...ash, roles: ['caseworker', 'auditor'] }, bo]);
    expect(await trailOf(storage, authority)).toHaveLength(2);
  });

  test('who goes to another authority, on the trails of both', async () => {
    await imported([ash, bo]);
    const there = fresh('authority');
    await imported([{ ...ash, authority: there }], there);
    const fields = [`person:${await idOf(ash)}`, `entra:${ash.entraId}`, 'authority'];
    const came = await last(there);
    expect(came).toMatchObject({ fields, action: 'change-person' });
    expect(await last()).toMatchObject({ fields: [...fields, 'moved-away'], after: came.after });
  });
});
