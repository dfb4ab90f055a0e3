import { setImmediate as nextTick } from 'node:timers/promises';
import { createDeliverer } from '../../src/notices/deliver';
import { aWorld } from '../casework/world';
import { JumpingClock } from '../support/steady-clock';
import { aSender, sentTo } from './a-sender';

/** Notices for channels of made-up tenants; `onItsWay` keeps the answers of one of them back. */
async function aPostRoom(onItsWay: { readonly tenant: string; readonly answered: Promise<void> } | null = null) {
  const { deps, storage, clock } = await aWorld();
  const written: { id: string; tenant: string }[] = [];
  const listeners: (() => Promise<void>)[] = [];
  const sender = aSender(async ({ id, tenantId: tenant }, to) => {
    written.push({ id, tenant });
    for (const listener of listeners) await listener();
    if (tenant === onItsWay?.tenant) await onItsWay.answered;
    return sentTo(to, id);
  });
  const deliverer = createDeliverer({ ...deps, steady: new JumpingClock(), sender });
  return {
    ...{ deliverer, written, outbox: storage.outbox },
    onWrite: (listener: () => Promise<void>) => void listeners.push(listener),
    async add(tenant: string, ids: readonly string[], urgent = false) {
      for (const id of ids) {
        const about = { authority: '341', caseId: null, obligation: id, occurrence: '', recipient: `channel:${id}` };
        const address = { conversationId: id, serviceUrl: 's', tenantId: tenant, botId: 'b', userId: '' };
        await storage.references.save({ ...address, recipient: about.recipient, channelId: 'msteams', greeted: true });
        await storage.outbox.add([{ id, kind: 'agenda', ...about, dueAt: clock.now(), urgent }]);
      }
    },
  };
}

const many = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}-${n}`);

it('lets what is urgent overtake what waits for its place in the same tenant', async () => {
  const room = await aPostRoom();
  await room.add('', many('calm', 200));
  let isAdded = false;
  room.onWrite(async () => {
    if (isAdded || room.written.length < 40) return;
    isAdded = true;
    await room.add('', ['urgent'], true);
    await room.deliverer.wake();
  });
  await room.deliverer.deliver();
  const place = room.written.findIndex(({ id }) => id === 'urgent');
  expect(room.written).toHaveLength(201);
  // No more than the places that had been given away, one second of a tenant's pace, go out before it.
  expect(place).toBeLessThanOrEqual(40 + 30);
});

it('lets no tenant wait for another that is slow to answer', async () => {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const room = await aPostRoom({ tenant: 'slow', answered });
  await room.add('slow', many('held', 50));
  await room.add('quick', many('sent', 50));
  const delivering = room.deliverer.deliver();
  const sentTo = (tenant: string) => room.written.filter((one) => one.tenant === tenant).length;
  for (let ticks = 0; ticks < 50_000 && sentTo('quick') < 50; ticks += 1) await nextTick();
  expect(sentTo('quick')).toBe(50);
  expect((await room.outbox.byId('held-0'))!.state).toBe('sending');
  answer();
  await delivering;
  expect(sentTo('slow')).toBe(50);
});
