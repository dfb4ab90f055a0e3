import { aPupil, noRisk } from '../builders/case';
import { anOut, aReferral } from '../builders/ways';
import { newId } from '../support/bot';
import type { Client } from '../support/client';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

describe.each(['dialog', 'chat'] as const)('how great the risk is, pages as %s', (pages) => {
  let house: MainJobBot;
  let lead: Client;
  let officer: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    lead = house.as(house.people.lead);
    officer = house.as(house.people.officer);
    ({ reference } = await reportPupil(lead));
  });
  afterEach(() => house.bot.close());

  const page = async () =>
    press(lead, await press(lead, await say(lead, `case ${reference}`), 'More'), 'How great is the risk?');

  test('pulls the visit to the same day, alerts the officer at once and stands on card and list', async () => {
    const card = await press(lead, await page(), 'Save', { tier: 'red' });
    expect(card.text).toContain('Risk: Red');
    await house.fallDue();
    expect(officer.history().at(-1)!.text).toContain('The risk is red');
    expect((await say(officer, 'my cases')).text).toContain('Risk: Red');
    const { assessment } = await house.casework.see(house.people.lead, reference);
    const visit = assessment.checklist.find(({ item }) => item.id === 'S10')!;
    expect([visit.state, visit.due]).toEqual(['due', { known: true, date: '2026-04-27' }]);
  });

  test('is told to every caseworker, of a child on no roll and on one, whoever has the case', async () => {
    const told = await house.casework.ways.refer(house.people.officer, {
      ...{ draftId: newId(), way: 'not-on-roll', triage: noRisk, linked: null },
      ...{ pupil: aPupil({ surname: 'Quill', upn: null }), referral: aReferral(), out: anOut() },
    });
    await house.as(house.people.caseworker).say('hello');
    for (const one of [told.view.case.reference, reference]) {
      await house.casework.tier.weigh(house.people.officer, one, 'red', 'Seen with strangers.');
      await house.fallDue();
      const [last] = house.as(house.people.caseworker).history().slice(-1);
      expect(last!.text).toContain('The risk is red');
      expect(last!.text).toContain(one);
    }
  });

  test('is said to be less only with a reason, which the officer reads', async () => {
    await press(lead, await page(), 'Save', { tier: 'red' });
    const again = await press(lead, await page(), 'Save', { tier: 'green' });
    expect(again.text).toContain('Say why the risk is less now.');
    await press(lead, again, 'Save', { tierReason: 'The grandmother has spoken to the child.' });
    await house.fallDue();
    const told = officer.history().at(-1)!.text;
    expect(told).toContain('The risk is said to be less');
    expect(told).toContain('The grandmother has spoken to the child.');
  });

  test('cannot be answered below what the safeguarding questions say, and that is said before', async () => {
    const risk = await press(lead, await say(lead, `case ${reference}`), 'Risk has changed');
    await press(lead, risk, 'Save', { risks: 'suspected-crime' });
    const asked = await page();
    expect(asked.text).toContain('By the safeguarding questions the risk is at least: Amber.');
    const card = await press(lead, asked, 'Save', { tier: 'green' });
    expect(card.text).toContain('Risk: Amber');
  });
});
