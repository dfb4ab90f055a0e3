import { DEMO_TENANT, FACES } from '../../src/demo/faces';
import { loadDemo } from '../../src/demo/load-demo';
import type { Stores } from '../../src/stores';
import { storages } from '../support/databases';

describe.each(storages)('the demo in %s', (_, open) => {
  it('comes as a whole or not at all', async () => {
    const opened = await open();
    const { storage } = opened;
    const half = {
      ...storage,
      transaction: <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
        storage.transaction(async (stores) => {
          await work(stores);
          throw new Error('the machine was switched off');
        }),
    };
    await expect(loadDemo(half, '2026-04-27T07:30:00.000Z')).rejects.toThrow('switched off');
    expect(await storage.directory.authorities()).toEqual([]);
    expect(await loadDemo(storage, '2026-04-27T07:30:00.000Z')).toBe(true);
    expect(await storage.directory.personByEntraId(DEMO_TENANT, FACES[0]!.entraId)).not.toBeNull();
    expect(await storage.directory.calendarEntries('341')).toHaveLength(20);
    expect(await loadDemo(storage, '2026-04-27T07:30:00.000Z')).toBe(false);
    await opened.close();
  });
});
