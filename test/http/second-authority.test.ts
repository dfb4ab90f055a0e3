import { buttonsOn, inputsOn } from '../support/cards';
import type { Client } from '../support/client';
import { aMainJobBot, openItem, press, reportPupil, say, type MainJobBot } from './main-job-bot';

/** Westmere's rules differ from Liverpool's in nearly everything; the code knows neither of the two. */
describe.each(['dialog', 'chat'] as const)('the main job under another authority’s rules, pages as %s', (pages) => {
  let house: MainJobBot;
  let lead: Client;
  beforeEach(async () => {
    house = await aMainJobBot(pages, 'westmere');
    lead = house.as(house.people.lead);
  });
  afterEach(() => house.bot.close());

  const record = async (item: string, reference: string, typed: Readonly<Record<string, string>>) =>
    press(lead, await openItem(lead, reference, item), 'Save', typed);

  test('asks its own questions, counts to its own days and speaks in its own words', async () => {
    const { card, reference } = await reportPupil(lead);
    expect(card.text).toContain('At 10, the return and the referral are due.');
    expect(card.text).not.toMatch(/Education Welfare Service|Liverpool CME|Day 6/);
    expect((await say(lead, `checklist ${reference}`)).text).toContain('Is the child safe? Then ring.');
    await house.at('2026-04-29', '07:45');
    expect(lead.history().at(-1)!.text).toContain('Day 3: the attendance team joins');
  });

  test('takes no referral before somebody has been at the door, and says so kindly', async () => {
    const { reference } = await reportPupil(lead);
    await house.at('2026-05-08', '09:00');
    const waits = await openItem(lead, reference, 'refer');
    expect(waits.text).toContain('First: Missing, or staying away?, Visit the home');
    expect(inputsOn(waits.card)).toEqual([]);
    expect(buttonsOn(waits.card).map(({ title }) => title)).toContain('Visit the home');
    await record('home-visit', reference, { outcome: 'went-twice', on: '2026-05-01' });
    await record('missing-or-away', reference, { outcome: 'missing', 'evidence_how-known': 'Nobody knows.' });
    await record('refer', reference, { outcome: 'referred', on: '2026-05-08' });
    const view = await house.casework.see(house.people.officer, reference);
    // Ten working days from Friday 8 May; the bank holiday lies behind.
    expect(view.assessment.obligations.find(({ id }) => id === 'answer')).toMatchObject({
      owner: 'tracking-officer',
      due: { known: true, date: '2026-05-22' },
    });
    await house.at('2026-06-01', '07:45');
    const told = house
      .as(house.people.officer)
      .history()
      .map(({ text }) => text);
    expect(told.filter((text) => text.includes('Overdue: the answer to a school'))).toHaveLength(1);
  });

  test('holds nothing up where the child may be at risk', async () => {
    const { reference } = await reportPupil(lead);
    const risk = await press(lead, await say(lead, `case ${reference}`), 'Risk has changed');
    const urgent = await press(lead, risk, 'Save', { risks: 'harm' });
    expect(urgent.text).toContain('Ring the duty team or the police before anything else.');
    const referral = await openItem(lead, reference, 'refer', 'Day 10: referral');
    await press(lead, referral, 'Save', { outcome: 'referred', on: '2026-04-27' });
    const { assessment } = await house.casework.see(house.people.lead, reference);
    expect(assessment.checklist.find(({ item }) => item.id === 'refer')!.state).toBe('done');
  });
});
