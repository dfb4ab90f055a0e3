import { randomUUID } from 'node:crypto';
import { setImmediate as nextTick } from 'node:timers/promises';
import { createDeliverer } from '../../src/notices/deliver';
import type { SendOutcome } from '../../src/notices/notice-sender';
import type { Notice } from '../../src/notices/outbox';
import { NO_REACH } from '../../src/notices/reach';
import { createReaching } from '../../src/notices/reaching';
import { EVERY_TENANT } from '../../src/tenants';
import { aWorld } from '../casework/world';
import { JumpingClock } from '../support/steady-clock';
import { aSender } from './a-sender';

const SENT: SendOutcome = {
  kind: 'sent',
  receipt: { conversationId: 'c', serviceUrl: 'http://127.0.0.1', activityId: 'a' },
};
/** As many calls as one lane has under way at most. */
const CROWD = 60;

let endsAll = async (): Promise<void> => {};
// Also where a test has failed half-way.
afterEach(() => endsAll());

/** A deliverer whose calls, and whose word to others, end when the test says so. */
async function aPostRoom() {
  const world = await aWorld();
  const { storage, people } = world;
  const steady = new JumpingClock();
  const written: string[] = [];
  const taken: string[] = [];
  const calls = hanging<SendOutcome>();
  const words = hanging<void>();
  const sender = aSender(({ id }) => {
    written.push(id);
    return calls.next();
  });
  const chain = {
    take: (id: string) => {
      taken.push(id);
      return words.next();
    },
  };
  const reaching = createReaching({ ...world.deps, reach: NO_REACH, chain, home: null, serves: EVERY_TENANT });
  const deliverer = createDeliverer({ ...world.deps, steady, sender, reaching });
  const address = { serviceUrl: 'http://127.0.0.1', botId: 'b', channelId: 'msteams', userId: 'u', greeted: true };
  const { tenantId } = people.officer;
  for (const { id: recipient } of [people.officer, people.lead])
    await storage.references.save({ ...address, tenantId, recipient, conversationId: `chat-${recipient}` });
  const { id: caseId } = (await world.report()).case;
  await deliverer.deliver();
  calls.hang();
  words.hang();
  written.length = taken.length = 0;
  const add = async (recipient: string, over: Partial<Notice> = {}) => {
    const notice: Notice = {
      ...{ id: randomUUID(), kind: 'alert', authority: '341', caseId, obligation: 'at-risk-report' },
      ...{ occurrence: randomUUID(), recipient, dueAt: world.clock.now(), urgent: false, ...over },
    };
    await storage.outbox.add([notice]);
    return notice.id;
  };
  endsAll = async () => {
    calls.end(SENT);
    words.end();
    await deliverer.stop();
  };
  const stateOf = async (id: string) => (await storage.outbox.byId(id))!.state;
  return { ...world, deliverer, written, taken, calls, words, add, stateOf };

  function hanging<T>() {
    let hangs = false;
    let open: ((value: T) => void)[] = [];
    return {
      hang: () => void (hangs = true),
      next: () => (hangs ? new Promise<T>((resolve) => void open.push(resolve)) : Promise.resolve(SENT as T)),
      end: (value: T) => {
        hangs = false;
        for (const resolve of open) resolve(value);
        open = [];
      },
    };
  }
}

/** As long as something goes on by itself. */
async function until(isSo: () => boolean): Promise<void> {
  for (let n = 0; n < 2_000 && !isSo(); n += 1) await nextTick();
}

test('an urgent alert does not wait for word to others that hangs', async () => {
  const { storage, people, deliverer, written, taken, add } = await aPostRoom();
  const { tenantId, authority } = people.officer;
  const unseen = Array.from({ length: CROWD }, (_, n) => ({
    ...{
      tenantId,
      authority,
      entraId: randomUUID(),
      name: `Kim Unseen ${n}`,
      school: null,
      roles: ['caseworker' as const],
    },
  }));
  await storage.directory.savePeople(authority, [...Object.values(people), ...unseen]);
  for (const { entraId } of unseen) await add((await storage.directory.personByEntraId(tenantId, entraId))!.id);
  await deliverer.wake();
  await until(() => taken.length === CROWD);
  expect(taken).toHaveLength(CROWD);
  const urgent = await add(people.officer.id, { urgent: true });
  await deliverer.wake();
  await until(() => written.length > 0);
  expect(written).toEqual([urgent]);
});

test('stopping begins nothing more, and waits for what is under way and for what follows from it', async () => {
  const { people, deliverer, written, taken, calls, words, add, stateOf } = await aPostRoom();
  const underWay = await add(people.officer.id);
  await deliverer.wake();
  await until(() => written.length === 1);
  // The second one for the same person waits for its turn.
  const [next, other] = [await add(people.officer.id), await add(people.lead.id)];
  let isStopped = false;
  const stopped = deliverer.stop().then(() => (isStopped = true));
  await deliverer.wake();
  expect(await deliverer.deliver()).toBe(0);
  await until(() => isStopped);
  expect([isStopped, written]).toEqual([false, [underWay]]);

  calls.end({ kind: 'dead', error: '400 BadSyntax' });
  await until(() => isStopped);
  expect([isStopped, taken]).toEqual([false, [underWay]]);
  words.end();
  await stopped;
  expect(written).toEqual([underWay]);
  expect(await Promise.all([underWay, next, other].map(stateOf))).toEqual(['dead', 'pending', 'pending']);
});
