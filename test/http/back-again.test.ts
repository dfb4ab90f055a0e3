import { aMainJobBot, reportPupil, say, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());

test('who is back reads of every alert that a colleague got meanwhile, also of those told on the card of another', async () => {
  const { lead, officer, caseworker, manager } = house.people;
  const [mine, theirs] = [house.as(officer), house.as(caseworker)];
  for (const person of [caseworker, manager]) await house.as(person).say('hello');
  const { reference } = await reportPupil(house.as(lead));
  await say(mine, 'away until 2026-05-13');
  await house.at('2026-05-12', '10:00');
  const cards = theirs.history().filter(({ text }) => text.includes(reference));
  expect(cards).toHaveLength(1);
  expect(cards[0]!.text).toContain('Also due since');

  await house.at('2026-05-13', '08:30');
  const lists = () => mine.history().filter(({ text }) => text.includes('While you were away'));
  expect(lists()).toHaveLength(1);
  for (const title of ['Day 6: contact with the Education Welfare Service is due', 'Overdue: the ten-day notification'])
    expect(lists()[0]!.text).toContain(title);
  await house.at('2026-05-13', '08:31');
  expect(lists()).toHaveLength(1);
});
