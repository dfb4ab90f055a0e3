import { inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { aMainJobBot, openItem, press, referenceOn, say, type MainJobBot, type Typed } from './main-job-bot';
import { beginReferral, CHILD, ROUTE, START } from './referral-pages';

/** It is Monday 27 April 2026. */
describe.each(['dialog', 'chat'] as const)('a child on no roll where pages open as %s', (pages) => {
  let house: MainJobBot;
  let officer: Client;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    officer = house.as(house.people.officer);
    await house.as(house.people.caseworker).say('hello');
  });
  afterEach(() => house.bot.close());

  const begun = (client = officer) => beginReferral(client);
  const walk = async (start: Typed, known: Typed, over: { route?: Typed; child?: Typed } = {}): Promise<Shown> => {
    const route = await press(officer, await begun(), 'Continue', { ...START, ...start });
    const child = await press(officer, route, 'Continue', { ...ROUTE, ...over.route });
    const page = await press(officer, child, 'Continue', { ...CHILD, ...over.child });
    return press(officer, page, 'Open the case', known);
  };
  const stateOf = async (shown: Shown) => house.casework.see(house.people.officer, referenceOn(shown));

  test('is taken in by the officer: who told, their reference, and what nobody knows', async () => {
    const first = await begun();
    expect(first.text).toContain('0151 496 0001');
    const nothing = await press(officer, first, 'Continue', { risks: 'none' });
    expect(nothing.text).toContain('Say what has happened.');
    const route = await press(officer, nothing, 'Continue', START);
    const wrong = await press(officer, route, 'Continue', { receivedOn: '2026-05-04' });
    expect(wrong.text).toContain('Choose by which route word came.');
    expect(wrong.text).toContain('Mon 4 May 2026 is still to come.');
    const child = await press(officer, wrong, 'Continue', ROUTE);
    const half = await press(officer, child, 'Continue', { ...CHILD, onRoll: '' });
    expect(half.text).toContain('Say whether the child is on a roll.');
    const known = await press(officer, half, 'Continue', CHILD);
    const shown = await press(officer, known, 'Open the case', { since: '', waitingFor: 'nothing' });
    expect(shown.text).toContain('Not known yet');
    expect(shown.text).toContain('since when the child is out of education');
    expect(shown.text).toContain('on no school’s roll');
    const { assessment, case: theCase } = await stateOf(shown);
    expect(theCase.school).toBeNull();
    expect(assessment).toMatchObject({ way: 'not-on-roll', onRoll: false, day: null, stage: { id: 'referral' } });
    // Friday was working day 1; our own records are due on day 2.
    expect(assessment.offRoll?.run).toMatchObject({ since: '2026-04-24', days: 2 });
    const due = Object.fromEntries(assessment.checklist.map(({ item, due }) => [item.id, due]));
    const [day2, day5] = [{ date: '2026-04-27' }, { date: '2026-04-30' }];
    // Our own records, the admissions team, the family, and the module in which children missing education are counted.
    expect(due).toMatchObject({ A04: day2, A06: day5, A08: day5, A09: day5 });
    const details = await press(officer, shown, 'Details');
    expect(details.text).toContain('HV-9');
    // What only a school does for a pupil of its own is not said of this child.
    for (const { text } of [shown, details]) expect(text).not.toMatch(/Notified on|attendance return/);
    expect((await say(officer, 'my cases')).text).toContain('Rowan Ashdown');
  });

  test('is worked on by officer and caseworker, and the school sees nothing of it', async () => {
    const shown = await walk({}, { since: '2026-03-02' });
    expect(shown.text).toContain('Out of education for 8 weeks');
    const reference = referenceOn(shown);
    const caseworker = house.as(house.people.caseworker);
    const item = await openItem(caseworker, reference, 'A04');
    const list = await press(caseworker, item, 'Save', { outcome: 'on-no-roll', on: '2026-04-27' });
    expect(list.text).toContain('The child is on no roll');
    const page = await press(caseworker, await say(caseworker, `case ${reference}`), 'Say where things stand');
    const said = await press(caseworker, page, 'Save', { followNote: 'The family waits for an offer.' });
    expect(said.text).toContain('The family waits for an offer');
    const lead = house.as(house.people.lead);
    expect((await say(lead, `case ${reference}`)).text).toContain('There is no case with that reference');
    expect((await say(lead, 'refer')).text).toContain('Referrals are taken by the tracking officer');
  });

  test('is asked first whether it is another procedure', async () => {
    const [first] = inputsOn((await begun()).card);
    const choices = first!['choices'] as { value: string }[];
    expect([first!.id, ...choices.slice(0, 2).map(({ value }) => value)]).toEqual([
      'situation',
      'whereabouts-known',
      'runaway',
    ]);
  });

  test('is alerted of on the days of the referral, and again every week that nobody says a word', async () => {
    await walk({}, { since: '2026-03-02' });
    await house.at('2026-04-30', '08:30');
    const alert = officer.history().find(({ text }) => text.includes('Day 5: the first enquiries'))!;
    expect(alert.text).toContain('By Thu 30 April 2026 (Day 5)');
    expect(
      officer
        .history()
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/school has reported|tell the school/);
    await house.at('2026-05-13', '08:30');
    const ofCaseworker = house.as(house.people.caseworker).history();
    expect(ofCaseworker.some(({ text }) => text.includes('Where do things stand?'))).toBe(true);
    await house.at('2026-05-20', '08:30');
    const asked = officer.history().filter(({ text }) => text.includes('Where do things stand?'));
    expect(asked).toHaveLength(2);
  });

  test('who waits for an appeal and is on no roll goes to the panel; one who is on a roll does not', async () => {
    const shown = await walk(
      { situation: 'new-to-city' },
      { since: '2026-04-13', waitingFor: 'appeal', appealOn: '2026-05-11' },
    );
    const { assessment } = await stateOf(shown);
    const states = Object.fromEntries(assessment.checklist.map(({ item, state }) => [item.id, state]));
    expect(states).toMatchObject({ A06: 'due', A11: 'due' });
    const route = await press(officer, await begun(), 'Continue', {
      ...START,
      forename: 'Robin',
      situation: 'new-to-city',
    });
    const child = await press(officer, route, 'Continue', ROUTE);
    const told = await press(officer, child, 'Continue', { ...CHILD, onRoll: 'yes' });
    expect(told.text).toContain('This child is on a school’s roll');
    expect(await house.casework.mine(house.people.officer)).toHaveLength(1);
    const agenda = await say(house.as(house.people.panel), 'agenda');
    expect(agenda.text).toContain('1 open case');
    expect(agenda.text).toContain(referenceOn(shown));
  });

  test('whose home education was found unsuitable has a decision on a notice to come', async () => {
    const shown = await walk({ situation: 'home-education' }, { assessedOn: '2026-04-20' });
    const { assessment } = await stateOf(shown);
    const due = Object.fromEntries(assessment.checklist.map(({ item, due }) => [item.id, due]));
    expect(due).toMatchObject({ H01: { date: '2026-04-30' }, H02: { date: '2026-05-08' } });
    expect((await press(officer, shown, 'Details')).text).toContain('Found unsuitable on');
  });

  test('whom another authority looks for is answered and logged, and not asked for what only ours are', async () => {
    const route = await press(officer, await begun(), 'Continue', { ...START, situation: 'other-authority' });
    const which = await press(officer, route, 'Continue', { ...ROUTE, route: 'other-authority' });
    expect(which.text).toContain('Say which authority asks.');
    const child = await press(officer, which, 'Continue', {
      ...{ ...ROUTE, route: 'other-authority', otherAuthority: 'Sample County Council' },
    });
    expect(child.text).not.toContain('on a school’s roll now');
    const shown = await press(officer, child, 'Open the case', { dateOfBirth: CHILD.dateOfBirth });
    expect(shown.text).toContain('Enquiry of another authority');
    const { assessment } = await stateOf(shown);
    expect(assessment.checklist.map(({ item }) => item.id)).toEqual(['A01', 'A02', 'A03', 'A05', 'Q01', 'Q02']);
    await house.at('2026-05-01', '08:30');
    expect(officer.history().at(-1)!.text).toContain('Overdue: an answer to another authority');
  });

  test('who may be at risk is alerted of at once, and the referral is finished afterwards', async () => {
    const urgent = await press(officer, await begun(), 'Continue', { risks: 'known-risk' });
    expect(urgent.text).toContain('Contact social care and/or the police now');
    await house.fallDue();
    const alert = house.as(house.people.caseworker).history().at(-1)!;
    expect(alert.text).toContain('A child on no roll may be at risk');
    const route = await press(officer, urgent, 'Continue with the report');
    const child = await press(officer, route, 'Continue', ROUTE);
    const known = await press(officer, child, 'Continue', {
      ...CHILD,
      description: 'A boy of about ten',
      onRoll: 'not-known',
    });
    const shown = await press(officer, known, 'Finish the referral', {});
    expect(referenceOn(shown)).toBe(referenceOn(alert));
    expect(shown.text).toContain('Name not known');
    expect(shown.text).not.toContain('Referral not finished');
    expect((await say(officer, 'refer')).text).toContain('Safety first');
  });

  test('who is at risk and too young for school is looked for, and counted as missing education by nobody', async () => {
    const urgent = await press(officer, await begun(), 'Continue', { ...START, risks: 'known-risk' });
    const route = await press(officer, urgent, 'Continue with the report');
    const child = await press(officer, route, 'Continue', ROUTE);
    const known = await press(officer, child, 'Continue', { ...CHILD, dateOfBirth: '2022-09-10' });
    const shown = await press(officer, known, 'Finish the referral', { since: '2026-03-02' });
    expect((await press(officer, shown, 'Details')).text).toContain('No: not of compulsory school age yet');
    const { assessment } = await stateOf(shown);
    expect(assessment.dfe).toMatchObject({ notOfAge: 'not-yet', band: null, reason: null });
    expect(assessment.obligations.map(({ id }) => id)).toContain('follow-up');
  });

  test('who has run away is for the police first, and a case may run beside it with their reference', async () => {
    const police = await press(officer, await begun(), 'Continue', { ...START, situation: 'runaway' });
    expect(police.text).toContain('This is for the police, now');
    const none = await press(officer, police, 'Open a case beside it', { situation: 'not-on-roll' });
    expect(none.text).toContain('Give the reference that the other procedure has.');
    const route = await press(officer, none, 'Open a case beside it', {
      ...{ situation: 'not-on-roll', procedureReference: 'MP-2211' },
    });
    const child = await press(officer, route, 'Continue', { ...ROUTE, route: 'police' });
    const known = await press(officer, child, 'Continue', CHILD);
    const shown = await press(officer, known, 'Open the case', { since: '2026-03-02' });
    expect(shown.text).toContain('Another procedure runs beside this case: MP-2211');
  });

  test('who has run away and is at risk waits for no reference: the case opens and alerts at once', async () => {
    const typed = { ...START, situation: 'runaway', risks: 'known-risk' };
    const urgent = await press(officer, await begun(), 'Continue', typed);
    const [opened] = await house.casework.mine(house.people.officer);
    expect(opened?.assessment).toMatchObject({ inDanger: true, way: 'not-on-roll' });
    const rules = opened?.assessment.notices.map(({ rule }) => rule.trigger.kind);
    expect(rules).toContain('at-risk');
    const route = await press(officer, urgent, 'Continue with the report');
    expect(route.text).toContain('How word came');
    expect((await say(officer, `case ${opened?.case.reference}`)).text).toContain(
      'Another procedure runs beside this case',
    );
  });

  test('who is known to be an attendance matter opens nothing', async () => {
    const told = await press(officer, await begun(), 'Continue', { ...START, situation: 'whereabouts-known' });
    expect(told.text).toContain('This is an attendance matter');
    expect(await house.casework.mine(house.people.officer)).toEqual([]);
    // Whoever begins here after all finds what was typed.
    const begins = await press(officer, await say(officer, 'refer'), 'Go on');
    expect(inputsOn(begins.card)).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'surname', value: 'Ashdown' })]),
    );
  });

  test('is put right where it was told wrong, and the days follow', async () => {
    const shown = await walk({}, { since: '2026-03-02' });
    const referral = await press(officer, await press(officer, shown, 'Details'), 'Correct the referral');
    const details = await press(officer, referral, 'Save', { ...ROUTE, receivedOn: '2026-04-20' });
    expect(details.text).toContain('Mon 20 April 2026');
    const page = await press(officer, details, 'Correct how it began');
    const known = await press(officer, page, 'Save', { way: 'home-education', wayReason: 'The parents had written.' });
    await press(officer, known, 'Save', { assessedOn: '2026-04-20' });
    const { assessment } = await stateOf(shown);
    expect(assessment).toMatchObject({ way: 'home-education', offRoll: { run: { days: 6 } } });
    expect(assessment.stage?.id).toBe('home-education-order');
  });

  test('is gone on with where it was left, by a colleague too', async () => {
    const route = await press(officer, await begun(), 'Continue', START);
    await press(officer, route, 'Save for later', { from: 'A neighbour' });
    const caseworker = house.as(house.people.caseworker);
    const unfinished = await say(caseworker, 'refer');
    expect(unfinished.text).toContain('There is an unfinished referral.');
    const page = await press(caseworker, unfinished, 'Go on');
    expect(page.text).toContain('How word came');
    await press(caseworker, await say(caseworker, 'refer'), 'Throw away');
    expect((await say(caseworker, 'refer')).text).toContain('Safety first');
  });
});
