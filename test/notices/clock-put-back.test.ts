import { setImmediate as nextTick } from 'node:timers/promises';
import { createDeliverer } from '../../src/notices/deliver';
import type { NoticeSender, SendOutcome } from '../../src/notices/notice-sender';
import { aWorld } from '../casework/world';
import { JumpingClock } from '../support/steady-clock';

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
  const sender: NoticeSender = {
    ready: async () => null,
    correct: async () => ({ kind: 'dead', error: 'unchanged' }),
    prepare: async ({ id }) => ({
      kind: 'ready',
      write: async () => {
        written.push(id);
        if (id === 'before') await onItsWay;
        return SENT;
      },
    }),
  };
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
