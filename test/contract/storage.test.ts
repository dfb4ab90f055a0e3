import { randomUUID } from 'node:crypto';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { aCase, fact, fresh, keys } from './cases';

const aNotice = (caseId: string) => ({
  id: randomUUID(),
  kind: 'alert' as const,
  authority: '341',
  caseId,
  obligation: 'at-risk',
  occurrence: 'f1',
  recipient: 'ed',
  dueAt: '2026-04-27T08:00:00.000Z' as const,
  urgent: true,
});

describe.each(storages)('a transaction in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  let calls = 0;
  beforeAll(async () => {
    opened = await open(() => (calls += 1));
    storage = opened.storage;
  });
  beforeEach(() => (calls = 0));
  afterAll(() => opened.close());

  test('keeps what it did in all stores, and answers', async () => {
    const theCase = aCase();
    const answer = await storage.transaction(async (stores) => {
      await stores.cases.open(theCase, keys(), null);
      await stores.settings.set('a', '1');
      return stores.cases.byId(theCase.id);
    });
    expect(answer).toEqual(theCase);
    expect(await storage.cases.byId(theCase.id)).toEqual(theCase);
    expect(await storage.settings.get('a')).toBe('1');
  });

  test('that fails leaves nothing, and its error comes through', async () => {
    const theCase = aCase();
    await storage.cases.open(theCase, keys(), '2026-04-28T07:30:00.000Z');
    const name = fresh('setting');
    const notice = aNotice(theCase.id);
    const failing = storage.transaction(async (stores) => {
      await stores.cases.append(theCase.id, 1, [fact()], keys({ open: false }), null);
      await stores.outbox.add([notice]);
      await stores.settings.set(name, '1');
      await stores.references.save({
        recipient: name,
        conversationId: 'c',
        serviceUrl: 's',
        tenantId: 't',
        botId: 'b',
        channelId: 'msteams',
        userId: 'u',
        greeted: true,
      });
      await stores.directory.savePeople(name, [
        { tenantId: name, entraId: name, name: 'A', authority: name, school: null, roles: ['caseworker'] },
      ]);
      throw new TypeError('half-way');
    });
    await expect(failing).rejects.toThrow(TypeError);
    expect(await storage.cases.byId(theCase.id)).toEqual(theCase);
    expect(await storage.outbox.byId(notice.id)).toBeNull();
    expect(await storage.settings.get(name)).toBeNull();
    expect(await storage.references.of(name)).toBeNull();
    expect(await storage.directory.personByEntraId(name, name)).toBeNull();
    expect(calls).toBe(0);
  });

  test('tells of new deliveries once, after it is committed', async () => {
    const caseId = fresh('case');
    await storage.transaction(async ({ outbox }) => {
      await outbox.add([aNotice(caseId)]);
      await outbox.add([{ ...aNotice(caseId), recipient: 'flo' }]);
      expect(calls).toBe(0);
    });
    expect(calls).toBe(1);
    await storage.transaction(({ outbox }) => outbox.add([aNotice(caseId)]));
    expect(calls).toBe(1);
    await storage.outbox.add([{ ...aNotice(caseId), recipient: 'gus' }]);
    expect(calls).toBe(2);
  });

  test('waits its turn: twenty at once all go through', async () => {
    const name = fresh('counter');
    await storage.settings.set(name, '0');
    const theCase = aCase();
    await storage.cases.open(theCase, keys(), null);
    const addOne = async (): Promise<void> => {
      const done = await storage.transaction(async ({ cases }) => {
        const { version } = (await cases.byId(theCase.id))!;
        return cases.append(theCase.id, version, [fact()], keys(), null);
      });
      if (!done) return addOne();
    };
    await Promise.all(Array.from({ length: 20 }, addOne));
    expect((await storage.cases.byId(theCase.id))!.facts).toHaveLength(21);
  });
});
