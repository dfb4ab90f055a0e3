import type { Client } from '../support/client';
import { ask, openCheck } from './case-pages';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

/** In Westmere some agencies have agreed to a time; only there a day is given, and a reminder owed. */
describe.each(['dialog', 'chat'] as const)('an agency that has agreed to a time, where pages open as %s', (pages) => {
  let house: MainJobBot;
  let officer: Client;
  let caseworker: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot(pages, 'westmere');
    officer = house.as(house.people.officer);
    caseworker = house.as(house.people.caseworker);
    await caseworker.say('hello');
    ({ reference } = await reportPupil(house.as(house.people.lead)));
    await house.at('2026-04-28', '10:00');
  });
  afterEach(() => house.bot.close());

  const checks = async () =>
    press(officer, await press(officer, await say(officer, `case ${reference}`), 'More'), 'The authority’s checks');
  const open = async (id: string) => openCheck(officer, await checks(), id);
  const asks = async (id: string, basis: string) =>
    ask(
      officer,
      await open(id),
      { to: 'The team', disclosed: 'who' },
      { basis, purpose: 'where', reason: 'Nobody answers.' },
    );

  test('is chased when it lets that time pass, and one that agreed to none is not', async () => {
    await asks('police', 'help');
    const list = await asks('homes', 'duty');
    // Five working days from Tuesday 28 April, with a bank holiday in between.
    expect(list.text).toContain('agreed to answer by Wed 6 May 2026');
    expect(list.text.match(/agreed to answer/g)).toHaveLength(1);
    await house.at('2026-05-06', '12:00');
    const late = () => caseworker.history().filter(({ text }) => text.includes('An agency is late'));
    expect(late()).toHaveLength(0);
    await house.at('2026-05-07', '07:45');
    expect(late()).toHaveLength(1);
    expect((await checks()).text).toContain('was to answer by Wed 6 May 2026');
    await press(officer, await press(officer, await open('homes'), 'Record a reminder'), 'Save');
    expect((await checks()).text).toContain('agreed to answer by Thu 14 May 2026');
  });
});
