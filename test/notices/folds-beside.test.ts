import { setImmediate as nextTick } from 'node:timers/promises';
import { createDeliverer } from '../../src/notices/deliver';
import type { Person } from '../../src/people/directory';
import { aWorld } from '../casework/world';
import { JumpingClock } from '../support/steady-clock';
import { aSender, sentTo } from './a-sender';

type House = Awaited<ReturnType<typeof aHouse>>;

let house: House;
beforeEach(async () => {
  house = await aHouse();
});
afterEach(() => house.end());

/** Two tracking officers, one of them in a tenant that answers nothing before the test says so. */
async function aHouse() {
  const world = await aWorld();
  const { storage, people } = world;
  const { authority } = people.officer;
  const slowTenant = '22222222-2222-4222-8222-222222222222';
  const entraId = '33333333-3333-4333-8333-3333333333aa';
  const second = { ...people.officer, tenantId: slowTenant, entraId, name: 'Sal Slow' };
  await storage.directory.savePeople(authority, [...Object.values(people), second]);
  const slow = (await storage.directory.personByEntraId(slowTenant, entraId))!;
  const address = { serviceUrl: 'http://127.0.0.1', botId: 'b', channelId: 'msteams', userId: 'u', greeted: true };
  for (const { id: recipient, tenantId } of [slow, people.officer])
    await storage.references.save({ ...address, tenantId, recipient, conversationId: `chat-${recipient}` });

  const written: string[] = [];
  let answer = (): void => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const sender = aSender(async ({ id, recipient, tenantId }, to) => {
    written.push(recipient);
    if (tenantId === slowTenant) await answered;
    return sentTo(to, id);
  });
  const deliverer = createDeliverer({ ...world.deps, steady: new JumpingClock(), sender });
  const { id: caseId } = (await world.report()).case;
  return {
    ...{ ...world, deliverer, slow, quick: people.officer, answer },
    writtenTo: ({ id }: Person) => written.filter((recipient) => recipient === id).length,
    alertsTo: async ({ id }: Person) =>
      (await storage.outbox.ofCase(caseId)).filter(({ recipient }) => recipient === id),
    async end() {
      answer();
      await deliverer.stop();
    },
  };
}

/** As long as something goes on by itself. */
async function until(isSo: () => boolean): Promise<void> {
  for (let n = 0; n < 5_000 && !isSo(); n += 1) await nextTick();
}

test('while one tenant is slow, what falls due is folded for everybody: nobody else waits, and it is told on one card', async () => {
  const { deliverer, slow, quick, writtenTo, alertsTo, at, sweep, answer } = house;
  at('2026-05-05', '08:40');
  await sweep();
  await deliverer.wake();
  await until(() => writtenTo(quick) === 1 && writtenTo(slow) === 1);
  at('2026-05-12', '10:00');
  await sweep();
  await deliverer.wake();
  await until(() => writtenTo(quick) === 2);
  expect([writtenTo(quick), writtenTo(slow)]).toEqual([2, 1]);
  const [first, ...others] = await alertsTo(slow);
  expect(first).toMatchObject({ state: 'sending', folds: 0, foldedInto: null });
  const [lead] = others.filter(({ foldedInto }) => foldedInto === null);
  expect(lead).toMatchObject({ state: 'pending', folds: others.length - 1 });

  answer();
  await deliverer.deliver();
  expect([writtenTo(quick), writtenTo(slow)]).toEqual([2, 2]);
  for (const person of [quick, slow]) {
    const all = await alertsTo(person);
    const sent = all.filter(({ state }) => state === 'sent').map(({ id }) => id);
    expect(sent).toHaveLength(2);
    expect(all.length).toBeGreaterThan(3);
    expect(all.filter(({ id, foldedInto }) => !sent.includes(foldedInto ?? id))).toEqual([]);
  }
});
