import { randomUUID } from 'node:crypto';
import { setImmediate as nextTick } from 'node:timers/promises';
import { createDeliverer } from '../../src/notices/deliver';
import type { Notice } from '../../src/notices/outbox';
import { NO_REACH, type Installed, type Reach } from '../../src/notices/reach';
import { createReaching } from '../../src/notices/reaching';
import { instantOf } from '../../src/notices/steady-clock';
import type { Person } from '../../src/people/directory';
import { EVERY_TENANT } from '../../src/tenants';
import { aWorld } from '../casework/world';
import { JumpingClock } from '../support/steady-clock';
import { aSender, sentTo } from './a-sender';

/** For so many newcomers who are not urgent Graph is asked at the same time. */
const BOUND = 60;

type House = Awaited<ReturnType<typeof aHouse>>;

let house: House;
beforeEach(async () => {
  house = await aHouse();
});
afterEach(() => house.end());

/** An authority with people whom nobody has met, and a Microsoft Graph that answers when the test says so. */
async function aHouse() {
  const world = await aWorld();
  const { storage, people } = world;
  const { tenantId, authority } = people.officer;
  const steady = new JumpingClock();
  const written: { readonly id: string; readonly afterMs: number }[] = [];
  const asked: { readonly entraId: string; readonly afterMs: number }[] = [];
  let open: (() => void)[] = [];
  let helps = false;
  const sender = aSender(async ({ id }, to) => {
    written.push({ id, afterMs: steady.now() - since });
    return sentTo(to, id);
  });
  const reach: Reach = {
    ...NO_REACH,
    async install({ entraId }): Promise<Installed> {
      asked.push({ entraId, afterMs: steady.now() - since });
      if (!helps) await new Promise<void>((resolve) => void open.push(resolve));
      return { kind: 'installed', conversationId: `chat-${entraId}` };
    },
  };
  const chain = { take: async () => {} };
  const reaching = createReaching({ ...world.deps, reach, chain, home: null, serves: EVERY_TENANT });
  const deliverer = createDeliverer({ ...world.deps, steady, sender, reaching });
  const address = { serviceUrl: 'http://127.0.0.1', botId: 'b', channelId: 'msteams', userId: 'u', greeted: true };
  const met = [people.officer, people.lead];
  for (const { id: recipient } of met)
    await storage.references.save({ ...address, tenantId, recipient, conversationId: `chat-${recipient}` });
  const { id: caseId } = (await world.report()).case;
  await deliverer.deliver();
  written.length = asked.length = 0;
  const since = steady.now();
  return {
    ...{ ...world, steady, deliverer, written, asked, since },
    async newcomers(count: number): Promise<Person[]> {
      const all = Array.from({ length: count }, (_, n) => ({
        ...{
          tenantId,
          authority,
          entraId: randomUUID(),
          name: `Kim Newcomer ${n}`,
          school: null,
        },
        roles: ['caseworker' as const],
      }));
      const known = await storage.directory.savePeople(authority, [...Object.values(people), ...all]);
      return known.filter(({ name }) => name.startsWith('Kim Newcomer'));
    },
    async add({ id: recipient }: Person, over: Partial<Notice> = {}): Promise<string> {
      const notice: Notice = {
        ...{ id: randomUUID(), kind: 'alert', authority, caseId, obligation: 'at-risk-report' },
        ...{ occurrence: randomUUID(), recipient, dueAt: world.clock.now(), urgent: false, ...over },
      };
      await storage.outbox.add([notice]);
      return notice.id;
    },
    graphHelps() {
      helps = true;
      for (const resolve of open) resolve();
      open = [];
    },
    async end() {
      this.graphHelps();
      await deliverer.stop();
    },
  };
}

/** As long as something goes on by itself. */
async function until(isSo: () => boolean): Promise<void> {
  for (let n = 0; n < 5_000 && !isSo(); n += 1) await nextTick();
}
const seconds = (ms: number) => Math.floor(ms / 1000);

describe('while Microsoft Graph answers nothing', () => {
  test.each([50, 200])('the alerts of those who are known go at once, behind %d newcomers', async (count) => {
    const { newcomers, add, people, deliverer, written, clock } = house;
    const before = new Date(Date.parse(clock.now()) - 60_000).toISOString() as Notice['dueAt'];
    for (const person of await newcomers(count)) await add(person, { dueAt: before });
    const known = [await add(people.officer), await add(people.lead)];
    await deliverer.wake();
    await until(() => written.length === known.length);
    expect(written.map(({ id }) => id).sort()).toEqual(known.sort());
    expect(written.map(({ afterMs }) => seconds(afterMs))).toEqual([0, 0]);
  });

  test('an urgent one that comes later does so too', async () => {
    const { newcomers, add, people, deliverer, written, asked, steady } = house;
    for (const person of await newcomers(50)) await add(person);
    await deliverer.wake();
    await until(() => asked.length === 50);
    expect(asked).toHaveLength(50);
    const at = steady.now();
    const urgent = await add(people.officer, { urgent: true });
    await deliverer.wake();
    await until(() => written.length > 0);
    expect(written).toEqual([{ id: urgent, afterMs: at - house.since }]);
  });

  test('a process that stands still for longer than a lease, again and again, keeps its places', async () => {
    const { newcomers, add, people, deliverer, written, steady } = house;
    for (const person of await newcomers(40)) await add(person);
    for (let times = 0; times < 45; times += 1) {
      const urgent = await add(people.officer, { urgent: true });
      await deliverer.wake();
      await until(() => written.some(({ id }) => id === urgent));
      expect(written.map(({ id }) => id)).toContain(urgent);
      steady.moveTo(instantOf(steady.now() + 61_000));
      await deliverer.wake();
      for (let n = 0; n < 30; n += 1) await nextTick();
    }
  });

  test('it is asked for a bounded number at once, and for an urgent newcomer all the same', async () => {
    const { newcomers, add, deliverer, asked, steady, since } = house;
    const [first, ...others] = await newcomers(100);
    for (const person of others) await add(person);
    await deliverer.wake();
    await until(() => asked.length === BOUND);
    await add(first!, { urgent: true });
    await deliverer.wake();
    // All that Graph is asked for one person lasts no longer.
    await until(() => steady.now() - since > 25_000);
    expect(asked.filter(({ afterMs }) => afterMs < 25_000)).toHaveLength(BOUND + 1);
    expect(asked[BOUND]!.entraId).toBe(first!.entraId);
    expect(seconds(asked[BOUND]!.afterMs)).toBe(0);
  });
});

test('all newcomers get theirs, each once, when Microsoft Graph helps again', async () => {
  const { newcomers, add, deliverer, asked, written, graphHelps } = house;
  const ids = [];
  for (const person of await newcomers(100)) ids.push(await add(person));
  await deliverer.wake();
  await until(() => asked.length >= BOUND);
  graphHelps();
  await until(() => written.length === 100);
  expect(written.map(({ id }) => id).sort()).toEqual(ids.sort());
});
