import { referenceOn, ABSENCE, aMainJobBot, press, reportPupil, say, TRIAGE, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  ({ reference } = await reportPupil(house.as(house.people.lead)));
  await house.at('2026-04-29', '09:00');
  const present = { code: '/', from: '2026-04-29', to: null, note: '' } as const;
  await house.casework.markAttendance(house.people.lead, reference, present);
  await house.at('2026-05-05', '09:00');
});
afterEach(() => house.bot.close());

const NAMED = { ...TRIAGE, dateOfBirth: '2016-03-09' };
const SINCE = { ...ABSENCE, lastAttended: '2026-04-29', firstDayMissed: '2026-04-30' };

const begin = async () => {
  const lead = house.as(house.people.lead);
  return say(lead, 'report');
};

test('an urgent report of a pupil who was back alerts at once, and then asks since when', async () => {
  const lead = house.as(house.people.lead);
  const before = house.as(house.people.safeguarding).history().length;
  const urgent = await press(lead, await begin(), 'Continue', { ...NAMED, risks: 'looked-after' });
  await house.fallDue();
  const alerts = house.as(house.people.officer).history();
  const alert = alerts.filter(({ text }) => text.includes('A child who may be at risk is missing'));
  expect(alert.map(referenceOn)).toEqual([reference]);
  const toTheSchool = house.as(house.people.safeguarding).history().slice(before);
  expect(toTheSchool.map(({ text }) => text.includes('Call social care or the police now'))).toEqual([true]);
  const absence = await press(lead, urgent, 'Continue with the report');
  const check = await press(lead, absence, 'Continue', SINCE);
  const shown = await press(lead, check, 'Report the pupil');
  expect([shown.text.includes('The pupil is missing again.'), referenceOn(shown)]).toEqual([true, reference]);
  const { assessment } = await house.casework.see(house.people.lead, reference);
  expect([assessment.found, assessment.counts.tenDayReturn?.since]).toEqual([null, '2026-04-30']);
  expect(await house.storage.drafts.reports(house.people.lead.school!)).toEqual([]);
});

test('a report without a risk goes on to ask since when, and does not stop at the open case', async () => {
  const lead = house.as(house.people.lead);
  const before = house.as(house.people.safeguarding).history().length;
  const absence = await press(lead, await begin(), 'Continue', NAMED);
  const check = await press(lead, absence, 'Continue', SINCE);
  const shown = await press(lead, check, 'Report the pupil');
  expect(shown.text).toContain('The pupil is missing again.');
  const { assessment } = await house.casework.see(house.people.lead, reference);
  expect(assessment.counts.tenDayReturn?.since).toBe('2026-04-30');
  await house.fallDue();
  const alerts = house.as(house.people.safeguarding).history().slice(before);
  expect(alerts.map(({ text }) => text.includes('A pupil is missing again'))).toEqual([true]);
});
