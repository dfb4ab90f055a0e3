import { setTimeout as delay } from 'node:timers/promises';
import { londonInstant } from '../../src/domain/calendar/london';
import { instantOf } from '../../src/notices/steady-clock';
import { policyPack } from '../../src/domain/policy/policies';
import type { Person } from '../../src/people/directory';
import { startGraph, type LoopbackGraph } from '../support/graph';
import { aMainJobBot, reportPupil, type MainJobBot } from './main-job-bot';
import { watched, withGraph } from './steps-taken';

let house: MainJobBot;
let graph: LoopbackGraph | null;
beforeEach(async () => {
  graph = null;
  house = await aMainJobBot('chat');
});
afterEach(async () => {
  await house.bot.close();
  await graph?.close();
});

const { aMinuteLater, noticeTo, refuse, stepsFor } = watched(() => house);
const later = (hours: number) => house.bot.steady.moveTo(instantOf(house.bot.steady.now() + hours * 3_600_000));
const chatWith = ({ entraId }: Person) => `a:${entraId}`;
const stateOf = async ({ id }: Person) => (await house.storage.references.of(id))!.state;

/** The alert of Day 6 is written to the officer, and refused a good while later; `meanwhile` comes in between. */
async function refusedLate(code: string, meanwhile: () => Promise<unknown>): Promise<string> {
  const { lead, officer } = house.people;
  const { connector } = house.bot;
  const { reference } = await reportPupil(house.as(lead));
  const before = callsTo(officer).length;
  connector.refuse([chatWith(officer)], { status: 403, code, delayMs: 250 });
  const due = house.at('2026-05-05', '08:45');
  while (callsTo(officer).length === before) await delay(1);
  connector.refuse([chatWith(officer)], null);
  await meanwhile();
  await due;
  return reference;
}

const callsTo = (person: Person) =>
  house.bot.connector.calls.filter(({ conversationId }) => conversationId === chatWith(person));

/** The officer says hello while a call to them is on its way, that does not find their chat. */
async function helloWhileNotFound(): Promise<void> {
  const { officer } = house.people;
  const before = callsTo(officer).length;
  house.bot.connector.refuse([chatWith(officer)], { status: 404, code: 'ConversationNotFound', delayMs: 250 });
  const tried = house.fallDue();
  while (callsTo(officer).length === before) await delay(1);
  house.bot.connector.refuse([chatWith(officer)], null);
  await house.as(officer).say('hello');
  await tried;
}

describe('a call that is refused late', () => {
  test.each(['BotNotInConversationRoster', 'ConversationBlockedByUser'])(
    'with %s says nothing of somebody who has spoken since it began: they get their alert soon after',
    async (code) => {
      const { officer } = house.people;
      const reference = await refusedLate(code, () => house.as(officer).say('hello'));
      expect(await stateOf(officer)).toBe('reachable');
      expect((await noticeTo(officer, reference)).state).toBe('retry');
      expect(await stepsFor(officer, reference)).toEqual([]);
      house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 15_000));
      await house.fallDue();
      expect(await noticeTo(officer, reference)).toMatchObject({ state: 'sent', attempts: 2, possibleRepeat: false });
    },
  );

  test('marks somebody who has not been seen since', async () => {
    const { officer } = house.people;
    const reference = await refusedLate('ConversationBlockedByUser', async () => {});
    expect(await stateOf(officer)).toBe('blocked');
    refuse(officer, 'ConversationBlockedByUser');
    await aMinuteLater();
    expect((await noticeTo(officer, reference)).state).toBe('unreachable');
  });

  test('time and again marks them in the end, though they speak to the bot: somebody else has to be told', async () => {
    const { officer } = house.people;
    const reference = await refusedLate('BotNotInConversationRoster', () => house.as(officer).say('hello'));
    const { connector, steady } = house.bot;
    connector.refuse([chatWith(officer)], { status: 403, code: 'BotNotInConversationRoster' });
    for (let times = 0; times < 3; times += 1) {
      await house.as(officer).say('hello');
      steady.moveTo(instantOf(steady.now() + 20_000));
      await house.fallDue();
    }
    expect(await stateOf(officer)).toBe('uninstalled');
    expect((await stepsFor(officer, reference)).length).toBeGreaterThan(0);
  });
});

test('somebody else is told when a chat is not found time and again, though its person speaks each time', async () => {
  const { lead, officer } = house.people;
  const { reference } = await reportPupil(house.as(lead));
  await house.sweep();
  house.clock.moveTo(londonInstant('2026-05-05', '08:45'));
  for (let times = 0; times < 3; times += 1) {
    await helloWhileNotFound();
    house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 20_000));
  }
  expect(await stepsFor(officer, reference)).toEqual([]);
  await helloWhileNotFound();
  expect((await stepsFor(officer, reference)).length).toBeGreaterThan(0);
});

