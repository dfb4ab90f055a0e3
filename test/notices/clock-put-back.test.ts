import { setImmediate as nextTick } from 'node:timers/promises';
import { createDeliverer } from '../../src/notices/deliver';
import type { SendOutcome } from '../../src/notices/notice-sender';
import { instantOf } from '../../src/notices/steady-clock';
import { aWorld } from '../casework/world';
import { JumpingClock } from '../support/steady-clock';
import { aSender } from './a-sender';

const SENT: SendOutcome = {
  kind: 'sent',
  receipt: { conversationId: 'c', serviceUrl: 'http://127.0.0.1', activityId: 'a' },
};
const HOUR_MS = 3_600_000;

it('goes on sending when the clock of waits is put back by hours while it is at work', async () => {
  const world = await aWorld();
  const { outbox, references } = world.storage;
  const steady = new JumpingClock();
  const written: string[] = [];
  let arrive = () => {};
  const onItsWay = new Promise<void>((resolve) => (arrive = resolve));
  const sender = aSender(async ({ id }) => {
    written.push(id);
    if (id === 'before') await onItsWay;
    return SENT;
  });
  const { deliver } = createDeliverer({ ...world.deps, steady, sender });
  const add = async (id: string) => {
    const about = { authority: '341', caseId: null, obligation: id, occurrence: '', recipient: `channel:${id}` };
    const address = { conversationId: id, serviceUrl: 'http://127.0.0.1', tenantId: '', botId: 'b', userId: '' };
    await references.save({ ...address, recipient: about.recipient, channelId: 'msteams', greeted: true });
    await outbox.add([{ id, kind: 'agenda', ...about, dueAt: world.clock.now(), urgent: false }]);
  };

  await add('before');
  const delivering = deliver();
  while (written.length === 0) await nextTick();
  steady.putBack(2 * HOUR_MS);
  const began = steady.now();
  await add('after');
  const again = deliver();
  while (!written.includes('after')) await nextTick();
  expect(steady.now() - began).toBeLessThan(60_000);
  arrive();
  await Promise.all([delivering, again]);
  expect((await outbox.byId('after'))!.state).toBe('sent');
});

it('writes nothing an hour later that it had begun before the clock of waits was put back', async () => {
  const world = await aWorld();
  const { outbox, references } = world.storage;
  const steady = new JumpingClock();
  const written: { readonly at: number; readonly marked: boolean }[] = [];
  const sender = aSender(async ({ possibleRepeat }) => {
    written.push({ at: steady.now(), marked: possibleRepeat });
    return SENT;
  });
  // The clock is set while the database gives out the places.
  let isSet = false;
  const setsItsClock: typeof outbox.begin = async (...given) => {
    const begun = await outbox.begin(...given);
    if (!isSet) steady.putBack(HOUR_MS);
    isSet = true;
    return begun;
  };
  const storage = { ...world.storage, outbox: Object.assign(Object.create(outbox), { begin: setsItsClock }) };
  const { deliver } = createDeliverer({ ...world.deps, storage, steady, sender });
  const about = { authority: '341', caseId: null, obligation: 'x', occurrence: '', recipient: 'channel:x' };
  const address = { conversationId: 'x', serviceUrl: 'http://127.0.0.1', tenantId: '', botId: 'b', userId: '' };
  await references.save({ ...address, recipient: about.recipient, channelId: 'msteams', greeted: true });
  await outbox.add([{ id: 'x', kind: 'agenda', ...about, dueAt: world.clock.now(), urgent: false }]);
  const began = steady.now() - HOUR_MS;
  for (let seconds = 1; seconds < 60 && written.length === 0; seconds += 1) {
    await deliver();
    steady.moveTo(instantOf(steady.now() + 1_000));
  }
  expect(written).toHaveLength(1);
  expect(written[0]!.at - began).toBeLessThan(60_000);
});
