import { londonInstant, type LocalTime } from '../../src/domain/calendar/london';
import type { Person } from '../../src/people/directory';
import { instantOf } from '../../src/notices/steady-clock';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import { aMainJobBot, type MainJobBot } from './main-job-bot';
import { CHANNEL, watched } from './steps-taken';

let house: MainJobBot;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('dialog');
  const absence = anAbsence({ firstDayMissed: '2026-04-27', lastAttended: null });
  const report = { draftId: newId(), triage: noRisk, absence, pupil: aPupil() };
  ({ reference } = (await house.casework.report(house.people.lead, report)).view.case);
  await house.fallDue();
});
afterEach(() => house.bot.close());

const { atRiskCase, block, chat, inChannel, stepsFor } = watched(() => house);

const lead = () => house.as(house.people.lead);
/** How many messages were put to them, whatever became of them. */
const triesOf = ({ entraId }: Person) =>
  house.bot.connector.calls.filter((call) => call.method === 'POST' && call.conversationId === `a:${entraId}`).length;
const cards = () =>
  lead()
    .history()
    .filter(({ text }) => text.includes(reference));

test('after two weeks in which nothing went out, each person has one card for the case, which names the others', async () => {
  const before = cards().length;
  await house.at('2026-05-12', '10:00');
  const [card, ...more] = cards().slice(before);
  expect(more).toEqual([]);
  expect(card!.text).toContain('Also due since');
  expect(card!.text).toMatch(/Day 5: still missing\? \(Fri 1 May 2026\)/);

  await lead().click(card!, 'Acknowledge');
  const { view } = { view: await house.casework.see(house.people.lead, reference) };
  const deliveries = await house.storage.outbox.ofCase(view.case.id);
  const theirs = deliveries.filter(({ recipient }) => recipient === house.people.lead.id);
  expect(theirs.length).toBeGreaterThan(1);
  expect(theirs.filter(({ acknowledgedBy }) => acknowledgedBy === null)).toEqual([]);
  const acknowledged = view.case.facts.filter(({ kind }) => kind === 'acknowledged');
  expect(acknowledged).toHaveLength(theirs.length);
  await house.fallDue();
  expect(cards().slice(before)).toHaveLength(1);
  expect(buttonsOn(cards().at(-1)!.card).map(({ title }) => title)).not.toContain('Acknowledge');
});

describe('after a time in which the bot was not there and Teams took nothing before, who is to be told first is tried first:', () => {
  const at = async (time: LocalTime) => {
    house.bot.steady.moveTo(londonInstant('2026-04-27', time));
    await house.at('2026-04-27', time);
  };
  const steps = (reference: string) => stepsFor(house.people.officer, reference, 'at-risk-report');

  test('whom the alert is for, and then nobody else is told', async () => {
    const { officer, caseworker } = house.people;
    await house.as(caseworker).say('hello');
    await house.bot.connector.away();
    const risky = await atRiskCase();
    await house.bot.connector.back();
    const before = chat(caseworker).length;
    await at('09:00');
    expect(await steps(risky)).toEqual([]);
    expect(chat(officer).at(-1)).toContain('A child who may be at risk is missing');
    expect(chat(caseworker)).toHaveLength(before);
  });

  /** The officer has blocked the bot, and word of it to the caseworker in their place was not taken before the outage. */
  async function deputyWaits(): Promise<string> {
    const { officer, caseworker } = house.people;
    await house.as(caseworker).say('hello');
    await house.as(officer).in(CHANNEL).say('post alerts here');
    await block(officer);
    house.clock.moveTo(instantOf(Date.parse(house.clock.now()) + 120_000));
    house.bot.connector.refuse([`a:${caseworker.entraId}`], { status: 412, code: 'PreconditionFailed' });
    const risky = await atRiskCase();
    expect(await steps(risky)).toEqual(['deputy told']);
    house.bot.connector.refuse([`a:${caseworker.entraId}`], null);
    return risky;
  }
  const posted = (risky: string) => inChannel().filter((text) => text.includes(risky));

  test('and else whoever was told in their place, and then the channel is not told', async () => {
    const risky = await deputyWaits();
    // At nine the officer is tried anew, who comes first.
    await at('08:59');
    expect(await steps(risky)).toEqual(['deputy told']);
    expect(chat(house.people.caseworker).at(-1)).toContain('A child who may be at risk is missing');
    expect(posted(risky)).toEqual([]);
  });

  test('the same when whom it is for is tried anew that morning, and is still not there', async () => {
    const risky = await deputyWaits();
    const before = triesOf(house.people.officer);
    await at('09:00');
    expect(triesOf(house.people.officer)).toBe(before + 1);
    house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 6_000));
    await house.fallDue();
    expect(chat(house.people.caseworker).at(-1)).toContain('A child who may be at risk is missing');
    expect(await steps(risky)).toEqual(['deputy told']);
    expect(posted(risky)).toEqual([]);
  });

  test('but the channel is told when whoever was told in their place is not there either', async () => {
    const risky = await deputyWaits();
    house.bot.connector.refuse([`a:${house.people.caseworker.entraId}`], { status: 412, code: 'PreconditionFailed' });
    await at('09:00');
    for (const seconds of [6, 60]) {
      house.bot.steady.moveTo(instantOf(house.bot.steady.now() + seconds * 1_000));
      await house.fallDue();
    }
    expect(await steps(risky)).toEqual(['deputy failed', 'team-channel told']);
    expect(posted(risky)).toHaveLength(1);
  });

  test('but others are told when it is tried and not taken', async () => {
    const { officer, caseworker } = house.people;
    await house.as(caseworker).say('hello');
    house.bot.connector.refuse([`a:${officer.entraId}`], { status: 412, code: 'PreconditionFailed' });
    const risky = await atRiskCase();
    await at('09:00');
    expect(await steps(risky)).toEqual(['deputy told']);
  });
});
