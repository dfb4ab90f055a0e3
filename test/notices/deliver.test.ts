import { setImmediate as nextTick } from 'node:timers/promises';
import { createDeliverer } from '../../src/notices/deliver';
import type { SendOutcome } from '../../src/notices/notice-sender';
import type { Settlement } from '../../src/notices/claims';
import type { Delivery } from '../../src/notices/outbox';
import { instantOf } from '../../src/notices/steady-clock';
import type { Person } from '../../src/people/directory';
import { advance } from '../../src/advance';
import { londonInstant } from '../../src/domain/calendar/london';
import { atRisk } from '../builders/case';
import { aWorld } from '../casework/world';
import { JumpingClock } from '../support/steady-clock';
import { aSender } from './a-sender';

const SENT: SendOutcome = {
  kind: 'sent',
  receipt: { conversationId: 'c', serviceUrl: 'http://127.0.0.1', activityId: 'a' },
};

/** Everybody but the administrator can be reached; answers come from a list, then everything is accepted. */
async function aPostRoom(answers: (SendOutcome | Promise<SendOutcome>)[] = []) {
  const world = await aWorld();
  const steady = new JumpingClock();
  /** `at`: when people read it to have come; `steadyAt`: when it was. */
  const arrived: { delivery: Delivery; at: string; steadyAt: number }[] = [];
  const sender = aSender(async (delivery) => {
    arrived.push({ delivery, at: world.clock.now(), steadyAt: steady.now() });
    return answers.shift() ?? SENT;
  });
  const deps = { ...world.deps, steady, random: () => 0.999 };
  const deliver = () => createDeliverer({ ...deps, sender }).deliver();
  const seen = ({ id, tenantId }: Person) =>
    world.storage.references.save({
      recipient: id,
      conversationId: `chat-${id}`,
      serviceUrl: 'http://127.0.0.1',
      tenantId,
      botId: 'b',
      channelId: 'msteams',
      userId: 'u',
      greeted: true,
    });
  await seen(world.people.officer);
  await seen(world.people.lead);
  const toOfficer = () => arrived.filter(({ delivery }) => delivery.recipient === world.people.officer.id);
  const stateOf = async (id: string) => (await world.storage.outbox.byId(id))!;
  const catchUp = async () => {
    await world.sweep();
    await deliver();
  };
  /** Delivers whenever something that waits may be tried, for so long. */
  const keepDelivering = async (hours: number) => {
    const end = instantOf(steady.now() + hours * 3_600_000);
    await deliver();
    const next = () => world.storage.outbox.earliestPending(instantOf(steady.now()));
    for (let at = await next(); at && at <= end; at = await next()) {
      steady.moveTo(at);
      await deliver();
    }
    steady.moveTo(end);
  };
  return {
    ...{ ...world, deps, sender, answers, deliver, seen, arrived },
    ...{ toOfficer, stateOf, steady, keepDelivering, catchUp },
  };
}

/** So that every answer is for one delivery. */
const onlyTheOfficer = ({ storage, people }: Awaited<ReturnType<typeof aPostRoom>>) =>
  storage.directory.savePeople('341', [{ ...people.lead, roles: ['head-teacher'] }, { ...people.officer }]);

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
  await room.storage.outbox.reachable(room.people.safeguarding.id);
  await room.deliver();
  expect((await room.stateOf(waiting[0]!.id)).state).toBe('sent');
});

it('waits as long as it is told to before it tries again', async () => {
  const room = await aPostRoom([{ kind: 'retry', afterSeconds: 90, error: '429' }]);
  await room.report({ triage: atRisk });
  await room.deliver();
  const first = room.arrived[0]!;
  expect((await room.stateOf(first.delivery.id)).state).toBe('retry');
  await room.keepDelivering(1);
  const tries = room.arrived.filter(({ delivery }) => delivery.id === first.delivery.id);
  expect(tries).toHaveLength(2);
  expect(tries[1]!.steadyAt - first.steadyAt).toBe(90_000);
  expect(tries[1]!.delivery.possibleRepeat).toBe(false);
});

