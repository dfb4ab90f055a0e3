import type { Client, Shown } from '../support/client';
import { close, fillIn, open, reasonsOn } from './case-pages';
import {
  aMainJobBot,
  openItem,
  press,
  PUPIL,
  referenceOn,
  say,
  TRIAGE,
  type MainJobBot,
  type Typed,
} from './main-job-bot';

/** It is Monday 27 April 2026. */
describe.each(['dialog', 'chat'] as const)('a pupil on roll where pages open as %s', (pages) => {
  let house: MainJobBot;
  let lead: Client;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    lead = house.as(house.people.lead);
  });
  afterEach(() => house.bot.close());

  const absencePage = async (situation: string): Promise<Shown> => {
    const pupil = await press(lead, await say(lead, 'report'), 'Continue', { ...TRIAGE, situation });
    return press(lead, pupil, 'Continue', PUPIL);
  };
  const reported = async (situation: string, absence: Typed): Promise<Shown> => {
    const check = await press(lead, await absencePage(situation), 'Continue', absence);
    expect(check.text).toContain('Check your answers');
    return press(lead, check, 'Report the pupil');
  };
  const stateOf = async (shown: Shown) => (await house.casework.see(house.people.lead, referenceOn(shown))).assessment;

  test('who did not arrive on the agreed day is followed up from Day 1, and referred on Day 6', async () => {
    const page = await absencePage('non-starter');
    expect(page.text).toContain('Day agreed for the start');
    expect(page.text).not.toContain('Last day on which the pupil came');
    const late = await press(lead, page, 'Continue', { agreedStart: '2026-05-11', code: 'N' });
    expect(late.text).toContain('Mon 11 May 2026 is still to come.');
    // A Sunday: the first school day after it is Day 1.
    const check = await press(lead, late, 'Continue', {
      agreedStart: '2026-04-26',
      acceptedOn: '2026-03-20',
      code: 'N',
    });
    expect(check.text).toContain('A pupil with a place did not arrive');
    expect(check.text).toContain('Fri 20 March 2026');
    const shown = await press(lead, check, 'Report the pupil');
    const { way, counts, checklist } = await stateOf(shown);
    expect(way).toBe('non-starter');
    expect(counts.tenDayReturn).toMatchObject({ since: '2026-04-27', days: 1 });
    const due = Object.fromEntries(checklist.map(({ item, due }) => [item.id, due]));
    expect(due).toMatchObject({ N01: { date: '2026-04-27' }, N02: { date: '2026-05-05' } });
    expect(due).not.toHaveProperty('E01');
    await fillIn(lead, referenceOn(shown), 'Record a return', 'Save', { return: 'new-pupil', on: '2026-04-27' });
    expect((await openItem(lead, referenceOn(shown), 'N01')).text).toContain('tell them that the place is kept');
    await house.at('2026-05-01', '08:30');
    expect(lead.history().at(-1)!.text).toContain('Day 5: has the pupil joined?');
    await house.at('2026-05-05', '08:30');
    const told = house.as(house.people.officer).history().at(-1)!;
    expect(told.text).toContain('Day 6: referral of a non-starter is due');
    expect(told.text).toContain('By Tue 5 May 2026 (Day 6)');
  });

  test('who arrives late was on roll from the agreed day: the case rests once the new pupil return has gone', async () => {
    const page = await absencePage('non-starter');
    const check = await press(lead, page, 'Continue', { agreedStart: '2026-04-27', code: 'N' });
    const shown = await press(lead, check, 'Report the pupil');
    await house.at('2026-05-05', '09:00');
    const reference = referenceOn(shown);
    await press(lead, await say(lead, `case ${reference}`), 'Back in school');
    const early = await open(lead, reference, 'Close the case');
    expect(reasonsOn(early)).not.toContain('returned');
    expect(early.text).toContain('First send the new pupil return');
    await fillIn(lead, reference, 'Record a return', 'Save', { return: 'new-pupil', on: '2026-05-05' });
    const { after } = await close(lead, reference, 'returned');
    expect(after.text).toContain('Closed: the pupil is back in school');
  });

  test('who has left is notified of within ten school days, and the file is asked after until then', async () => {
    const page = await absencePage('leaver');
    const none = await press(lead, page, 'Continue', { lastAttended: '2026-04-24', code: 'O', fileAsked: 'yes' });
    expect(none.text).toContain('Then send that school the file');
    expect(none.text).toContain('Say what the family said');
    const check = await press(lead, none, 'Continue', {
      ...{ lastAttended: '2026-04-24', code: 'O', fileAsked: 'no', destination: 'To an aunt near Leeds' },
    });
    const shown = await press(lead, check, 'Report the pupil');
    const { counts, checklist } = await stateOf(shown);
    expect(counts.tenDayReturn).toMatchObject({ since: '2026-04-27', days: 1 });
    const due = Object.fromEntries(checklist.map(({ item, due }) => [item.id, due]));
    expect(due).toMatchObject({ L01: { date: '2026-05-11' }, V02: { date: '2026-05-11' } });
    const item = await openItem(lead, referenceOn(shown), 'V02');
    const list = await press(lead, item, 'Save', { outcome: 'not-asked-yet', on: '2026-04-27' });
    expect(list.text).toContain('No school has asked yet');
    await house.at('2026-05-07', '08:30');
    expect(lead.history().at(-1)!.text).toContain('Day 8: has a new school asked for the file?');
  });

  test('who has left, or may be about to: what the family knows is asked at once, and is confirmed where they go', async () => {
    const leaving = { lastAttended: '2026-04-24', code: 'O', fileAsked: 'no', destination: 'To an aunt near Leeds' };
    const shown = await reported('leaver', leaving);
    const reference = referenceOn(shown);
    const first = await openItem(lead, reference, 'V01');
    expect(first.text).toContain('where are they going, from when, to which school, at which address and telephone?');
    const told = { evidence_address: '4 Sample Street, Leeds', evidence_school: 'Sample High, Leeds' };
    const saved = { outcome: 'new-info', on: '2026-04-27', ...told, evidence_from: '2026-05-05' };
    await press(lead, first, 'Save', saved);
    expect((await openItem(lead, reference, 'V01')).text).toContain('4 Sample Street, Leeds');
    const states = async () =>
      Object.fromEntries((await stateOf(shown)).checklist.map(({ item, state }) => [item.id, state]));
    expect(await states()).toMatchObject({ V01: 'done', S16: 'later', S17: 'later' });

    await house.at('2026-05-05', '10:00');
    const asked = { outcome: 'confirmed', evidence_authority: 'Leeds', evidence_contact: 'Admissions officer' };
    await press(lead, await openItem(lead, reference, 'S16', 'Days 6–19'), 'Save', asked);
    const abroad = await openItem(lead, reference, 'S17', 'Days 6–19');
    expect(abroad.text).toContain('ask for it in writing, with the date, the address and the new school');
    await press(lead, abroad, 'Save', { outcome: 'not-applicable', note: 'Within England' });
    expect(await states()).toMatchObject({ S16: 'done', S17: 'done' });
  });

  test('who has not come back from leave is counted from the first school day after it', async () => {
    const page = await absencePage('leave-not-ended');
    const running = await press(lead, page, 'Continue', {
      leaveBegan: '2026-04-20',
      leaveEnded: '2026-04-30',
      code: 'O',
    });
    expect(running.text).toContain('The leave has not ended yet.');
    const check = await press(lead, running, 'Continue', {
      leaveBegan: '2026-04-20',
      leaveEnded: '2026-04-24',
      code: 'O',
    });
    const shown = await press(lead, check, 'Report the pupil');
    const { counts, earliest, checklist } = await stateOf(shown);
    expect(counts.tenDayReturn).toMatchObject({ since: '2026-04-27' });
    expect(earliest.map(({ citation, on }) => [citation, on])).toContainEqual([
      'SI 2024/208 reg 9(1)(h)',
      { known: true, date: '2026-05-12' },
    ]);
    expect(checklist.find(({ item }) => item.id === 'S14')?.state).toBe('due');
  });

  test('who is at risk is alerted of at once, in whichever way the absence began', async () => {
    const urgent = await press(lead, await say(lead, 'report'), 'Continue', {
      situation: 'leaver',
      risks: 'known-risk',
    });
    expect(urgent.text).toContain('Contact social care and/or the police now');
    await house.fallDue();
    expect(house.as(house.people.officer).history().at(-1)!.text).toContain('A child who may be at risk is missing');
    const pupil = await press(lead, urgent, 'Continue with the report');
    const absence = await press(lead, pupil, 'Continue', { forename: 'Rowan', surname: 'Ashdown', ...PUPIL });
    expect(absence.text).toContain('Has a new school asked for the file');
  });

  test('may have begun otherwise than was told: it is put right with a reason, and the counts follow', async () => {
    const shown = await reported('missing', { lastAttended: '2026-04-22', firstDayMissed: '2026-04-23', code: 'N' });
    const details = await press(lead, shown, 'Details');
    const page = await press(lead, details, 'Correct how it began');
    const again = await press(lead, page, 'Save', { way: 'non-starter' });
    expect(again.text).toContain('Say why');
    const absence = await press(lead, again, 'Save', { way: 'non-starter', wayReason: 'The pupil never came.' });
    expect(absence.text).toContain('Day agreed for the start');
    const asked = await press(lead, absence, 'Save', { agreedStart: '2026-04-21', code: 'N' });
    await press(lead, asked, 'Save', { agreedStart: '2026-04-21', code: 'N', because: 'A cousin was marked instead' });
    const state = await stateOf(shown);
    expect(state).toMatchObject({ way: 'non-starter', day: 5, stage: { id: 'days-1-5' } });
    expect((await say(lead, `case ${referenceOn(shown)}`)).text).toContain('How the case began was put right');
  });
});
