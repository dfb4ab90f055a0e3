import { inputsOn } from '../support/cards';
import { caseOf, fillIn, find, offered, open } from './case-pages';
import { typedAt } from '../builders/ends-of-a-pack';
import { aMainJobBot, reportPupil, type MainJobBot } from './main-job-bot';
import { takeOff } from './take-off';

let house: MainJobBot;
let reference: string;

beforeEach(async () => {
  house = await aMainJobBot('chat');
  await house.as(house.people.manager).say('hello');
  ({ reference } = await reportPupil(house.as(house.people.lead)));
  await house.at('2026-04-30', '09:00');
});
afterEach(() => house.bot.close());

test('nobody reads that a child who has died is searched for, and nobody says that the child is back at school', async () => {
  await takeOff(house, reference, 'k');
  await house.fallDue();
  const lead = house.as(house.people.lead);
  const officer = house.as(house.people.officer);
  const said = [...officer.history(), await caseOf(lead, reference), await caseOf(officer, reference)];
  const words = said.map(({ text }) => text).join('\n');
  expect(words).toContain('a child has died');
  expect(words).toContain('We are sorry.');
  expect(words).not.toMatch(/searching|missing education in law|Risk has changed/i);
  const where = inputsOn((await open(lead, reference, 'The child has been found')).card).find(
    ({ id }) => id === 'where',
  );
  expect(where!['choices'].map(({ value }: { value: string }) => value)).not.toContain('back-at-school');
  expect(await offered(officer, reference)).toContain('Close the case');
});

test('a return that never went is asked for on, of the school and the officer, until it has gone', async () => {
  const lead = house.as(house.people.lead);
  const officer = house.as(house.people.officer);
  const { title } = house.policy.alerts.find(({ id }) => id === 'return-new-pupil-overdue')!;
  const told = ({ history }: typeof lead) => history().filter(({ text }) => text.includes(title)).length;
  await fillIn(lead, reference, 'The name was entered', 'Save', { on: '2026-04-27' });
  await find(officer, reference, 'other-authority', {
    by: 'An aunt',
    ...typedAt(house.policy, 'other-authority', '2026-04-29'),
  });
  await takeOff(house, reference, 'g');
  await house.at('2026-05-05', '08:30');
  expect([told(lead), told(officer)]).toEqual([1, 1]);
  await house.at('2026-05-12', '08:30');
  expect([told(lead), told(officer)]).toEqual([2, 2]);
  await fillIn(lead, reference, 'Record a return', 'Save', { return: 'new-pupil', on: '2026-05-12' });
  await house.at('2026-05-21', '08:30');
  // The cards that asked say by now that it is done.
  expect([told(lead), told(officer)]).toEqual([0, 0]);
});
