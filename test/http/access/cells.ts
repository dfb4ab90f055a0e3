import type { Role } from '../../../src/domain/access/roles';
import { ACTIONS, may, type Action } from '../../../src/domain/access/table';
import type { Person } from '../../../src/people/directory';
import type { Client } from '../../support/client';
import { ABSENT, aWorldOfCases, CASES, type CaseKind, type Ids, type WorldOfCases } from './world';
import { isRefusal, WAYS, type Came, type Way } from './ways';

/** Every cell of the table for one role, asked of the running bot: each action, on each kind of case and on none. */
export function everyCellOf(roles: readonly Role[]): void {
  let world: WorldOfCases;
  beforeAll(async () => (world = await aWorldOfCases()));
  afterAll(() => world.close());

  describe.each(roles)('%s', (role) => {
    let person: Person;
    let client: Client;
    let ids: Readonly<Record<CaseKind, Ids>>;
    beforeAll(async () => {
      person = world.withRole(role);
      client = world.house.as(person);
      const made = await Promise.all(CASES.map(async (kind) => [kind, await world.idsFor(kind, person)] as const));
      ids = Object.fromEntries(made) as Record<CaseKind, Ids>;
    });

    test.each(ACTIONS)('%s', async (action) => {
      const way = WAYS[action];
      const told: Record<string, unknown> = {};
      const meant: Record<string, unknown> = {};
      const { atAll, also, onCase } = way;
      for (const [name, ask] of Object.entries({ ...(atAll && { 'at all': atAll }), ...also })) {
        const came = await since(action, '', () => ask(client, world, person));
        told[name] = came.entries.some(isRefusal) ? 'refused' : 'let in';
        meant[name] = may(person, action, null) ? 'let in' : 'refused';
      }
      if (onCase) {
        const absent = await since(action, ABSENT.reference, () => onCase(client, ABSENT, world));
        for (const kind of CASES) {
          const { reference } = ids[kind];
          const came = await since(action, reference, () => onCase(client, ids[kind], world));
          told[kind] = isThrough(way, came) ? 'through' : 'refused';
          meant[kind] = mayReach(action, way, kind) ? 'through' : 'refused';
          // Whoever may not see it learns no more of it than of one that there is not.
          if (!may(person, 'see-case', world.likeOf(kind)) && meant[kind] === 'refused')
            expect({ kind, told: without(came) }).toEqual({ kind, told: without(absent) });
        }
      }
      expect(told).toEqual(meant);
    });

    const mayReach = (action: Action, { unseen }: Way, kind: CaseKind): boolean =>
      may(person, action, world.likeOf(kind)) && (unseen === true || may(person, 'see-case', world.likeOf(kind)));

    async function since(action: Action, reference: string, ask: () => Promise<string>): Promise<Came> {
      const { audit } = world.house.storage;
      await audit.settled();
      const before = await audit.count(person.authority);
      const text = await ask();
      await audit.settled();
      return { action, reference, text, entries: await audit.page(person.authority, before, 100) };
    }
  });
}

const isThrough = ({ through }: Way, came: Came): boolean => (through ? through(came) : !came.entries.some(isRefusal));

const without = ({ text, reference }: Came): string => text.replaceAll(reference, 'the reference');
