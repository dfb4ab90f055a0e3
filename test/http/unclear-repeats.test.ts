import { setTimeout as delay } from 'node:timers/promises';
import { londonInstant } from '../../src/domain/calendar/london';
import { instantOf } from '../../src/notices/steady-clock';
import { aMainJobBot, type MainJobBot } from './main-job-bot';
import { watched } from './steps-taken';

let house: MainJobBot;
beforeEach(async () => void (house = await aMainJobBot('chat')));
afterEach(() => house.bot.close());

const { atRiskCase, chat, noticeTo, stepsFor } = watched(() => house);
const START = Date.parse(londonInstant('2026-04-27', '09:00'));

async function minute(after: number): Promise<void> {
  const at = instantOf(START + after * 60_000);
  house.bot.steady.moveTo(at);
  house.clock.moveTo(at);
  await house.fallDue();
}
const minutes = async (from: number, to: number, step = 1): Promise<void> => {
  for (let after = from; after <= to; after += step) await minute(after);
};
const alertsOf = (texts: readonly string[]) => texts.filter((text) => text.includes('may be at risk is missing'));

test('an urgent alert that Teams takes and answers with 502 is shown seldom, marked, while others are told', async () => {
  const { officer, caseworker } = house.people;
  await house.as(caseworker).say('hello');
  house.bot.connector.refuse([`a:${officer.entraId}`], { status: 502, accepted: true });
  await minute(0);
  const reference = await atRiskCase();
  await minutes(1, 12);
  expect(await stepsFor(officer, reference, 'at-risk-report')).toEqual(['deputy told']);
  expect(alertsOf(chat(caseworker))).toHaveLength(1);
  await minutes(13, 120);
  // At once, once more, after 1, 5 and 15 minutes, and then each hour, up to a quarter of a wait left out; and when others
  // were told, the first words that Teams took there, from which on it is tried after 5 and 15 minutes once more.
  const shown = alertsOf(chat(officer));
  expect(shown.length).toBeGreaterThanOrEqual(6);
  expect(shown.length).toBeLessThanOrEqual(12);
  expect(shown.slice(1).filter((text) => !text.includes('You may have had this'))).toEqual([]);
});

test('after hours of 502 an alert of a child who may be at risk arrives with the first that Teams takes', async () => {
  const { officer, lead, safeguarding, caseworker } = house.people;
  await house.as(caseworker).say('hello');
  await minute(0);
  const everybody = [officer, lead, safeguarding, caseworker].map(({ entraId }) => `a:${entraId}`);
  house.bot.connector.refuse(everybody, { status: 502 });
  await minute(2);
  const reference = await atRiskCase();
  await minutes(3, 100);
  const waiting = await noticeTo(officer, reference, 'at-risk-report');
  expect(waiting).toMatchObject({ state: 'ambiguous' });
  const soonest = (Date.parse(waiting.notBefore) - START) / 60_000;
  expect(soonest).toBeGreaterThan(103);
  house.bot.connector.refuse(everybody, null);
  await house.as(lead).say('hello');
  // What was said is counted behind the turn.
  const isStill = async () => (await noticeTo(officer, reference, 'at-risk-report')).notBefore === waiting.notBefore;
  while (await isStill()) await delay(10);
  await minute(101);
  expect(await noticeTo(officer, reference, 'at-risk-report')).toMatchObject({ state: 'sent' });
  expect(alertsOf(chat(officer))).toEqual([expect.stringContaining('You may have had this')]);
});
