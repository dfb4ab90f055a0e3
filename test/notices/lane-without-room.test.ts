import { setImmediate as nextTick } from 'node:timers/promises';
import { NO_ALARM } from '../../src/notices/chain/taking';
import { NO_CHAIN } from '../../src/notices/chain/create-chain';
import { Lane } from '../../src/notices/lane';
import { createReads } from '../../src/notices/prepare';
import { NO_QUIET } from '../../src/notices/quiet';
import { NO_REACH } from '../../src/notices/reach';
import { createReaching } from '../../src/notices/reaching';
import { createRoom } from '../../src/notices/room';
import { createSettling } from '../../src/notices/settling';
import { EVERY_TENANT } from '../../src/tenants';
import { aWorld } from '../casework/world';
import { JumpingClock } from '../support/steady-clock';
import { aSender, sentTo } from './a-sender';

/** A lane of a process that has its hands full, with an alert to send. */
async function aLaneWithoutRoom() {
  const world = await aWorld();
  const { storage, people, clock } = world;
  const { officer } = people;
  const { tenantId, authority, id: recipient } = officer;
  const address = { serviceUrl: 'http://127.0.0.1', botId: 'b', channelId: 'msteams', userId: 'u', greeted: true };
  await storage.references.save({ ...address, tenantId, recipient, conversationId: 'chat' });
  const about = { authority, caseId: null, obligation: 'agenda', occurrence: '', recipient };
  await storage.outbox.add([{ id: 'waits', kind: 'alert', ...about, dueAt: clock.now(), urgent: true }]);
  const steady = new JumpingClock();
  let alarms = 0;
  const counted = {
    now: steady.now,
    alarm: (at: number, ring: () => void) => {
      alarms += 1;
      return steady.alarm(at, ring);
    },
  };
  const written: string[] = [];
  const sender = aSender(async ({ id }, to) => {
    written.push(id);
    return sentTo(to, id);
  });
  const room = createRoom(0);
  const reaching = createReaching({
    ...world.deps,
    reach: NO_REACH,
    chain: NO_CHAIN,
    alarm: NO_ALARM,
    home: null,
    serves: EVERY_TENANT,
  });
  const lane = new Lane(tenantId, {
    ...{ ...world.deps, steady: counted, sender, reaching, room, beside: createRoom(1), quiet: NO_QUIET },
    settling: createSettling({ ...world.deps, outbox: storage.outbox, steady: counted }),
    reads: createReads(storage),
    random: () => 0.5,
  });
  return { lane, room, steady, written, alarms: () => alarms };
}

test('a lane that has no room looks again a few times in a second, and sends as soon as there is some', async () => {
  const { lane, room, steady, written, alarms } = await aLaneWithoutRoom();
  const began = steady.now();
  const rests = lane.run(() => {});
  // Who wakes it does not make it turn round and round.
  for (let n = 0; n < 300; n += 1) {
    if (n % 50 === 0) lane.wake();
    await nextTick();
  }
  const seconds = (steady.now() - began) / 1_000;
  expect(seconds).toBeGreaterThan(1);
  expect(alarms() / seconds).toBeLessThan(10);
  expect(written).toEqual([]);
  room.giveBack(1);
  await rests;
  expect(written).toEqual(['waits']);
});
