import { createDeliverer } from '../../src/notices/deliver';
import { idFor } from '../../src/notices/chain/ids';
import type { Delivery } from '../../src/notices/outbox';
import { instantOf } from '../../src/notices/steady-clock';
import type { Person } from '../../src/people/directory';
import { atRisk } from '../builders/case';
import { aWorld } from '../casework/world';
import { JumpingClock } from '../support/steady-clock';
import { aSender, sentTo } from './a-sender';

const SECONDS = 1_000;

/** An alert to the officer that somebody has in their hands and does not send, and its word to a colleague. */
async function aWordInPlace() {
  const world = await aWorld();
  const { storage, people, clock } = world;
  const steady = new JumpingClock();
  const arrived: { delivery: Delivery; at: number }[] = [];
  const sender = aSender(async (delivery, address) => {
    arrived.push({ delivery, at: steady.now() });
    return sentTo(address, delivery.id);
  });
  const seen = ({ id, tenantId, entraId }: Person) =>
    storage.references.save({
      ...{ recipient: id, tenantId, entraId, conversationId: `chat-${id}`, serviceUrl: 'http://127.0.0.1' },
      ...{ botId: 'b', channelId: 'msteams', userId: 'u', teamId: null, greeted: true },
    });
  for (const person of [people.officer, people.caseworker]) await seen(person);
  const { case: theCase } = await world.report({ triage: atRisk });
  const alert = (await storage.outbox.ofCase(theCase.id)).find(({ recipient }) => recipient === people.officer.id)!;
  const began = steady.now();
  await storage.outbox.claim(alert.tenantId, instantOf(began), instantOf(began + 3_600 * SECONDS), 10);
  const { kind, authority, caseId, obligation, occurrence, dueAt, urgent } = alert;
  const word = { kind, authority, caseId, obligation, occurrence, dueAt, urgent, recipient: people.caseworker.id };
  const via = idFor(alert.id, people.caseworker.id);
  await storage.steps.begin({
    ...{ noticeId: alert.id, place: 0, to: 'deputy', outcome: 'told', why: 'not reached' },
    ...{ told: [people.caseworker.id], via: [via], takenAt: clock.now() },
  });
  await storage.outbox.add([{ ...word, id: via }]);
  const { deliver } = createDeliverer({ ...world.deps, sender, steady, random: () => 0.5 });
  return {
    async deliverFor(seconds: number): Promise<void> {
      const end = began + seconds * SECONDS;
      while (steady.now() < end) {
        await deliver();
        steady.moveTo(instantOf(Math.min(end, steady.now() + 5 * SECONDS)));
      }
    },
    toColleague: () =>
      arrived.filter(({ delivery }) => delivery.id === via).map(({ at }) => Math.round((at - began) / SECONDS)),
  };
}

test('word of an alert gives way to the alert itself, and no longer than it takes to be sure that nobody sends it', async () => {
  const { deliverFor, toColleague } = await aWordInPlace();
  await deliverFor(40);
  expect(toColleague()).toEqual([]);
  await deliverFor(180);
  const [came, ...more] = toColleague();
  expect(more).toEqual([]);
  expect(came).toBeGreaterThanOrEqual(45);
  expect(came).toBeLessThanOrEqual(60);
});
