import { memoryStorage } from '../../src/memory-storage';
import { MovingClock } from '../../src/moving-clock';
import { clockCommand } from '../../src/teams/commands/clock';
import { MONDAY, startTestBot, type TestBot } from '../support/bot';
import { say } from './main-job-bot';

describe('clock', () => {
  let bot: TestBot;
  beforeEach(async () => {
    const storage = memoryStorage();
    const clock = new MovingClock(MONDAY);
    const commands = [clockCommand({ storage, clock, catchUp: async () => {} })];
    bot = await startTestBot({ storage, clock, commands });
  });
  afterEach(() => bot.close());

  test('goes to a date within the year, and not beyond it', async () => {
    const lead = bot.as(bot.people.lead);
    expect((await say(lead, 'clock 2062-05-11')).text).toContain('Write a date up to Tue 27 April 2027.');
    expect((await say(lead, 'clock')).text).toContain('Mon 27 April 2026');
    expect((await say(lead, 'clock 2026-05-11')).text).toContain('It is now Mon 11 May 2026');
  });

  test('is not moved by somebody without a role', async () => {
    const nobody = { ...bot.people.lead, roles: [] };
    const { tenantId, entraId, name, authority, school, roles } = nobody;
    await bot.storage.directory.savePeople('341', [{ tenantId, entraId, name, authority, school, roles }]);
    const client = bot.as(nobody);
    await client.say('clock 2026-05-11');
    expect(bot.clock.now() < '2026-05-11').toBe(true);
    expect((await client.say('help')).map(({ text }) => text).join()).not.toContain('clock +5');
  });
});
