import type { Person } from '../../src/people/directory';
import { aCheck, anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import { aMainJobBot, press, say, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let reference: string;
let caseId: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  const { people } = house;
  for (const person of [people.caseworker, people.manager]) await house.as(person).say('hello');
  const absence = anAbsence({ firstDayMissed: '2026-04-27', lastAttended: null });
  const report = { draftId: newId(), triage: noRisk, absence, pupil: aPupil() };
  const { view } = await house.casework.report(people.lead, report);
  ({ reference, id: caseId } = view.case);
  await house.fallDue();
});
afterEach(() => house.bot.close());

const cards = (person: Person) =>
  house
    .as(person)
    .history()
    .filter(({ text }) => text.includes(reference));
const card = (person: Person) => cards(person).at(-1)!;
const titles = (person: Person) => buttonsOn(card(person).card).map(({ title }) => title as string);
const alertsTo = async ({ id }: Person) =>
  (await house.storage.outbox.ofCase(caseId)).filter(({ recipient }) => recipient === id);
const settles = (item: string) => house.policy.checklist.find(({ id }) => id === item)!.settles[0]!;
const rulesTo = async (person: Person) => (await alertsTo(person)).map(({ obligation }) => obligation).sort();

/** After two weeks in which nothing went out, each person has one card for the case. */
describe('a card that tells several alerts', () => {
  beforeEach(() => house.at('2026-05-12', '10:00'));

  test('is no hiding place: each goes on in its own time, and comes to the next person on one card', async () => {
    const { officer, lead, caseworker, head } = house.people;
    const toOfficer = await rulesTo(officer);
    await house.at('2026-05-12', '13:59');
    expect([cards(caseworker), cards(head)]).toEqual([[], []]);
    await house.at('2026-05-12', '14:00');
    expect(await rulesTo(head)).toEqual(await rulesTo(lead));
    // What is overdue has a longer time to answer.
    expect(await rulesTo(caseworker)).toEqual(['ews-contact-due', 'notification-coming', 'notification-due']);
    for (const person of [head, caseworker]) expect(cards(person)).toHaveLength(1);
    expect(card(caseworker).text).toContain(`no answer from ${officer.name} by Tue 12 May 2026, 14:00`);
    expect(card(caseworker).text).toContain('Day 6: contact with the Education Welfare Service is due');
    await house.at('2026-05-13', '10:00');
    expect(await rulesTo(caseworker)).toEqual(toOfficer);
    expect((await say(house.as(officer), 'agenda')).text).toContain('No answer to an alert (1)');
  });

  test('is answered for all of them, also where a colleague holds some of them', async () => {
    const { officer, lead, head } = house.people;
    await house.at('2026-05-12', '14:00');
    const settled = await press(house.as(head), card(head), 'Acknowledge');
    expect(settled.text).toContain('Acknowledged by Cy Head');
    expect(settled.text).toContain('Answered with it');
    expect(settled.text).toContain('Day 5: still missing?');
    await house.fallDue();
    for (const one of [...(await alertsTo(head)), ...(await alertsTo(lead))])
      expect(one).toMatchObject({ acknowledgedBy: head.id, answerBy: null });
    expect(titles(lead)).not.toContain('Acknowledge');
    expect(titles(officer)).toContain('Acknowledge');
  });

  test('goes on asking for the others when what it was sent for is done', async () => {
    const { officer } = house.people;
    expect(card(officer).text).toMatch(/^Overdue: the ten-day notification\n/);
    const sent = aCheck({ outcome: settles('L01'), on: '2026-05-12', at: '09:50' });
    await house.casework.recordCheck(house.people.lead, reference, 'L01', sent, null);
    await house.fallDue();
    expect(card(officer).text).toMatch(/^Overdue: contact with the Education Welfare Service\n/);
    expect(card(officer).text).not.toContain('ten-day notification');
    expect(titles(officer)).toContain('Acknowledge');
    const contacted = aCheck({ outcome: settles('E01'), on: '2026-05-12', at: '09:55' });
    await house.casework.recordCheck(house.people.lead, reference, 'E01', contacted, null);
    await house.fallDue();
    expect(card(officer).text).toContain('This has been done: nothing is asked of you here.');
    expect(titles(officer)).toEqual(['Open the case']);
  });

  test('says the soonest day by which something on it is due', async () => {
    const { text } = card(house.people.lead);
    expect(text.indexOf('Was due Tue 5 May 2026 (Day 6)')).toBeGreaterThan(text.indexOf('By when'));
    expect(text.indexOf('Was due Mon 11 May 2026 (Day 10)')).toBeGreaterThan(text.indexOf('(Day 6)'));
  });

  test('is put off with all of them, and they come again on one card', async () => {
    const { lead, head } = house.people;
    const page = await press(house.as(lead), card(lead), 'Remind me later');
    expect(page.text).toContain('These 4 come again together');
    expect(page.text).toContain('Day 5: still missing?');
    const put = await press(house.as(lead), page, 'Put off', { until: '2026-05-14', reason: 'An aunt rings back.' });
    expect(put.text).toContain('Put off: it comes again on Thu 14 May 2026');
    const before = cards(lead).length;
    await house.at('2026-05-12', '17:00');
    expect(cards(head)).toEqual([]);
    await house.at('2026-05-14', '08:30');
    const again = cards(lead).slice(before);
    expect(again.filter(({ text }) => text.includes('Day 5: still missing?'))).toHaveLength(1);
    expect(await rulesTo(lead)).toEqual(expect.arrayContaining(['school-day-5', 'school-day-6', 'school-day-9']));
    await house.at('2026-05-14', '12:30');
    const passedOn = cards(head).filter(({ text }) => text.includes('no answer from Ash Lead'));
    expect(passedOn).toHaveLength(1);
    for (const day of ['Day 5', 'Day 6', 'Day 9', 'Day 10']) expect(passedOn[0]!.text).toContain(`${day}: `);
  });

  test('stands in the list of deliveries once for each, with its own answer', async () => {
    const { manager, lead } = house.people;
    const list = await say(house.as(manager), 'deliveries unanswered');
    expect(list.text).toContain(`Told on the card of: Day 10: notify the authority`);
    const unanswered = await house.storage.outbox.figures([]);
    await press(house.as(lead), card(lead), 'Acknowledge');
    expect((await house.storage.outbox.figures([])).unanswered).toBe(unanswered.unanswered - 5);
    const answered = await say(house.as(manager), 'deliveries');
    expect(answered.text).toContain('Answered by Ash Lead, Tue 12 May 2026, 10:00');
  });
});

test('the time to answer all of them runs from when their card was sent', async () => {
  const { officer, caseworker } = house.people;
  const { connector, steady } = house.bot;
  connector.refuse([`a:${officer.entraId}`], { status: 503, headers: { 'retry-after': '60' } });
  await house.at('2026-05-12', '10:00');
  connector.refuse([`a:${officer.entraId}`], null);
  steady.moveTo('2026-05-12T11:00:00.000Z');
  await house.at('2026-05-12', '12:00');
  expect(card(officer).text).toContain('Also due since');
  await house.at('2026-05-12', '15:59');
  expect(cards(caseworker)).toEqual([]);
  await house.at('2026-05-12', '16:00');
  expect(await rulesTo(caseworker)).toEqual(['ews-contact-due', 'notification-coming', 'notification-due']);
});
