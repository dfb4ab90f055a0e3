import { casesTogether } from '../../src/casework/cases-together';
import { UnreadableFact } from '../../src/casework/readable-facts';
import { openStorage } from '../../src/database/prisma-storage';
import { aCase, fact, fresh, keys } from '../contract/cases';
import { databases, type TestDatabase } from '../support/databases';

describe.each(databases)('a case that cannot be read, in %s', (_name, open) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('is left out of lists, and told of by its id; asked for by itself it is an error', async () => {
    const told: string[] = [];
    const storage = openStorage(database, undefined, (id) => told.push(id));
    const authority = fresh('authority');
    const since = '2026-04-27T07:00:00.000Z';
    const closing = () => fact({ kind: 'closed', reason: 'returned', note: '' });
    const [readable, broken] = [aCase({ authority }), aCase({ authority })];
    const [closed, closedBroken] = [1, 2].map(() => aCase({ authority, facts: [fact(), closing()] })) as [
      typeof broken,
      typeof broken,
    ];
    for (const one of [readable, broken]) await storage.cases.open(one, keys(), null);
    for (const one of [closed, closedBroken]) await storage.cases.open(one, keys({ open: false }), null);
    // as a later version may have written it
    for (const { id } of [broken, closedBroken]) {
      await database.prisma.$executeRaw`
        insert into facts (case_id, seq, id, kind, recorded_at, recorded_by, data)
        values (${id}, 3, 'f', 'something-new', now(), 'p', '{"name":"Ashdown"}')`;
    }

    expect(await storage.cases.openCases(authority, null)).toEqual([readable]);
    expect(told).toEqual([broken.id]);
    expect(await storage.transaction(({ cases }) => cases.closedSince(authority, since))).toEqual([closed]);
    expect(told).toEqual([broken.id, closedBroken.id]);
    await expect(storage.cases.byId(broken.id)).rejects.toThrow(UnreadableFact);
    await expect(storage.cases.byReference(authority, broken.reference)).rejects.toThrow(UnreadableFact);
    await expect(storage.cases.byId(broken.id)).rejects.not.toThrow('Ashdown');
  });

  test('asked for together with others it is an error for who asked for it, and what there is not is none', async () => {
    const storage = openStorage(database, undefined, () => {});
    const authority = fresh('authority');
    const [readable, broken] = [aCase({ authority }), aCase({ authority })];
    for (const one of [readable, broken]) await storage.cases.open(one, keys(), null);
    await database.prisma.$executeRaw`
      insert into facts (case_id, seq, id, kind, recorded_at, recorded_by, data)
      values (${broken.id}, 3, 'f', 'something-new', now(), 'p', '{}')`;
    const caseOf = casesTogether(storage.cases);
    const asked = [readable.id, broken.id, fresh('nobody')].map((id) => caseOf(id));
    const [found, unreadable, none] = await Promise.allSettled(asked);
    expect(found).toEqual({ status: 'fulfilled', value: readable });
    expect(unreadable).toMatchObject({ status: 'rejected', reason: expect.any(UnreadableFact) });
    expect(none).toEqual({ status: 'fulfilled', value: null });
  });
});
