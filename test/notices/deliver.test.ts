import { setImmediate as nextTick } from 'node:timers/promises';
import { createDeliverer } from '../../src/notices/deliver';
import type { NoticeSender, SendOutcome } from '../../src/notices/notice-sender';
import type { Delivery } from '../../src/notices/outbox';
import type { Person } from '../../src/people/directory';
import { advance } from '../../src/advance';
import { londonInstant } from '../../src/domain/calendar/london';
import { atRisk } from '../builders/case';
import { aWorld } from '../casework/world';

const SENT: SendOutcome = {
  kind: 'sent',
  receipt: { conversationId: 'c', serviceUrl: 'http://127.0.0.1', activityId: 'a' },
};

/** Everybody but the administrator can be reached; answers come from a list, then everything is accepted. */
async function aPostRoom(answers: (SendOutcome | Promise<SendOutcome>)[] = []) {
  const world = await aWorld();
  const arrived: { delivery: Delivery; at: string }[] = [];
  const sender: NoticeSender = {
    send: async (delivery) => {
      arrived.push({ delivery, at: world.clock.now() });
      return answers.shift() ?? SENT;
    },
  };
  const { deliver } = createDeliverer({ ...world.deps, sender });
  const seen = ({ id }: Person) =>
    world.storage.references.save({
      recipient: id,
      conversationId: `chat-${id}`,
      serviceUrl: 'http://127.0.0.1',
      tenantId: 't',
      botId: 'b',
      channelId: 'msteams',
      userId: 'u',
      greeted: true,
    });
  await seen(world.people.officer);
  await seen(world.people.lead);
  const toOfficer = () => arrived.filter(({ delivery }) => delivery.recipient === world.people.officer.id);
  const stateOf = async (id: string) => (await world.storage.outbox.byId(id))!;
  return { ...world, deliver, seen, arrived, toOfficer, stateOf };
}

it('sends each alert once, whatever is delivered again', async () => {
  const room = await aPostRoom();
  await room.report({ triage: atRisk });
  await Promise.all([room.deliver(), room.deliver()]);
  await room.deliver();
  expect(room.toOfficer()).toHaveLength(1);
});

it('sends a card once though the clock is moved far on while it is on its way', async () => {
  let arrive = () => {};
  const onItsWay = new Promise<SendOutcome>((resolve) => (arrive = () => resolve(SENT)));
  const room = await aPostRoom([onItsWay]);
  await room.report({ triage: atRisk });
  const first = room.deliver();
  while (room.arrived.length === 0) await nextTick();
  room.clock.moveTo(londonInstant('2026-04-28', '08:00'));
  const second = room.deliver();
  arrive();
  await Promise.all([first, second]);
  expect(room.toOfficer()).toHaveLength(1);
});

it('keeps the alert of a person who has not been seen yet until they are', async () => {
  const room = await aPostRoom();
  const { case: theCase } = await room.report({ triage: atRisk });
  await room.deliver();
  const waiting = (await room.storage.outbox.ofCase(theCase.id)).filter(({ state }) => state === 'unreachable');
  expect(waiting.map(({ recipient }) => recipient)).toEqual([room.people.safeguarding.id]);
  await room.seen(room.people.safeguarding);
  await room.storage.outbox.reachable(room.people.safeguarding.id, room.clock.now());
  await room.deliver();
  expect((await room.stateOf(waiting[0]!.id)).state).toBe('sent');
});

it('waits as long as it is told to before it tries again', async () => {
  const room = await aPostRoom([{ kind: 'retry', afterSeconds: 90, error: '429' }]);
  await room.report({ triage: atRisk });
  await room.deliver();
  const first = room.arrived[0]!;
  expect((await room.stateOf(first.delivery.id)).state).toBe('retry');
  await advance(londonInstant('2026-04-27', '08:50'), {
    ...room.deps,
    catchUp: async () => void (await room.deliver()),
  });
  const tries = room.arrived.filter(({ delivery }) => delivery.id === first.delivery.id);
  expect(tries).toHaveLength(2);
  expect(Date.parse(tries[1]!.at) - Date.parse(first.at)).toBeGreaterThanOrEqual(90_000);
  expect(tries[1]!.delivery.possibleRepeat).toBe(false);
});

it('sends once more, marked as a possible repeat, what may or may not have arrived', async () => {
  const ambiguous: SendOutcome = { kind: 'ambiguous', error: 'reset' };
  const room = await aPostRoom([ambiguous]);
  await room.storage.directory.savePeople('341', [{ ...room.people.lead }, { ...room.people.officer }]);
  await room.report({ triage: atRisk });
  await advance(londonInstant('2026-04-27', '10:00'), {
    ...room.deps,
    catchUp: async () => void (await room.deliver()),
  });
  expect(room.toOfficer().map(({ delivery }) => delivery.possibleRepeat)).toEqual([false, true]);
});

it('gives up on a delivery only after many tries, and says so to the operator', async () => {
  const room = await aPostRoom(
    Array.from({ length: 30 }, () => ({ kind: 'retry', afterSeconds: null, error: '503' }) as const),
  );
  await room.report({ triage: atRisk });
  await advance(londonInstant('2026-04-28', '08:00'), {
    ...room.deps,
    catchUp: async () => void (await room.deliver()),
  });
  const id = room.arrived[0]!.delivery.id;
  expect((await room.stateOf(id)).state).toBe('dead');
  expect(room.lines.filter(({ level }) => level === 50)).toEqual([expect.objectContaining({ notice: id })]);
});

it('makes everything happen at its own moment and in order when the clock is moved over many days', async () => {
  const room = await aPostRoom();
  await room.report();
  const catchUp = async () => {
    await room.sweep();
    await room.deliver();
  };
  await advance(londonInstant('2026-06-02', '09:00'), { ...room.deps, catchUp });
  expect(room.toOfficer().map(({ delivery, at }) => `${at.slice(0, 16)} ${delivery.obligation}`)).toEqual([
    '2026-05-05T07:30 ews-contact-due',
    '2026-05-06T07:30 ews-contact-overdue',
    '2026-05-07T07:30 notification-coming',
    '2026-05-11T07:30 notification-due',
    '2026-05-12T07:30 notification-overdue',
    '2026-06-01T07:30 review-due',
    '2026-06-02T07:30 review-overdue',
  ]);
  expect(await room.storage.settings.get('clock')).toMatch(/^2026-06-02/);
});
