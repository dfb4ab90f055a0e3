import { randomUUID } from 'node:crypto';
import type { HandoutTicket } from '../../src/records/handouts/handout-store';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';

const ISSUED = '2026-04-27T09:00:00.000Z';
const EXPIRES = '2026-04-27T09:10:00.000Z';

const aTicket = (order: HandoutTicket['order']): HandoutTicket => ({
  ...{ hash: randomUUID(), personId: randomUUID(), expiresAt: EXPIRES, order },
});
const REGISTER = {
  kind: 'register-pdf',
  on: '2026-04-27',
  by: 'risk',
  reason: 'appeal',
  risk: 'high',
  school: '999001',
} as const;

describe.each(storages)('tickets for handouts in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  test.each([REGISTER, { kind: 'census-csv', on: '2026-01-15' } as const])(
    'are kept with what is wanted, and used once: $kind',
    async (order) => {
      const ticket = aTicket(order);
      await storage.handouts.issue(ticket);
      expect(await storage.handouts.valid(ticket.hash, ISSUED)).toEqual(ticket);
      expect(await storage.handouts.use(ticket.hash, ISSUED)).toEqual(ticket);
      expect(await storage.handouts.use(ticket.hash, ISSUED)).toBeNull();
      expect(await storage.handouts.valid(ticket.hash, ISSUED)).toBeNull();
    },
  );

  test('end at their moment, and an unknown one is none', async () => {
    const ticket = aTicket(REGISTER);
    await storage.handouts.issue(ticket);
    expect(await storage.handouts.valid(ticket.hash, EXPIRES)).toBeNull();
    expect(await storage.handouts.use(ticket.hash, EXPIRES)).toBeNull();
    expect(await storage.handouts.use(randomUUID(), ISSUED)).toBeNull();
  });

  test('of several who use one at once, one gets it', async () => {
    const ticket = aTicket(REGISTER);
    await storage.handouts.issue(ticket);
    const came = await Promise.all([1, 2, 3].map(() => storage.handouts.use(ticket.hash, ISSUED)));
    expect(came.filter((one) => one !== null)).toEqual([ticket]);
  });

  test('go back with the transaction in which they were used', async () => {
    const ticket = aTicket(REGISTER);
    await storage.handouts.issue(ticket);
    await expect(
      storage.transaction(async ({ handouts }) => {
        await handouts.use(ticket.hash, ISSUED);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await storage.handouts.valid(ticket.hash, ISSUED)).toEqual(ticket);
  });
});
