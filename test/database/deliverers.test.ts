import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { wallClock } from '../../src/clock';
import { openDatabase } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { createDeliverer, type Deliverer } from '../../src/notices/deliver';
import type { NoticeSender } from '../../src/notices/notice-sender';
import type { Notice } from '../../src/notices/outbox';
import { instantOf, startSteadyClock, type RunningClock } from '../../src/notices/steady-clock';
import type { Storage } from '../../src/stores';
import { databases, type TestDatabase } from '../support/databases';
import { FIELD_KEYS } from '../support/field-keys';

/** Longer ago than any lease. */
const LONG_AGO_MS = 600_000;

interface Sent {
  readonly id: string;
  readonly tenant: string;
  readonly at: number;
  readonly repeat: boolean;
}

let database: TestDatabase;
let other: Awaited<ReturnType<typeof openDatabase>>;
let clocks: RunningClock[];
let sent: Sent[];

beforeAll(async () => {
  database = await databases[1]![1]();
  other = await openDatabase(database.place, { fieldKeys: FIELD_KEYS });
  clocks = [await startSteadyClock(() => database.time()), await startSteadyClock(() => other.time())];
});
beforeEach(() => {
  sent = [];
});
afterAll(async () => {
  for (const clock of clocks) clock.stop();
  await other.close();
  await database.close();
});

/** A channel of a tenant of its own for each, so that nobody has to be in the directory. */
async function waitingFor(storage: Storage, tenant: string, count: number): Promise<Notice[]> {
  const notices = Array.from({ length: count }, (_, n): Notice => {
    const recipient = `channel:${tenant}-${n}`;
    const about = { authority: tenant, caseId: null, obligation: `agenda:${n}`, occurrence: '', recipient };
    return { id: randomUUID(), kind: 'agenda', ...about, dueAt: '2026-04-27T08:00:00.000Z', urgent: false };
  });
  for (const { recipient } of notices) {
    const address = { conversationId: recipient, serviceUrl: 's', tenantId: tenant, botId: 'b', userId: '' };
    await storage.references.save({ ...address, recipient, channelId: 'msteams', greeted: true });
  }
  await storage.outbox.add(notices);
  return notices;
}

function aDeliverer(storage: Storage, steady: RunningClock) {
  const sender: NoticeSender = {
    ready: async () => null,
    correct: async () => ({ kind: 'dead', error: 'unchanged' }),
    prepare: async ({ id, tenantId: tenant, possibleRepeat: repeat }, { conversationId, serviceUrl }) => ({
      kind: 'ready',
      write: async () => {
        sent.push({ id, tenant, at: performance.now(), repeat });
        return { kind: 'sent', receipt: { conversationId, serviceUrl, activityId: id } };
      },
    }),
  };
  const log = pino({ level: 'silent' });
  return createDeliverer({ storage, sender, clock: wallClock, steady, log });
}

/** On a busy machine a call may miss its moment, and has to wait for another. */
async function untilNothingWaits({ outbox }: Storage, { deliver }: Deliverer): Promise<void> {
  const next = () => outbox.earliestPending(instantOf(0));
  for (let at = await next(); at; at = await next()) {
    const due = Date.parse(at);
    await new Promise<void>((resolve) => void clocks[0]!.alarm(due, resolve));
    await deliver();
  }
}

test('two instances on one database send each notice once, and together keep to the pace of a tenant', async () => {
  const [here, there] = [openStorage(database), openStorage(other)];
  const notices = [...(await waitingFor(here, 'tenant-a', 45)), ...(await waitingFor(here, 'tenant-b', 10))];
  const [one, two] = [aDeliverer(here, clocks[0]!), aDeliverer(there, clocks[1]!)];
  await Promise.all([one.deliver(), two.deliver()]);
  await untilNothingWaits(here, one);
  expect(sent.map(({ id }) => id).sort()).toEqual(notices.map(({ id }) => id).sort());
  const ofA = sent.filter(({ tenant }) => tenant === 'tenant-a').map(({ at }) => at);
  const within = ofA.map((end) => ofA.filter((at) => at <= end && at > end - 1_000).length);
  expect(Math.max(...within)).toBeLessThanOrEqual(30);
  expect((await here.outbox.attemptsOf(notices[0]!.id)).at(-1)).toMatchObject({ outcome: 'sent' });
});

test('what a killed instance had in hand is sent when its lease has ended: marked if it had begun, and only then', async () => {
  const storage = openStorage(database);
  const [begun, claimed] = await waitingFor(storage, 'tenant-c', 2);
  const then = clocks[0]!.now() - LONG_AGO_MS;
  const [first] = await storage.outbox.claim('tenant-c', instantOf(then), instantOf(then + 60_000), 1);
  await storage.outbox.begin('tenant-c', [{ ...first!, thread: first!.recipient }], () => then, 60_000);
  await storage.outbox.claim('tenant-c', instantOf(then), instantOf(then + 60_000), 1);
  const [held] = await waitingFor(storage, 'tenant-d', 1);
  const now = clocks[0]!.now();
  await storage.outbox.claim('tenant-d', instantOf(now), instantOf(now + 3_600_000), 1);
  await aDeliverer(storage, clocks[0]!).deliver();
  expect(Object.fromEntries(sent.map(({ id, repeat }) => [id, repeat]))).toEqual({
    [begun!.id]: true,
    [claimed!.id]: false,
  });
  expect((await storage.outbox.byId(held!.id))!.state).toBe('claimed');
});

test('what waits about a case that is moving is taken once it has moved, so that no card says what was so before', async () => {
  const [here, there] = [openStorage(database), openStorage(other)];
  const recipient = 'channel:moving';
  const address = { conversationId: recipient, serviceUrl: 's', tenantId: 'tenant-e', botId: 'b', userId: '' };
  await here.references.save({ ...address, recipient, channelId: 'msteams', greeted: true });
  const about = { authority: 'tenant-e', caseId: 'moving', obligation: 'day-6', occurrence: 'first', recipient };
  const id = randomUUID();
  await here.outbox.add([{ id, kind: 'alert', ...about, dueAt: '2026-04-27T08:00:00.000Z', urgent: false }]);
  const [now, leaseUntil] = [instantOf(clocks[0]!.now()), instantOf(clocks[0]!.now() + 60_000)];
  const claim = () => there.outbox.claim('tenant-e', now, leaseUntil, 10);
  await here.transaction(async (stores) => {
    await stores.outbox.caseMoved('moving', 'tenant-e', '2026-04-27T08:01:00.000Z');
    expect(await claim()).toEqual([]);
  });
  expect((await claim()).map((taken) => taken.id)).toEqual([id]);
});
