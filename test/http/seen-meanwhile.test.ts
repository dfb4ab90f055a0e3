import { setTimeout as delay } from 'node:timers/promises';
import { instantOf } from '../../src/notices/steady-clock';
import type { Person } from '../../src/people/directory';
import { aMainJobBot, reportPupil, type MainJobBot } from './main-job-bot';
import { watched } from './steps-taken';

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());

const { noticeTo, stepsFor } = watched(() => house);
const chatWith = ({ entraId }: Person) => `a:${entraId}`;
const stateOf = async ({ id }: Person) => (await house.storage.references.of(id))!.state;

/** The alert of Day 6 is written to the officer, and refused a good while later; `meanwhile` comes in between. */
async function refusedLate(code: string, meanwhile: () => Promise<unknown>): Promise<string> {
  const { lead, officer } = house.people;
  const { connector } = house.bot;
  const { reference } = await reportPupil(house.as(lead));
  const callsTo = () => connector.calls.filter(({ conversationId }) => conversationId === chatWith(officer));
  const before = callsTo().length;
  connector.refuse([chatWith(officer)], { status: 403, code, delayMs: 250 });
  const due = house.at('2026-05-05', '08:45');
  while (callsTo().length === before) await delay(1);
  connector.refuse([chatWith(officer)], null);
  await meanwhile();
  await due;
  return reference;
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
