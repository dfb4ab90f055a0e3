import { memoryStorage } from '../../src/memory-storage';
import type { Storage } from '../../src/stores';
import { anAuthority, onTheTrail, type Staff } from '../builders/authority';
import { trailOf } from '../support/trail';
import { runHere } from './run-here';

let storage: Storage;
let people: Staff;
beforeEach(async () => {
  storage = memoryStorage();
  people = await anAuthority(storage, undefined, undefined, onTheTrail);
});

it('takes every role from one person at once, and nothing from anybody else', async () => {
  const { officer } = people;
  const others = (await storage.directory.everybody('341')).filter(({ id }) => id !== officer.id);
  const ran = await runHere(storage, 'withdraw', officer.entraId.toUpperCase());
  expect(ran).toMatchObject({ code: 0, said: `${officer.name} may do nothing here any more.\n` });
  // The only one there was: nobody would get the alerts, and whoever typed it is told.
  expect(ran.warned).toContain('Please look: ');
  expect(await storage.directory.personByEntraId(officer.tenantId, officer.entraId)).toBeNull();
  expect(await storage.directory.everybody('341')).toEqual(others);
  const last = (await trailOf(storage, '341')).at(-1)!;
  expect(last).toMatchObject({ action: 'change-person', outcome: 'done', person: null });
});

it('says so where nobody is meant, and how it is written', async () => {
  const unknown = await runHere(storage, 'withdraw', '00000000-0000-4000-8000-000000000000');
  expect(unknown).toMatchObject({ code: 1, said: '' });
  expect(unknown.warned).toContain('nothing has changed');
  expect(await runHere(storage, 'withdraw')).toMatchObject({ code: 2 });
});
