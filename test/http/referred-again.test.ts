import { inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { aMainJobBot, press, referenceOn, reportPupil, say, type MainJobBot, type Typed } from './main-job-bot';
import { beginReferral, CHILD, ROUTE, START } from './referral-pages';

/** It is Monday 27 April 2026. */
describe.each(['dialog', 'chat'] as const)('the referral of a child who has a case, pages as %s', (pages) => {
  let house: MainJobBot;
  let officer: Client;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    officer = house.as(house.people.officer);
    await house.as(house.people.caseworker).say('hello');
  });
  afterEach(() => house.bot.close());

  const begun = () => beginReferral(officer);
  const walk = async (start: Typed, known: Typed): Promise<Shown> => {
    const route = await press(officer, await begun(), 'Continue', { ...START, ...start });
    const child = await press(officer, route, 'Continue', ROUTE);
    return press(officer, await press(officer, child, 'Continue', CHILD), 'Open the case', known);
  };
  const stateOf = async (shown: Shown) => house.casework.see(house.people.officer, referenceOn(shown));
  const aboutRowan = async (start: Typed, route: Typed = {}): Promise<Shown> => {
    const page = await press(officer, await begun(), 'Continue', { ...START, dateOfBirth: '2016-03-09', ...start });
    return press(officer, page, 'Continue', { ...ROUTE, ...route });
  };
  const last = (client: Client) => client.history().at(-1)!;

  test('who has an open case at a school: what was told goes on it, its people hear of it at once, no one else', async () => {
    const lead = house.as(house.people.lead);
    const safeguarding = house.as(house.people.safeguarding);
    const { reference } = await reportPupil(lead);
    await house.fallDue();
    const shown = await aboutRowan({}, { referralNote: 'They were at the clinic on Friday.' });
    expect(referenceOn(shown)).toBe(reference);
    expect(shown.text).toContain('This child already has an open case.');
    expect(shown.text).toContain('What you were told stands on this case');
    await house.fallDue();
    for (const told of [house.as(house.people.caseworker), safeguarding])
      expect(last(told).text).toContain('Somebody else has told us of this child');
    expect((await say(house.as(house.people.caseworker), 'refer')).text).toContain('Safety first');
    const details = await press(officer, shown, 'Details');
    for (const word of ['HV-9', 'School nurse', 'at the clinic on Friday', 'the address'])
      expect(details.text).toContain(word);
    const forSchool = await say(safeguarding, `case ${reference}`);
    expect(forSchool.text).toContain('Somebody told the authority of this child');
    const seen = JSON.stringify([forSchool.card, (await press(safeguarding, forSchool, 'Details')).card]);
    expect(seen + JSON.stringify(last(safeguarding).card)).not.toMatch(/HV-9|School nurse|clinic/);
    // The register of the school counts on as it did.
    expect((await stateOf(shown)).assessment).toMatchObject({ way: 'missing', onRoll: true, offRoll: null, day: 1 });
  });

  test('who has an open case is at risk by what is told now: alerted at once, and how word came goes on the case', async () => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    const first = { ...START, dateOfBirth: '2016-03-09', risks: 'known-risk' };
    const urgent = await press(officer, await begun(), 'Continue', first);
    await house.fallDue();
    expect(last(officer).text).toContain('A child who may be at risk is missing');
    const route = await press(officer, urgent, 'Continue with the report');
    const shown = await press(officer, route, 'Continue', ROUTE);
    expect(referenceOn(shown)).toBe(reference);
    const { case: theCase } = await stateOf(shown);
    expect(theCase.facts.slice(-2).map(({ kind }) => kind)).toEqual(['triaged', 'referral-received']);
    expect(theCase.facts.at(-1)).toMatchObject({ referral: { agencyReference: 'HV-9' } });
    expect(await house.casework.mine(house.people.officer)).toHaveLength(1);
  });

  test('who has an open case and has run away: the reference of the police goes on the case', async () => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    const police = await press(officer, await begun(), 'Continue', {
      ...{ ...START, dateOfBirth: '2016-03-09', situation: 'runaway' },
    });
    const route = await press(officer, police, 'Open a case beside it', {
      ...{ situation: 'not-on-roll', procedureReference: 'MP-2211' },
    });
    const shown = await press(officer, route, 'Continue', { ...ROUTE, route: 'police' });
    expect(referenceOn(shown)).toBe(reference);
    expect(shown.text).toContain('Another procedure runs beside this case: MP-2211');
  });

  test('whom a second agency tells of: the days of the first word stand, and who it is stays as it was told', async () => {
    const first = await walk({}, { since: '2026-03-02' });
    await house.at('2026-05-06', '09:00');
    const page = await press(officer, await begun(), 'Continue', { ...START, forename: 'Rowan', dateOfBirth: '' });
    const child = await press(officer, page, 'Continue', { ...ROUTE, receivedOn: '2026-05-06', from: 'Housing' });
    const shown = await press(officer, child, 'Continue', { ...CHILD, lastKnownAddress: '1 New Street, Liverpool' });
    expect(referenceOn(shown)).toBe(referenceOn(first));
    const { referral, pupil, assessment } = await stateOf(shown);
    expect(referral).toMatchObject({ from: 'School nurse', receivedOn: '2026-04-24' });
    expect(pupil!.lastKnownAddress).toBe(CHILD.lastKnownAddress);
    expect(assessment.offRoll!.run.since).toBe('2026-04-24');
    const details = await press(officer, shown, 'Details');
    expect(details.text).toContain('Told to us on Wed 6 May 2026');
    expect(details.text).toContain('1 New Street, Liverpool');
  });

  test('who turns out to have another case once it is said who it is: the other is named, and nothing is joined', async () => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    const urgent = await press(officer, await begun(), 'Continue', { risks: 'known-risk' });
    const route = await press(officer, urgent, 'Continue with the report');
    const child = await press(officer, route, 'Continue', ROUTE);
    const known = await press(officer, child, 'Continue', { ...CHILD, forename: 'Rowan', surname: 'Ashdown' });
    expect(known.text).toContain('This child seems to have another open case.');
    expect(known.text).toContain(reference);
    const shown = await press(officer, known, 'Finish the referral', {});
    expect(shown.text).toContain(`${reference} · Day`);
    expect(await house.casework.mine(house.people.officer)).toHaveLength(2);
  });

  test('whose name is corrected to that of a child who has a case: the other is named', async () => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    const shown = await walk({ forename: 'Robin' }, {});
    const page = await press(officer, await press(officer, shown, 'Details'), 'Correct the child');
    const name = { ...CHILD, forename: 'Rowan', surname: 'Ashdown' };
    const asked = await press(officer, page, 'Save', name);
    expect(asked.text).toContain('Say in a sentence why this is put right.');
    const corrected = await press(officer, asked, 'Save', { ...name, putRight: 'The aunt knows' });
    expect(corrected.text).toContain('This child seems to have another open case.');
    expect(corrected.text).toContain(`${reference} · Day`);
    expect((await house.casework.see(house.people.officer, reference)).assessment.open).toBe(true);
  });

  test('who has an open case under the UPN that is told: whether it is the same child is asked', async () => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    const byUpn = await press(officer, await begun(), 'Continue', { ...START, forename: 'Other' });
    const child = await press(officer, byUpn, 'Continue', ROUTE);
    const asked = await press(officer, child, 'Continue', { ...CHILD, upn: 'C341999926001' });
    expect(asked.text).toContain(`This UPN stands on the open case ${reference}. Is it the same child?`);
    expect(asked.text).toContain('Rowan Ashdown');
    const address = inputsOn(asked.card).find(({ id }) => id === 'lastKnownAddress')!;
    expect(address['value']).toBe(CHILD.lastKnownAddress);
    const same = await press(officer, asked, 'It is the same child');
    expect(same.text).toContain('This child already has an open case.');
    expect(referenceOn(same)).toBe(reference);
    expect(await house.casework.mine(house.people.officer)).toHaveLength(1);
  });

  test('who is a twin told of under the UPN of the other: each has a case, and the officer sees both', async () => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    const byUpn = await press(officer, await begun(), 'Continue', { ...START, forename: 'Robin' });
    const child = await press(officer, byUpn, 'Continue', ROUTE);
    const asked = await press(officer, child, 'Continue', { ...CHILD, upn: 'C341999926001' });
    const known = await press(officer, asked, 'It is another child');
    const shown = await press(officer, known, 'Open the case', {});
    expect(referenceOn(shown)).not.toBe(reference);
    expect(shown.text).toContain('Robin Ashdown');
    expect(shown.text).toContain('This child seems to have another open case.');
    expect((await say(officer, 'duplicates')).text).toContain(reference);
  });

  test('who has but a first name and a birthday in common with another: each has a case', async () => {
    const one = { forename: 'Rowan', surname: '' };
    const first = await walk(one, {});
    const child = await press(officer, await aboutRowan(one), 'Continue', CHILD);
    expect(child.text).toContain(`an open case: ${referenceOn(first)}. Is it the same child?`);
    const known = await press(officer, child, 'It is another child');
    const second = await press(officer, known, 'Open the case', {});
    expect(referenceOn(second)).not.toBe(referenceOn(first));
    // An alert waits for no answer.
    await press(officer, await begun(), 'Continue', {
      ...START,
      ...one,
      dateOfBirth: '2016-03-09',
      risks: 'known-risk',
    });
    expect(await house.casework.mine(house.people.officer)).toHaveLength(3);
    expect((await say(officer, 'duplicates')).text).toContain(referenceOn(second));
  });
});
