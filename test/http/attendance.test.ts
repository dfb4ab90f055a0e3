import { inputsOn } from '../support/cards';
import type { Client } from '../support/client';
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
    await press(lead, await answer('Another code'), 'Save', { code: 'O' });
    expect(await marks()).toEqual([
      expect.objectContaining({ code: 'U', from: '2026-04-28', to: '2026-04-28' }),
      expect.objectContaining({ code: 'O', from: '2026-04-28', to: null }),
    ]);
  });
});
