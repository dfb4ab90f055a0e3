import type { Client } from '../support/client';
import { caseOf, find } from './case-pages';
import { aMainJobBot, press, reportPupil, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let lead: Client;
let officer: Client;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  lead = house.as(house.people.lead);
  officer = house.as(house.people.officer);
  ({ reference } = await reportPupil(lead));
  await house.at('2026-04-30', '09:00');
});
afterEach(() => house.bot.close());

const KNOWN = { on: '2026-04-30', by: 'An aunt' };
const assessed = async () => (await house.casework.see(house.people.officer, reference)).assessment;

test('back at school by word of the authority: the school is told, until its own register says so', async () => {
  await find(house.as(house.people.caseworker), reference, 'back-at-school', KNOWN);
  const telling = async () => (await assessed()).obligations.filter(({ id }) => id === 'found-tell-school');
  expect(await telling()).toMatchObject([{ state: 'due', owner: 'tracking-officer' }]);
  expect((await caseOf(officer, reference)).text).toContain('Tell the school where the child is');
  await house.fallDue();
  const heard = officer.history().find(({ text }) => text.includes('A missing pupil has been'));
  expect(heard!.text).not.toContain('The school says');
  await press(lead, await caseOf(lead, reference), 'Back in school');
  expect(await telling()).toEqual([]);
});
