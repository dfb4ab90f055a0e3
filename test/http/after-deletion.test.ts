import { inputsOn } from '../support/cards';
import { referralSheet } from '../../src/records/referral-form';
import { caseOf, close, fillIn, find, followUp, offered, open } from './case-pages';
import { typedAt } from '../builders/ends-of-a-pack';
import { aMainJobBot, press, reportPupil, type MainJobBot } from './main-job-bot';
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
  expect(await offered(lead, reference)).not.toContain('The child has been found');
  expect(await offered(officer, reference)).toContain('Close the case');
});

describe('the child never came to the place for which the name was deleted', () => {
  const PLACE = {
    'other-school': {
      ground: 'a',
      reason: 'other-school',
      step: 'Have the other school confirm',
      says: 'take the child',
    },
    'other-authority': {
      ground: 'g',
      reason: 'moved',
      step: 'Have the other authority confirm',
      says: 'another authority',
    },
  } as const;

  async function closedAt(where: keyof typeof PLACE) {
    const officer = house.as(house.people.officer);
    const { ground, reason, step } = PLACE[where];
    const typed = { by: 'The head there', ...typedAt(house.policy, where, '2026-04-30') };
    await find(officer, reference, where, { on: '2026-04-30', ...typed });
    if (where === 'other-authority') {
      await followUp(officer, reference, 'Tell the other authority', 'told');
    }
    await followUp(officer, reference, step, 'confirmed');
    await takeOff(house, reference, ground);
    await close(officer, reference, reason);
  }

  test.each(Object.keys(PLACE) as (keyof typeof PLACE)[])(
    '%s: the case is opened again without a word on the register, says so, and is told at once',
    async (where) => {
      await closedAt(where);
      // A Sunday evening.
      await house.at('2026-05-03', '20:00');
      const officer = house.as(house.people.officer);
      const who = where === 'other-school' ? house.as(house.people.lead) : officer;
      const page = await open(who, reference, 'Open the case again');
      expect(inputsOn(page.card).map(({ id }) => id)).toEqual(['why']);
      expect(page.text).toContain('Where the child was said to be');
      const card = await press(who, page, 'Open the case again', { why: 'They have never seen the child' });
      expect(card.text).toContain('The child is on no roll, and not where they were said to be.');
      // The child comes before the papers that are still owed of its name.
      const { title: asks } = house.policy.referrals.followUp;
      expect(card.text.slice(card.text.indexOf('What is next'))).toMatch(
        new RegExp(`^What is next\\s+${asks.replace('?', '\\?')}\\s+.*Sun 3 May 2026`),
      );
      expect(card.text).toContain(PLACE[where].says);
      expect(card.text).not.toContain('The child is on the roll of another school');
      const { title } = house.policy.alerts.find(({ trigger }) => trigger.kind === 'nowhere')!;
      await house.fallDue();
      const alert = officer.history().filter(({ text }) => text.includes(title) && text.includes('What happened'));
      expect(alert.map(({ text }) => text.includes('They have never seen the child'))).toEqual([true]);
      expect(await offered(officer, reference)).not.toContain('Put on hold');
      const { casework, people } = house;
      const view = await casework.see(people.officer, reference);
      expect(
        JSON.stringify(referralSheet(view, new Map(), { person: people.officer, at: house.bot.clock.now() })),
      ).toContain(PLACE[where].says);
    },
  );
});

test('nothing is put off of a child who is nowhere, also by a page that was open before anybody knew', async () => {
  const officer = house.as(house.people.officer);
  const typed = { by: 'An aunt', ...typedAt(house.policy, 'other-authority', '2026-04-30') };
  await find(officer, reference, 'other-authority', { on: '2026-04-30', ...typed });
  await takeOff(house, reference, 'g');
  const page = await open(officer, reference, 'Put on hold');
  const why = 'They have never heard of the child';
  await fillIn(officer, reference, 'The child is not there after all', 'Go on with the search', { why });
  expect(await offered(officer, reference)).not.toContain('Put on hold');
  const refused = await press(officer, page, 'Put on hold', { until: '2026-05-20', reason: 'Waiting for the aunt' });
  expect(refused.text).toContain('Find out who has seen the child, and say on the case where things stand.');
  expect((await house.casework.see(house.people.officer, reference)).assessment.hold).toBeNull();
});

test('the authority is asked how great the risk is, of a child whose name is gone and whom nobody has found', async () => {
  const officer = house.as(house.people.officer);
  const lead = house.as(house.people.lead);
  const typed = { by: 'An aunt', ...typedAt(house.policy, 'other-authority', '2026-04-30') };
  await find(officer, reference, 'other-authority', { on: '2026-04-30', ...typed });
  await takeOff(house, reference, 'g');
  const why = 'They have never heard of the child';
  await fillIn(officer, reference, 'The child is not there after all', 'Go on with the search', { why });
  const { title } = house.policy.alerts.find(
    ({ trigger }) => trigger.kind === 'overdue' && trigger.item === 'tier-off-roll',
  )!;
  const told = ({ history }: typeof lead) => history().filter(({ text }) => text.includes(title)).length;
  // The fifth working day after a Thursday, with the bank holiday of May in between, is over.
  await house.at('2026-05-07', '09:30');
  expect(told(officer)).toBe(0);
  await house.at('2026-05-08', '09:30');
  expect([told(officer), told(lead)]).toEqual([1, 0]);
  await fillIn(officer, reference, 'How great is the risk?', 'Save', { tier: 'amber' });
  const { assessment } = await house.casework.see(house.people.officer, reference);
  expect(assessment.obligations.find(({ id }) => id === 'tier-off-roll')).toMatchObject({ state: 'later' });
});

test('nobody reads that a child is searched for who is told to have died once the name is deleted', async () => {
  const officer = house.as(house.people.officer);
  await find(officer, reference, 'other-authority', {
    on: '2026-04-30',
    by: 'An aunt',
    ...typedAt(house.policy, 'other-authority', '2026-04-30'),
  });
  await takeOff(house, reference, 'g');
  const told = { by: 'Sgt Lee, Merseyside Police', known: 'The police rang the office', on: '2026-04-30' };
  await fillIn(officer, reference, 'The child has died', 'Save', told);
  const { text } = await caseOf(officer, reference);
  expect(text).toContain('The name was deleted from the register');
  expect(text).not.toMatch(/searching|missing education in law|education is confirmed/i);
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

test('what a case waits for once the name is deleted is said once, where the child was found', async () => {
  const officer = house.as(house.people.officer);
  const typed = typedAt(house.policy, 'other-school', '2026-04-30');
  await find(officer, reference, 'other-school', { by: 'An aunt', ...typed });
  await followUp(officer, reference, 'Have the other school confirm', 'confirmed');
  await takeOff(house, reference, 'a');
  const { text } = await caseOf(officer, reference);
  expect(text).toContain('The name was deleted from the register on Thu 30 April 2026.');
  expect(text.split('The case stays open until')).toHaveLength(2);
});
