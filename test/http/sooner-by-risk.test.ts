import type { LocalDate } from '../../src/domain/calendar/date';
import type { Client } from '../support/client';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

/** School days of the absence that begins on Monday 27 April 2026; 4 May is a bank holiday. */
const DAYS: readonly LocalDate[] = [
  '2026-04-28',
  '2026-04-29',
  '2026-04-30',
  '2026-05-01',
  '2026-05-05',
  '2026-05-06',
  '2026-05-07',
];

describe('a child whose risk brings the steps forward, read day by day', () => {
  let house: MainJobBot;
  let lead: Client;
  let officer: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    lead = house.as(house.people.lead);
    officer = house.as(house.people.officer);
    ({ reference } = await reportPupil(lead));
  });
  afterEach(() => house.bot.close());

  const weigh = async (tier: string, tierReason = '') => {
    const more = await press(lead, await say(lead, `case ${reference}`), 'More');
    const page = await press(lead, await press(lead, more, 'How great is the risk?'), 'Save', { tier });
    if (tierReason !== '') await press(lead, page, 'Save', { tierReason });
  };

  /** What each morning brought to somebody about the contact with the service, and what the card said by when. */
  async function mornings(client: Client) {
    const told: (readonly [LocalDate, string, string])[] = [];
    for (const day of DAYS) {
      const before = client.history().length;
      await house.at(day, '10:00');
      for (const { text } of client.history().slice(before)) {
        const lines = text.split('\n');
        if (!lines[0]!.includes('Education Welfare Service') && !lines[0]!.includes('still missing')) continue;
        told.push([day, lines[0]!, lines[lines.findIndex((line) => line.startsWith('By when')) + 1] ?? '']);
        expect(text).not.toMatch(/by Day 6|end of Day 6|one, Day 6/);
      }
    }
    return told;
  }

  const OVERDUE = 'Overdue: contact with the Education Welfare Service';
  const DUE = 'Day 6: contact with the Education Welfare Service is due';
  const ASKED = ['Day 5: still missing?', 'Day 6: contact the Education Welfare Service'] as const;
  const amber = 'Was due Thu 30 April 2026 (Day 4, sooner because of the risk: Amber)';
  const red = 'Was due Tue 28 April 2026 (Day 2, sooner because of the risk: Red)';

  test('of an amber child it is overdue on Day 5, and not said to be due on Day 6', async () => {
    await weigh('amber');
    expect(await mornings(officer)).toEqual([
      ['2026-05-01', OVERDUE, amber],
      // Passed on, for want of an answer from the school.
      ['2026-05-06', ASKED[0], amber],
      ['2026-05-07', ASKED[1], amber],
    ]);
  });

  test('of a red child it is overdue on Day 3, and the school reads the same day in every place', async () => {
    await weigh('red');
    await house.at('2026-04-28', '10:00');
    const today = (await say(lead, `checklist ${reference}`)).text;
    expect(today).toMatch(/Contact the Education Welfare Service\W*\n.*\nDue today, Tue 28 April 2026/);
    await house.at('2026-04-29', '10:00');
    const [last] = officer.history().slice(-1);
    expect(last!.text).toContain(OVERDUE);
    expect(last!.text).toContain(red);
    expect(await mornings(lead)).toEqual([
      ['2026-05-01', ASKED[0], red],
      ['2026-05-05', ASKED[1], red],
    ]);
  });

  test('of an amber child who is then green it is overdue no longer, then due, and then overdue once more', async () => {
    await weigh('amber');
    for (const day of DAYS.slice(0, 4)) await house.at(day, '10:00');
    const card = () => officer.history().filter(({ text }) => text.includes(OVERDUE));
    expect(card().map(({ text }) => text)).toEqual([expect.stringContaining(amber)]);
    await weigh('green', 'An uncle has seen the family');
    await house.at('2026-05-01', '11:00');
    expect(card()[0]!.text).toContain('Risk: Green');
    expect(card()[0]!.text).not.toContain('Acknowledge');
    const told = await mornings(officer);
    expect(told).toContainEqual(['2026-05-05', DUE, 'By Tue 5 May 2026 (Day 6)']);
    expect(officer.history().filter(({ text }) => text.includes(`${OVERDUE} (Wed 6 May 2026)`))).not.toEqual([]);
  });

  test('of a green child it is due on Day 6 and overdue after it', async () => {
    await weigh('green');
    const [first] = await mornings(officer);
    expect(first).toEqual(['2026-05-05', DUE, 'By Tue 5 May 2026 (Day 6)']);
    // With what the school left unanswered by then, on one card.
    expect(officer.history().some(({ text }) => text.includes(`${OVERDUE} (Wed 6 May 2026)`))).toBe(true);
  });
});