const ambiguous: SendOutcome = { kind: 'ambiguous', error: 'reset' };
const refused: SendOutcome = { kind: 'retry', afterSeconds: null, error: 'ECONNREFUSED' };
const waitsBetween = (tries: readonly { readonly steadyAt: number }[]): number[] =>
  tries.slice(1).map(({ steadyAt }, n) => Math.round((steadyAt - tries[n]!.steadyAt) / 1000));

it('keeps sending what may have arrived, marked as a possible repeat, ever more seldom', async () => {
  const room = await aPostRoom(Array.from({ length: 30 }, () => ambiguous));
  await onlyTheOfficer(room);
  await room.report({ triage: atRisk });
  await room.keepDelivering(1.2);
  const tries = room.toOfficer();
  const waits = waitsBetween(tries);
  expect(waits).toEqual([2, 45, 225, 675, 2_701]);
  expect(tries.map(({ delivery }) => delivery.possibleRepeat)).toEqual([false, ...waits.map(() => true)]);
  expect((await room.stateOf(tries[0]!.delivery.id)).state).toBe('ambiguous');
});

it.each([
  ['an urgent alert', atRisk, 60],
  ['any other', undefined, 600],
])('never gives up %s that surely did not arrive, and tells the operator', async (_, triage, longest) => {
  const room = await aPostRoom();
  await onlyTheOfficer(room);
  await room.report(triage && { triage });
  if (!triage) {
    room.at('2026-05-05', '08:31');
    await room.sweep();
  }
  room.answers.push(...Array.from({ length: 500 }, () => refused));
  await room.keepDelivering(4);
  const tries = room.toOfficer();
  const waits = waitsBetween(tries);
  expect(waits.slice(0, 4)).toEqual([2, 4, 8, 16]);
  expect(Math.max(...waits)).toBeGreaterThan(longest * 0.98);
  expect(Math.max(...waits)).toBeLessThanOrEqual(longest);
  const { id } = tries[0]!.delivery;
  expect(await room.stateOf(id)).toMatchObject({ state: 'retry', possibleRepeat: false });
  const told = { level: 50, notice: id, msg: 'a notice still could not be delivered' };
  expect(room.lines).toContainEqual(expect.objectContaining(told));
  room.answers.length = 0;
  await room.keepDelivering(longest / 3600);
  expect((await room.stateOf(id)).state).toBe('sent');
});

it.each([
  [0, 1],
  [86_400, 3600],
])('told to wait %i seconds, waits %i', async (afterSeconds, waits) => {
  const room = await aPostRoom([{ kind: 'retry', afterSeconds, error: '429' }]);
  await room.report({ triage: atRisk });
  await room.deliver();
  const { delivery, steadyAt } = room.arrived[0]!;
  const { notBefore } = await room.stateOf(delivery.id);
  expect((Date.parse(notBefore) - steadyAt) / 1000).toBe(waits);
});

it('sends the others when one cannot be made, and tries that one again', async () => {
  const room = await aPostRoom([Promise.reject(new TypeError('a fact that cannot be read'))]);
  await room.seen(room.people.safeguarding);
  const { case: theCase } = await room.report({ triage: atRisk });
  await room.deliver();
  const states = (await room.storage.outbox.ofCase(theCase.id)).map(({ state }) => state).sort();
  expect(states.length).toBeGreaterThan(1);
  expect(states).toEqual(['retry', ...states.slice(1).map(() => 'sent')]);
  expect(room.lines).toContainEqual(expect.objectContaining({ level: 50, code: 'TypeError' }));
  expect(JSON.stringify(room.lines)).not.toContain('a fact that cannot be read');
  await room.keepDelivering(1);
  expect((await room.stateOf(room.arrived[0]!.delivery.id)).state).toBe('sent');
});

it('does not let one slow recipient hold up the others', async () => {
  let arrive = () => {};
  const room = await aPostRoom([new Promise<SendOutcome>((resolve) => (arrive = () => resolve(SENT)))]);
  await room.seen(room.people.safeguarding);
  const { case: theCase } = await room.report({ triage: atRisk });
  const all = (await room.storage.outbox.ofCase(theCase.id)).length;
  const delivering = room.deliver();
  for (let ticks = 0; ticks < 1000 && room.arrived.length < all; ticks += 1) await nextTick();
  const states = (await room.storage.outbox.ofCase(theCase.id)).map(({ state }) => state);
  expect(states.filter((state) => state !== 'sent')).toEqual(['sending']);
  arrive();
  await delivering;
});

