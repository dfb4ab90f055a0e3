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

test('nobody has confirmed where a child is before the child was missing', async () => {
  const typed = { evidence_authority: 'Leeds', 'found-authority-confirms_who': 'CME officer' };
  const confirmedOn = (on: string) => ({ ...KNOWN, ...typed, 'found-authority-confirms_on': on });
  const wrong = await find(officer, reference, 'other-authority', confirmedOn('1900-01-01'));
  expect(wrong.text).toContain('is too long ago for this absence.');
  const later = await press(officer, wrong, 'Save', confirmedOn('2026-05-04'));
  expect(later.text).toContain('is still to come.');
  const { outcomes } = house.casework;
  const place = { where: 'other-authority', on: '2026-04-30', by: 'An aunt', note: '' } as const;
  const confirmed = { step: 'found-authority-confirms', answer: 'confirmed', who: 'CME officer', note: '' };
  const ago = { ...confirmed, on: '1900-01-01' } as const;
  const refused = { says: expect.stringContaining('is too long ago') };
  const details = { authority: 'Leeds' };
  await expect(outcomes.locate(house.people.officer, reference, { ...place, details }, [ago])).rejects.toMatchObject(
    refused,
  );
  await press(officer, later, 'Save', {
    ...KNOWN,
    ...typed,
    'found-authority-confirms_who': '',
    'found-authority-confirms_on': '',
  });
  await expect(outcomes.followUp(house.people.officer, reference, ago)).rejects.toMatchObject(refused);
  await outcomes.followUp(house.people.officer, reference, { ...ago, on: '2026-04-30' });
});
