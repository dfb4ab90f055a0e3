import { inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { aMainJobBot, openItem, press, reportPupil, say, type MainJobBot } from './main-job-bot';

const valueOf = (shown: Shown, id: string) => inputsOn(shown.card).find((input) => input['id'] === id)?.['value'];

describe('what a school learns of a missing child', () => {
  let house: MainJobBot;
  let lead: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    lead = house.as(house.people.lead);
    ({ reference } = await reportPupil(lead));
    await house.at('2026-04-29', '09:00');
  });
  afterEach(() => house.bot.close());

  const view = () => house.casework.see(house.people.lead, reference);

  test('a check on which the child was seen leads on to the sighting, and the officer hears of it', async () => {
    const check = { outcome: 'seen-child', on: '2026-04-28', spokeTo: 'An aunt' };
    const seen = await press(lead, await openItem(lead, reference, 'S04'), 'Save', check);
    expect(seen.text).toContain('The check is recorded.');
    expect(seen.text).toContain('tells the authority');
    expect(valueOf(seen, 'on')).toBe('2026-04-28');
    expect(await house.storage.drafts.onItem((await view()).case.id, 'S04')).toBeNull();
    await press(lead, seen, 'Save', { where: 'elsewhere', by: 'An aunt' });
    await house.fallDue();
    expect(house.as(house.people.officer).history().at(-1)!.text).toContain('A missing pupil has been seen');
  });

  test('so does a review that has located the child', async () => {
    const check = { outcome: 'located', evidence_present: 'Both' };
    const seen = await press(lead, await openItem(lead, reference, 'R01', 'Day 20: review'), 'Save', check);
    expect(seen.text).toContain('Seen, and not back in school');
  });

  test('an attendance matter says what follows', async () => {
    const check = { outcome: 'attendance-case', evidence_reason: 'Staying with an aunt' };
    const after = await press(lead, await openItem(lead, reference, 'S13'), 'Save', check);
    expect(after.text).toContain('ask the Education Welfare Service for support');
    expect((await press(lead, after, 'Close the case')).text).toContain('How did it end?');
  });

  test('days that cannot be are told beside the field', async () => {
    const page = await press(lead, await say(lead, `case ${reference}`), 'Seen, not back');
    const sighting = { where: 'elsewhere', by: 'An aunt' };
    const early = await press(lead, page, 'Save', { ...sighting, on: '2026-04-23' });
    expect(early.text).toContain(
      'Thu 23 April 2026 is too long ago for this absence. Give a day from Fri 24 April 2026 on.',
    );
    expect((await press(lead, early, 'Save', { on: '2026-04-30' })).text).toContain(
      'Thu 30 April 2026 is still to come.',
    );
    expect((await press(lead, early, 'Save', { on: '2026-04-24' })).text).not.toContain('too long ago');

    const check = { outcome: 'no-answer', on: '2026-04-12' };
    const old = await press(lead, await openItem(lead, reference, 'S04'), 'Save', check);
    expect(old.text).toContain('Give a day from Mon 13 April 2026 on.');
    expect((await press(lead, old, 'Save', { on: '2026-05-01' })).text).toContain('Fri 1 May 2026 is still to come.');

    const call = { agency: 'police', contactOn: '2025-04-29', contactAt: '08:40' };
    const urgent = await press(lead, await say(lead, `case ${reference}`), 'Safeguarding contact');
    const wrong = await press(lead, urgent, 'Record this contact', call);
    expect(wrong.text).toContain('Tue 29 April 2025 is too long ago');
    expect((await view()).case.facts.filter(({ kind }) => kind === 'safeguarding-contacted')).toEqual([]);
  });
});
