import type { Person } from '../../src/people/directory';
import { aCheck, anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import { aMainJobBot, press, type MainJobBot } from './main-job-bot';
import { watched } from './steps-taken';

let house: MainJobBot;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  const { people } = house;
  for (const person of [people.caseworker, people.manager]) await house.as(person).say('hello');
  const absence = anAbsence({ firstDayMissed: '2026-04-27', lastAttended: null });
  const report = { draftId: newId(), triage: noRisk, absence, pupil: aPupil() };
  const { view } = await house.casework.report(people.lead, report);
  ({ reference } = view.case);
  await house.fallDue();
  await house.at('2026-05-05', '08:30');
});
afterEach(() => house.bot.close());

const DAY_6 = 'Day 6: contact with the Education Welfare Service is due';
const told = ({ id }: Person) => {
  const person = Object.values(house.people).find((one) => one.id === id)!;
  const shown = house.as(person).history();
  return shown.filter(({ text }) => text.includes(reference) && text.includes(DAY_6) && text.includes('By when'));
};
/** The cards that stood for an alert before it was told again. */
const replaced = ({ id }: Person) => {
  const person = Object.values(house.people).find((one) => one.id === id)!;
  const shown = house.as(person).history();
  return shown.filter(({ text }) => text.includes('A newer card below holds this alert'));
};
const titles = ({ card }: { readonly card: object }) => buttonsOn(card).map(({ title }) => title as string);
const settles = (item: string) => house.policy.checklist.find(({ id }) => id === item)!.settles[0]!;
const close = () =>
  house.casework.close(house.people.officer, reference, 'reported-in-error', 'Another child was meant.');
const reopen = () => house.casework.outcomes.reopen(house.people.officer, reference, 'It was this child.', null);
const quietly = async () => {
  for (let times = 0; times < 3; times += 1) await house.fallDue();
};

