import type { Person } from '../../src/people/directory';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import { aMainJobBot, press, type MainJobBot } from './main-job-bot';

const DAY_6 = 'Day 6: contact with the Education Welfare Service is due';
const OVERDUE = 'Overdue: contact with the Education Welfare Service';

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  const { people } = house;
  for (const person of [people.caseworker, people.manager]) await house.as(person).say('hello');
  const absence = anAbsence({ firstDayMissed: '2026-04-27', lastAttended: null });
  const report = { draftId: newId(), triage: noRisk, absence, pupil: aPupil() };
  await house.casework.report(people.lead, report);
  await house.fallDue();
  await house.at('2026-05-05', '08:30');
});
afterEach(() => house.bot.close());

/** Cards that ask something of them, and tell them this, by itself or with others. */
const asking = (person: Person, told: string) =>
  house
    .as(person)
    .history()
    .filter(({ text, card }) => text.includes(told) && buttonsOn(card).some((one) => one.title === 'Acknowledge'));
const putOff = async (person: Person, title: string, until: string) => {
  const page = await press(house.as(person), asking(person, title).at(-1)!, 'Remind me later');
  await press(house.as(person), page, 'Put off', { until, reason: 'The office rings back.' });
};

describe('an alert that something is due was put off, and by then it is overdue:', () => {
  test('whoever was told so meanwhile is not told again that it is due', async () => {
    const { officer } = house.people;
    await putOff(officer, DAY_6, '2026-05-07');
    await house.at('2026-05-06', '08:30');
    expect(asking(officer, OVERDUE)).toHaveLength(1);
    const before = house.as(officer).history().length;
    await house.at('2026-05-07', '08:30');
    expect([asking(officer, DAY_6), asking(officer, OVERDUE)].map(({ length }) => length)).toEqual([0, 1]);
    const since = house.as(officer).history().slice(before);
    expect(since.filter(({ text }) => text.includes(DAY_6))).toEqual([]);
  });

  test('nor is whoever is told so on that very morning', async () => {
    const { officer } = house.people;
    await putOff(officer, DAY_6, '2026-05-06');
    const before = house.as(officer).history().length;
    await house.at('2026-05-06', '08:30');
    const since = house.as(officer).history().slice(before);
    expect(since.map(({ text }) => text)).toEqual([expect.stringMatching(new RegExp(`^${OVERDUE}`))]);
    expect(since[0]!.text).not.toContain(DAY_6);
  });

  test('nor while they have put that off as well, which comes again on its own day', async () => {
    const { officer } = house.people;
    await putOff(officer, DAY_6, '2026-05-07');
    await house.at('2026-05-06', '08:30');
    await putOff(officer, OVERDUE, '2026-05-08');
    await house.at('2026-05-07', '08:30');
    expect([asking(officer, DAY_6), asking(officer, OVERDUE)].map(({ length }) => length)).toEqual([0, 0]);
    await house.at('2026-05-08', '08:30');
    expect([asking(officer, DAY_6), asking(officer, OVERDUE)].map(({ length }) => length)).toEqual([0, 1]);
  });

  test('whoever has heard of nothing overdue is reminded on their day all the same', async () => {
    const { officer, caseworker } = house.people;
    // Nobody answers for four school hours, so it goes to the caseworker.
    await house.at('2026-05-05', '12:30');
    await putOff(caseworker, DAY_6, '2026-05-07');
    await house.at('2026-05-06', '08:30');
    await press(house.as(officer), asking(officer, OVERDUE)[0]!, 'Acknowledge');
    await house.at('2026-05-07', '08:30');
    expect(asking(caseworker, OVERDUE)).toEqual([]);
    expect(asking(caseworker, DAY_6)).toHaveLength(1);
  });
});
