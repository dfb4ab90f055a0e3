import type { LocalDate } from '../../src/domain/calendar/date';
import { londonInstant, type LocalTime } from '../../src/domain/calendar/london';
import { instantOf } from '../../src/notices/steady-clock';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import { aMainJobBot, press, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let reference: string;
let caseId: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  const absence = anAbsence({ firstDayMissed: '2026-04-27', lastAttended: null });
  const report = { draftId: newId(), triage: noRisk, absence, pupil: aPupil() };
  const { view } = await house.casework.report(house.people.lead, report);
  ({ reference, id: caseId } = view.case);
  await house.fallDue();
});
afterEach(() => house.bot.close());

const cards = () =>
  house
    .as(house.people.officer)
    .history()
    .filter(({ text }) => text.includes(reference));
const alerts = async () =>
  (await house.storage.outbox.ofCase(caseId)).filter(({ recipient }) => recipient === house.people.officer.id);
async function at(date: LocalDate, time: LocalTime): Promise<void> {
  house.bot.steady.moveTo(londonInstant(date, time));
  await house.at(date, time);
}
const answersWith = (trouble: Parameters<MainJobBot['bot']['connector']['refuse']>[1]) =>
  house.bot.connector.refuse([`a:${house.people.officer.entraId}`], trouble);
/** So much later by the steady clock, at the same moment of the day. */
async function waited(minutes: number): Promise<void> {
  house.bot.steady.moveTo(instantOf(Date.parse(londonInstant('2026-05-12', '16:00')) + minutes * 60_000));
  await house.fallDue();
}
const REPEAT = 'You may have had this alert before';

describe('after a week in which Teams gave no clear answer', () => {
  test.each([
    ['but told of a fault', { status: 503 }],
    ['since each call was cut off', { reset: true }],
  ] as const)('%s, what waited is one card, which says that it may be a repeat', async (_why, trouble) => {
    const before = cards().length;
    answersWith(trouble);
    for (const day of ['2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08', '2026-05-11', '2026-05-12'] as const) {
      await at(day, '08:45');
      await at(day, '16:00');
    }
    answersWith(null);
    for (const minutes of [20, 90, 200]) await waited(minutes);
    const [card, ...more] = cards().slice(before);
    expect(more).toEqual([]);
    expect(card!.text).toContain(REPEAT);
    expect(card!.text).toContain('Also due since');
    expect((await alerts()).filter(({ foldedInto }) => foldedInto !== null).length).toBeGreaterThan(2);
  });
});

test('an answer on a card that was shown before others joined it answers itself, and the others are asked for', async () => {
  const before = cards().length;
  answersWith({ status: 504, accepted: true });
  await at('2026-05-05', '08:45');
  const [shown] = cards().slice(before);
  answersWith({ status: 412 });
  await at('2026-05-12', '16:00');
  await press(house.as(house.people.officer), shown!, 'Acknowledge');
  const answered = (await alerts()).filter(({ acknowledgedAt }) => acknowledgedAt !== null);
  expect(answered).toHaveLength(1);
  answersWith(null);
  for (const minutes of [20, 90, 200]) await waited(minutes);
  const card = cards().at(-1)!;
  expect(card.text).toContain('Also due since');
  const { title } = house.policy.alerts.find(({ id }) => id === answered[0]!.obligation)!;
  expect(shown!.text).toContain(title);
  expect(card.text).not.toContain(title);
  expect(buttonsOn(card.card).map(({ title }) => title)).toContain('Acknowledge');
  await press(house.as(house.people.officer), card, 'Acknowledge');
  expect((await alerts()).filter(({ acknowledgedAt }) => acknowledgedAt === null)).toEqual([]);
});

test('what several people saw while Teams was away is one card, which tells each in its own words', async () => {
  await at('2026-04-28', '09:00');
  const before = cards().length;
  await house.bot.connector.away();
  for (const [time, by] of [
    ['09:10', 'An aunt'],
    ['09:20', 'A postman'],
    ['09:30', 'A neighbour'],
  ] as const) {
    const sighting = { on: '2026-04-28', where: 'elsewhere', by, note: '' } as const;
    await house.casework.recordSighting(house.people.lead, reference, sighting);
    await at('2026-04-28', time);
  }
  await house.bot.connector.back();
  await at('2026-04-28', '11:00');
  const [card, ...more] = cards().slice(before);
  expect(more).toEqual([]);
  expect(card!.text).toMatch(/^A missing pupil has been seen or is back\n/);
  for (const by of ['An aunt', 'A postman', 'A neighbour']) expect(card!.text).toContain(by);
});
