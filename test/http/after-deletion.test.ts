import { inputsOn } from '../support/cards';
import { caseOf, offered, open } from './case-pages';
import { aMainJobBot, reportPupil, type MainJobBot } from './main-job-bot';
import { takeOff } from './take-off';

let house: MainJobBot;
let reference: string;

beforeEach(async () => {
  house = await aMainJobBot('chat');
  await house.as(house.people.manager).say('hello');
  ({ reference } = await reportPupil(house.as(house.people.lead)));
  await house.at('2026-04-30', '09:00');
  await takeOff(house, reference, 'k');
  await house.fallDue();
});
afterEach(() => house.bot.close());

test('nobody reads that a child who has died is searched for, and nobody says that the child is back at school', async () => {
  const lead = house.as(house.people.lead);
  const officer = house.as(house.people.officer);
  const said = [...officer.history(), await caseOf(lead, reference), await caseOf(officer, reference)];
  const words = said.map(({ text }) => text).join('\n');
  expect(words).toContain('a child has died');
  expect(words).toContain('We are sorry.');
  expect(words).not.toMatch(/searching|missing education in law/i);
  const where = inputsOn((await open(lead, reference, 'The child has been found')).card).find(
    ({ id }) => id === 'where',
  );
  expect(where!['choices'].map(({ value }: { value: string }) => value)).not.toContain('back-at-school');
  expect(await offered(officer, reference)).toContain('Close the case');
});