it('keeps the order for each recipient while several are on their way', async () => {
  const room = await aPostRoom();
  const reported = [];
  for (const minute of ['08:41', '08:42', '08:43'] as const) {
    room.at('2026-04-27', minute);
    reported.push(await room.report({ triage: atRisk, pupil: { upn: null, forename: `A${minute}` } }));
  }
  await room.deliver();
  expect(room.toOfficer().map(({ delivery }) => delivery.caseId)).toEqual(reported.map((view) => view.case.id));
});

it('delivers to a person who is first seen while it is being settled that they never were', async () => {
  const room = await aPostRoom();
  const { safeguarding } = room.people;
  const { outbox } = room.storage;
  await room.report({ triage: atRisk });
  const lateToBeSeen: typeof outbox = Object.assign(Object.create(outbox), {
    settle: async (settled: readonly Settlement[]) => {
      if (settled.some(({ outcome }) => outcome.state === 'unreachable')) {
        await room.seen(safeguarding);
        await outbox.reachable(safeguarding.id);
      }
      return outbox.settle(settled);
    },
  });
  const storage = { ...room.storage, outbox: lateToBeSeen };
  const { deliver } = createDeliverer({ ...room.deps, storage, sender: room.sender });
  await deliver();
  expect(room.arrived.map(({ delivery }) => delivery.recipient)).toContain(safeguarding.id);
});

it('tries no second time at once where somebody has blocked it', async () => {
  const room = await aPostRoom([{ kind: 'unreachable', error: '403 ConversationBlockedByUser', barrier: 'blocked' }]);
  await room.report({ triage: atRisk });
  await room.deliver();
  const { id } = room.arrived[0]!.delivery;
  expect((await room.stateOf(id)).state).toBe('unreachable');
});

it('gives up what is for somebody who has left', async () => {
  const room = await aPostRoom();
  const { case: theCase } = await room.report({ triage: atRisk });
  await room.storage.directory.savePeople('341', [{ ...room.people.lead }]);
  await room.deliver();
  const toOfficer = (await room.storage.outbox.ofCase(theCase.id)).filter(
    ({ recipient }) => recipient === room.people.officer.id,
  );
  expect(toOfficer).toEqual(toOfficer.map(() => expect.objectContaining({ state: 'dead', lastError: 'left' })));
  expect(toOfficer.length).toBeGreaterThan(0);
  expect(room.toOfficer()).toEqual([]);
});

it('gives up quietly what was overtaken', async () => {
  const room = await aPostRoom([{ kind: 'dead', error: 'overtaken' }]);
  await room.report({ triage: atRisk });
  await room.deliver();
  const { id } = room.arrived[0]!.delivery;
  expect(await room.stateOf(id)).toMatchObject({ state: 'dead', lastError: 'overtaken' });
  expect(room.lines.filter(({ notice }) => notice === id)).toEqual([expect.objectContaining({ level: 30 })]);
});

it('gives up at once, and loudly, what can never be delivered', async () => {
  const room = await aPostRoom([{ kind: 'dead', error: '403 InvalidBotApiHost' }]);
  await room.report({ triage: atRisk });
  await room.deliver();
  const { id } = room.arrived[0]!.delivery;
  expect((await room.stateOf(id)).state).toBe('dead');
  expect(room.lines.filter(({ level }) => level === 50)).toEqual([expect.objectContaining({ notice: id })]);
});

it('makes everything happen at its own moment and in order when the clock is moved over many days', async () => {
  const room = await aPostRoom();
  await room.report();
  await advance(londonInstant('2026-06-02', '09:00'), room);
  const fromTheBeginning = room.toOfficer().filter(({ delivery }) => !delivery.passed);
  expect(fromTheBeginning.map(({ delivery, at }) => `${at.slice(0, 16)} ${delivery.obligation}`)).toEqual([
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
