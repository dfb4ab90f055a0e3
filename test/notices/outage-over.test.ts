import type { FinishedCall } from '../../src/notices/calls';
import { createDeliverer } from '../../src/notices/deliver';
import { instantOf } from '../../src/notices/steady-clock';
import { aWorld } from '../casework/world';
import { JumpingClock } from '../support/steady-clock';
import { aSender } from './a-sender';

const TENANT = 'a tenant';
const ABOUT = { authority: '341', caseId: null, obligation: 'agenda', occurrence: '', recipient: 'channel:one' };
const ADDRESS = { conversationId: 'one', serviceUrl: 's', tenantId: TENANT, botId: 'b', userId: '' };

/** In a chat of which nobody ever says clearly that it was written to. */
async function unclear(tries: number) {
  const { deps, storage, clock } = await aWorld();
  const steady = new JumpingClock();
  const sender = aSender(async () => ({ kind: 'ambiguous', error: 'status 502' }));
  const { deliver } = createDeliverer({ ...deps, steady, sender });
  await storage.references.save({ ...ADDRESS, recipient: ABOUT.recipient, channelId: 'msteams', greeted: true });
  await storage.outbox.add([{ id: 'n', kind: 'agenda', ...ABOUT, dueAt: clock.now(), urgent: false }]);
  const tried = async () => {
    await deliver();
    const { notBefore, attempts } = (await storage.outbox.byId('n'))!;
    return { attempts, waits: (Date.parse(notBefore) - steady.now()) / 60_000, notBefore };
  };
  for (let n = 1; n < tries; n += 1) steady.moveTo((await tried()).notBefore);
  return { tried, steady, outbox: storage.outbox };
}

const AN_HOUR_AT_LEAST = 45;

test('what is without a clear answer for long is tried hourly, and after an outage again within five minutes', async () => {
  const { tried, steady, outbox } = await unclear(6);
  expect((await tried()).waits).toBeGreaterThanOrEqual(AN_HOUR_AT_LEAST);
  steady.moveTo(instantOf(steady.now() + 120_000));
  const now = instantOf(steady.now());
  const other: FinishedCall = {
    ...{ tenantId: TENANT, thread: 'another', kind: 'answer', startedAt: now, answeredAt: now },
    ...{ outcome: 'sent', status: 201, code: null, requestId: null, holdUntil: null },
  };
  await outbox.count([other]);
  const { waits, attempts } = await tried();
  expect(attempts).toBe(7);
  expect(waits).toBeLessThanOrEqual(5);
});
