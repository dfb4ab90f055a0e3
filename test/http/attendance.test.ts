import { inputsOn } from '../support/cards';
import type { Client } from '../support/client';
import { fillIn, open } from './case-pages';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

describe('the register, told in a chat', () => {
  let house: MainJobBot;
  let lead: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    lead = house.as(house.people.lead);
    ({ reference } = await reportPupil(lead));
  });
  afterEach(() => house.bot.close());

  const answer = async (title: string) => press(lead, await say(lead, `case ${reference}`), title);
  const day = async () => (await house.casework.see(house.people.lead, reference)).assessment.day;
  const marks = async () =>
    (await house.casework.see(house.people.lead, reference)).case.facts.flatMap((fact) =>
      fact.kind === 'attendance' ? [fact.mark] : [],
    );

  test('a second absence runs on until somebody says otherwise, and alerts on its own Day 6', async () => {
    await house.at('2026-04-29', '09:00');
    await answer('Back in school');
    await house.at('2026-05-01', '09:00');
    await answer('Still missing');
    expect(await day()).toBe(1);
    const days = [];
    for (const date of ['2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08'] as const) {
      await house.at(date, '09:00');
      days.push(await day());
    }
    expect(days).toEqual([2, 3, 4, 5]);
    const officer = house.as(house.people.officer);
    const told = () =>
      officer.history().filter(({ text }) => text.includes('Day 6: contact with the Education Welfare'));
    expect(told()).toHaveLength(0);
    await house.at('2026-05-11', '09:00');
    expect(await day()).toBe(6);
    expect(told()).toHaveLength(1);
  });

  test('still missing on a Saturday speaks of the last school day', async () => {
    await house.at('2026-04-29', '09:00');
    await answer('Back in school');
    await house.at('2026-05-02', '10:00');
    await answer('Still missing');
    expect((await marks()).at(-1)).toMatchObject({ code: 'N', from: '2026-05-01', to: null });
  });

  test('still missing keeps the code of the absence and confirms it up to today', async () => {
    await house.at('2026-04-28', '09:00');
    await press(lead, await answer('Another code'), 'Save', { code: 'O', from: '2026-04-27' });
    await house.at('2026-04-30', '09:00');
    expect((await answer('Still missing')).text).toContain('Confirmed up to today.');
    expect((await marks()).at(-1)).toMatchObject({ code: 'O', from: '2026-04-30', to: null });
    expect(await day()).toBe(4);
  });

  test('another code goes on by itself and says so, but a late day is one day', async () => {
    await house.at('2026-04-28', '09:00');
    const page = await answer('Another code');
    expect(inputsOn(page.card).find(({ id }) => id === 'to')!['value'] ?? '').toBe('');
    expect(page.text).toContain('until somebody says otherwise');
    await press(lead, page, 'Save', { code: 'U' });
    const asked = await press(lead, await answer('Another code'), 'Save', { code: 'O' });
    await press(lead, asked, 'Save', { code: 'O', because: 'The pupil did not come late, but not at all' });
    expect(await marks()).toEqual([
      expect.objectContaining({ code: 'U', from: '2026-04-28', to: '2026-04-28' }),
      expect.objectContaining({ code: 'O', from: '2026-04-28', to: null }),
    ]);
  });

  test('days on record as present are told as missing only with a reason, and the officer is told', async () => {
    await house.at('2026-05-08', '09:00');
    const present = await answer('Another code');
    await press(lead, present, 'Save', { code: '/', from: '2026-04-30', to: '2026-05-08' });
    expect(await day()).toBeNull();
    await house.at('2026-05-11', '09:00');

    const missing = { code: 'N', from: '2026-04-27' };
    const asked = await press(lead, await answer('Another code'), 'Save', missing);
    expect(asked.text).toContain('Thu 30 April 2026 to Fri 8 May 2026');
    expect(asked.text).toContain('Say in a sentence why these days change.');
    expect(await day()).toBe(1);
    await press(lead, asked, 'Save', { ...missing, because: 'A sister was marked instead' });
    expect(await day()).toBe(10);

    await house.fallDue();
    const told = house.as(house.people.officer).history();
    expect(told.some(({ text }) => text.includes('Days on the register were told anew'))).toBe(true);
    const ground = await fillIn(lead, reference, 'May the name be removed?', 'See what it asks for', { ground: 'i' });
    expect(ground.text).toContain('To look at: days that were told anew');
    expect(ground.text).toContain('A sister was marked instead');
  });

  test('one tap takes no day back on which the pupil was in school', async () => {
    await house.at('2026-04-29', '09:00');
    const card = await say(lead, `case ${reference}`);
    await press(lead, card, 'Back in school');
    const mark = { code: 'N', from: '2026-04-29', to: null, note: '' } as const;
    await expect(house.casework.markAttendance(house.people.lead, reference, mark)).rejects.toMatchObject({
      says: expect.stringContaining('otherwise of Wed 29 April 2026'),
    });
  });

  test('a code of a day before the absence is refused beside that day, and what was typed stays', async () => {
    const page = await press(lead, await say(lead, `case ${reference}`), 'Another code');
    const typed = { code: 'I', from: '2026-04-01', to: '2026-04-02', note: 'Told late' };
    const asked = await press(lead, page, 'Save', typed);
    const fields = new Map(inputsOn(asked.card).map((field) => [field['id'], field]));
    expect(asked.text).toContain('Give a day from then on, or correct the absence if it began earlier.');
    expect(fields.get('note')!['value']).toBe('Told late');
  });

  test('neither the absence nor a case that is opened again reaches behind a day in school without a reason', async () => {
    const { people, casework } = house;
    const { absence } = await casework.see(people.lead, reference);
    const attended = { ...absence!, lastAttended: null, firstDayMissed: '2026-04-24' } as const;
    const earlier = (because?: string) => casework.describeAbsence(people.lead, reference, attended, because);
    await expect(earlier()).rejects.toMatchObject({ says: expect.stringContaining('Fri 24 April 2026') });

    await house.at('2026-04-30', '09:00');
    const there = { where: 'back-at-school', on: '2026-04-30', by: 'Tutor', details: {}, note: '' } as const;
    await casework.outcomes.locate(people.lead, reference, there, []);
    await casework.close(people.lead, reference, 'returned', 'Back');
    await house.at('2026-05-12', '09:00');
    const page = await open(lead, reference, 'Open the case again');
    const typed = { why: 'Gone again', missingFrom: '2026-04-27', code: 'N' };
    const asked = await press(lead, page, 'Open the case again', typed);
    expect(asked.text).toContain('Say in a sentence why these days change.');
    await press(lead, asked, 'Open the case again', { ...typed, missingFrom: '2026-05-01' });
    expect(await day()).toBe(7);
  });
});