describe('an alert that is over before anybody has answered', () => {
  test('is told again when its case is opened again, once, and has its time to answer anew', async () => {
    const { officer, caseworker } = house.people;
    await house.at('2026-05-05', '12:00');
    await close();
    await quietly();
    expect(told(officer).map(titles)).toEqual([['Open the case']]);
    await house.at('2026-05-05', '13:00');
    await reopen();
    await quietly();
    expect(told(officer).map(titles)).toEqual([expect.arrayContaining(['Acknowledge'])]);
    expect(replaced(officer).map(titles)).toEqual([[]]);
    await house.at('2026-05-05', '16:59');
    expect(told(caseworker)).toEqual([]);
    await house.at('2026-05-05', '17:00');
    expect(told(caseworker)).toHaveLength(1);
    expect(told(caseworker)[0]!.text).toContain(`no answer from ${officer.name} by Tue 5 May 2026, 17:00`);
    expect([told(officer).length, replaced(officer).length]).toEqual([1, 1]);
  });

  test('comes a second time to whom it was passed on as well', async () => {
    const { officer, caseworker } = house.people;
    await house.at('2026-05-05', '12:30');
    expect(told(caseworker)).toHaveLength(1);
    await close();
    await quietly();
    await reopen();
    await quietly();
    expect([replaced(officer).length, replaced(caseworker).length]).toEqual([1, 0]);
    await house.at('2026-05-05', '16:30');
    expect([told(caseworker).length, replaced(caseworker).length]).toEqual([1, 1]);
    await press(house.as(caseworker), told(caseworker)[0]!, 'Acknowledge');
    await quietly();
    expect(titles(told(officer)[0]!)).not.toContain('Acknowledge');
  });

  test('is told again when what was done is put right, and not while nothing has changed', async () => {
    const { officer, lead } = house.people;
    const contacted = aCheck({ outcome: settles('E01'), on: '2026-05-05', at: '08:40' });
    await house.casework.recordCheck(lead, reference, 'E01', contacted, null);
    await quietly();
    expect(told(officer).map(titles)).toEqual([['Open the case']]);
    const { facts } = (await house.casework.see(lead, reference)).case;
    const seen = facts.findLast(({ kind }) => kind === 'check-recorded')!.id;
    const mistake = aCheck({ outcome: 'no-answer', on: '2026-05-05', at: '08:40', note: 'It was another family.' });
    await house.casework.recordCheck(lead, reference, 'E01', mistake, seen);
    await quietly();
    expect([told(officer).length, replaced(officer).length]).toEqual([1, 1]);
  });

  test('leaves one card that asks, however often it is told and though nothing was edited in between', async () => {
    const { officer } = house.people;
    for (const times of [1, 2]) {
      await close();
      await reopen();
      await quietly();
      expect(replaced(officer).map(titles)).toEqual(Array(times).fill([]));
      expect(told(officer).map(titles)).toEqual([expect.arrayContaining(['Acknowledge'])]);
    }
  });

  test('keeps its old card until the new one is there', async () => {
    const { officer } = house.people;
    const { connector, steady } = house.bot;
    await close();
    await quietly();
    connector.refuse([`a:${officer.entraId}`], { status: 503, headers: { 'retry-after': '60' } });
    const begun = connector.calls.length;
    await reopen();
    await quietly();
    const tried = connector.calls
      .slice(begun)
      .filter(({ conversationId }) => conversationId === `a:${officer.entraId}`);
    expect(new Set(tried.map(({ method }) => method))).toEqual(new Set(['POST']));
    connector.refuse([`a:${officer.entraId}`], null);
    for (const minutes of ['05', '10', '15']) {
      steady.moveTo(`2026-05-05T12:${minutes}:00.000Z`);
      await quietly();
    }
    expect([told(officer).length, replaced(officer).length]).toEqual([1, 1]);
  });

  test('is not told again once it was answered', async () => {
    const { officer } = house.people;
    await press(house.as(officer), told(officer)[0]!, 'Acknowledge');
    await close();
    await quietly();
    await reopen();
    await quietly();
    expect(told(officer)).toHaveLength(1);
  });

  test('comes again on its day, and not before, where its recipient has put it off', async () => {
    const { officer } = house.people;
    const day8 = () =>
      house
        .as(officer)
        .history()
        .filter(({ text }) => text.includes('Day 8: the ten-day notification is coming'));
    await house.at('2026-05-07', '08:30');
    const page = await press(house.as(officer), day8()[0]!, 'Remind me later');
    await press(house.as(officer), page, 'Put off', { until: '2026-05-08', reason: 'The office rings back.' });
    await close();
    await quietly();
    await reopen();
    await quietly();
    expect(day8()).toHaveLength(1);
    await house.at('2026-05-08', '08:30');
    expect(day8()).toHaveLength(2);
  });

  test('is brought again to whoever stood in for a recipient who cannot be reached', async () => {
    const { officer, caseworker } = house.people;
    const day8 = () =>
      house
        .as(caseworker)
        .history()
        .filter(({ text }) => text.includes('Day 8: the ten-day notification is coming'));
    await watched(() => house).block(officer);
    await house.at('2026-05-07', '08:30');
    expect(day8()).toHaveLength(1);
    await close();
    await quietly();
    await reopen();
    await quietly();
    expect([day8().length, replaced(caseworker).length]).toEqual([1, 1]);
    expect(await house.storage.steps.alarms()).toBe(0);
  });

  test('is told after all where it had not arrived before its case was closed', async () => {
    const { officer } = house.people;
    const { connector, steady } = house.bot;
    const day8 = () =>
      house
        .as(officer)
        .history()
        .filter(({ text }) => text.includes('Day 8: the ten-day notification is coming'));
    connector.refuse([`a:${officer.entraId}`], { status: 503, headers: { 'retry-after': '60' } });
    await house.at('2026-05-07', '08:30');
    await close();
    connector.refuse([`a:${officer.entraId}`], null);
    steady.moveTo('2026-05-07T08:00:00.000Z');
    await quietly();
    expect(day8()).toEqual([]);
    await reopen();
    await quietly();
    expect(day8()).toHaveLength(1);
  });
});
