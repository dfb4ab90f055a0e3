import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import { aMainJobBot, type MainJobBot } from './main-job-bot';

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

const lead = () => house.as(house.people.lead);
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