test('also where they speak between the tries', async () => {
  const { lead, officer } = house.people;
  const { reference } = await reportPupil(house.as(lead));
  house.bot.connector.refuse([chatWith(officer)], { status: 404, code: 'ConversationNotFound' });
  await house.at('2026-05-05', '08:45');
  for (let times = 0; times < 4; times += 1) {
    await house.as(officer).say('hello');
    house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 20_000));
    await house.fallDue();
  }
  expect((await noticeTo(officer, reference)).attempts).toBeGreaterThan(3);
  expect((await stepsFor(officer, reference)).length).toBeGreaterThan(0);
});

test.each([
  ['503 with a time', { status: 503, headers: { 'retry-after': '3600' } }],
  ['412 with a time', { status: 412, headers: { 'retry-after': '3600' } }],
  ['429 with a time', { status: 429, headers: { 'retry-after': '3600' } }],
  ['504, and shown', { status: 504, accepted: true }],
])(
  'whoever speaks to the bot each minute while Teams answers %s is not sent the same alert each time',
  async (_what, trouble) => {
    const { lead, officer } = house.people;
    const { connector, steady } = house.bot;
    const { reference } = await reportPupil(house.as(lead));
    connector.refuse([chatWith(officer)], trouble);
    steady.moveTo(londonInstant('2026-05-05', '08:45'));
    await house.at('2026-05-05', '08:45');
    for (let minute = 0; minute < 20; minute += 1) {
      steady.moveTo(instantOf(steady.now() + 60_000));
      await house.as(officer).send({ type: 'messageReaction' });
      await house.fallDue();
    }
    // At once, and where nobody knows whether it was taken after two seconds, a minute, and each five or ten minutes.
    expect((await noticeTo(officer, reference)).attempts).toBeLessThanOrEqual(trouble.status === 504 ? 5 : 1);
  },
);

describe('whoever says hello gets at once what was to be tried again much later:', () => {
  /** The chat of the officer has not been found for a day. */
  async function longGone(): Promise<string> {
    const { lead, officer } = house.people;
    const { reference } = await reportPupil(house.as(lead));
    house.bot.connector.refuse([chatWith(officer)], { status: 404, code: 'ConversationNotFound' });
    await house.at('2026-05-05', '08:45');
    for (let times = 0; times < 4; times += 1) {
      later(6);
      await house.fallDue();
    }
    const { state, notBefore } = await noticeTo(officer, reference);
    expect(state).toBe('retry');
    expect(Date.parse(notBefore) - house.bot.steady.now()).toBeGreaterThan(5 * 3_600_000);
    return reference;
  }

  test('as their chat was gone', async () => {
    const { officer } = house.people;
    const reference = await longGone();
    house.bot.connector.refuse([chatWith(officer)], null);
    await house.as(officer).say('hello');
    await house.fallDue();
    expect(await noticeTo(officer, reference)).toMatchObject({ state: 'sent', possibleRepeat: false });
  });

  test.each([2, 3, 4, 6])(
    'as their chat was gone, also while it is not found for the %d. time in a row',
    async (times) => {
      const { officer } = house.people;
      const { reference } = await reportPupil(house.as(house.people.lead));
      const gone = { status: 404, code: 'ConversationNotFound' };
      house.bot.connector.refuse([chatWith(officer)], gone);
      await house.at('2026-05-05', '08:45');
      for (let tried = 2; tried < times; tried += 1) {
        later(24);
        await house.fallDue();
      }
      later(24);
      const calls = () =>
        house.bot.connector.calls.filter(({ conversationId }) => conversationId === chatWith(officer));
      const before = calls().length;
      house.bot.connector.refuse([chatWith(officer)], { ...gone, delayMs: 250 });
      const tried = house.fallDue();
      while (calls().length === before) await delay(1);
      house.bot.connector.refuse([chatWith(officer)], null);
      await house.as(officer).say('hello');
      await tried;
      expect((await noticeTo(officer, reference)).attempts).toBeGreaterThanOrEqual(times);
      await house.fallDue();
      expect(await noticeTo(officer, reference)).toMatchObject({ state: 'sent', attempts: times + 1 });
      expect(await stateOf(officer)).toBe('reachable');
    },
  );

  test('as Microsoft Graph was busy', async () => {
    await house.bot.close();
    graph = await startGraph();
    house = await aMainJobBot('chat', 'liverpool', policyPack, withGraph(graph));
    const { lead, officer } = house.people;
    graph.trouble({ status: 503, code: 'ServiceUnavailable', headers: { 'retry-after': '3600' }, times: 99 });
    const { reference } = await reportPupil(house.as(lead));
    await house.as(officer).send({ type: 'installationUpdate', action: 'remove' });
    await house.at('2026-05-05', '08:45');
    const waiting = await noticeTo(officer, reference);
    expect(waiting).toMatchObject({ state: 'retry', attempts: 0, lastError: expect.stringContaining('graph') });
    expect(Date.parse(waiting.notBefore)).toBeGreaterThan(house.bot.steady.now());
    await house.as(officer).say('hello');
    await house.fallDue();
    expect(await noticeTo(officer, reference)).toMatchObject({ state: 'sent' });
  });
});
