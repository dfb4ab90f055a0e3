import type { Client, Shown } from '../support/client';
import { aMainJobBot, press, referenceOn, reportPupil, say, type MainJobBot, type Typed } from './main-job-bot';
import { beginReferral, CHILD, ROUTE, START } from './referral-pages';

/** Of another authority’s child nobody asks whether it is on a roll here. */
const THEIRS = { dateOfBirth: CHILD.dateOfBirth };
const COUNTY = { route: 'other-authority', otherAuthority: 'Sample County Council' };

/** It is Monday 27 April 2026. */
describe('a child of ours for whom another authority looks', () => {
  let house: MainJobBot;
  let officer: Client;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    officer = house.as(house.people.officer);
    await house.as(house.people.caseworker).say('hello');
  });
  afterEach(() => house.bot.close());

  const asked = async (start: Typed = {}, route: Typed = {}): Promise<Shown> => {
    const typed = { ...START, situation: 'other-authority', dateOfBirth: CHILD.dateOfBirth, ...start };
    const first = await press(officer, await beginReferral(officer), 'Continue', typed);
    return press(officer, first, 'Continue', { ...ROUTE, ...COUNTY, ...route });
  };
  const enquiry = async (): Promise<Shown> => press(officer, await asked(), 'Open the case', THEIRS);
  const told = async (start: Typed = {}): Promise<Shown> => {
    const first = await press(officer, await beginReferral(officer), 'Continue', { ...START, ...start });
    const child = await press(officer, first, 'Continue', ROUTE);
    return press(officer, await press(officer, child, 'Continue', CHILD), 'Open the case', { since: '2026-03-02' });
  };
  const see = (shown: Shown | string) =>
    house.casework.see(house.people.officer, typeof shown === 'string' ? shown : referenceOn(shown));
  const open = async () => (await house.casework.mine(house.people.officer)).length;

  test('has a case of our own though an enquiry is open: counted, searched for and before the panel', async () => {
    const theirs = referenceOn(await enquiry());
    const shown = await told({ dateOfBirth: CHILD.dateOfBirth });
    expect(referenceOn(shown)).not.toBe(theirs);
    expect(shown.text).toContain('Another authority is looking for this child too.');
    expect(shown.text).toContain(theirs);
    const { assessment } = await see(shown);
    expect(assessment).toMatchObject({ way: 'not-on-roll', dfe: { ours: true } });
    expect(assessment.checklist.map(({ item }) => item.id)).toEqual(
      expect.arrayContaining(['A04', 'A06', 'A08', 'A09']),
    );
    expect((await say(house.as(house.people.panel), 'agenda')).text).toContain(referenceOn(shown));
    const onTheirs = await say(officer, `case ${theirs}`);
    expect(onTheirs.text).toContain('We seem to have a case of this child too.');
    expect(onTheirs.text).toContain(referenceOn(shown));
    // What a second agency tells goes on ours, also while the enquiry is the older of the two.
    expect(referenceOn(await press(officer, await firstPages(), 'Continue', ROUTE))).toBe(referenceOn(shown));
  });
  const firstPages = async () =>
    press(officer, await beginReferral(officer), 'Continue', { ...START, dateOfBirth: CHILD.dateOfBirth });

  test('at risk has a case of our own at once', async () => {
    await enquiry();
    await firstPagesAtRisk();
    expect(await open()).toBe(2);
    await house.fallDue();
    const alert = house.as(house.people.caseworker).history().at(-1)!;
    expect(alert.text).toContain('A child on no roll may be at risk');
    expect((await see(alert)).assessment).toMatchObject({ way: 'not-on-roll', dfe: { ours: true } });
  });
  const firstPagesAtRisk = async () =>
    press(officer, await beginReferral(officer), 'Continue', {
      ...{ ...START, dateOfBirth: CHILD.dateOfBirth, risks: 'known-risk' },
    });

  test('has our case: the enquiry is owed its answer, and those who look for the child hear of it', async () => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    const shown = await enquiry();
    expect(referenceOn(shown)).not.toBe(reference);
    expect(shown.text).toContain('We seem to have a case of this child too.');
    expect((await see(shown)).assessment.checklist.map(({ item }) => item.id)).toEqual(
      expect.arrayContaining(['Q01', 'Q02']),
    );
    await house.fallDue();
    const safeguarding = house.as(house.people.safeguarding);
    expect(safeguarding.history().at(-1)!.text).toContain('Somebody else has told us of this child');
    const forSchool = await say(safeguarding, `case ${reference}`);
    expect(forSchool.text).toContain('Somebody told the authority of this child');
    expect(JSON.stringify(forSchool.card)).not.toMatch(/Sample County|is looking for this child/);
    const details = await press(officer, await say(officer, `case ${reference}`), 'Details');
    expect(details.text).toContain('Sample County Council');
    await house.at('2026-05-01', '08:30');
    expect(officer.history().some(({ text }) => text.includes('Overdue: an answer to another authority'))).toBe(true);
    expect((await see(reference)).assessment).toMatchObject({ way: 'missing', onRoll: true });
  });

  test('is asked for twice: by the same authority on one case, by a second one on a case of its own', async () => {
    const first = await enquiry();
    const again = await asked({}, { otherAuthority: 'SAMPLE county council' });
    expect(referenceOn(again)).toBe(referenceOn(first));
    expect(again.text).toContain('This child already has an open case.');
    const second = await press(
      officer,
      await asked({}, { otherAuthority: 'Example Borough' }),
      'Open the case',
      THEIRS,
    );
    expect(referenceOn(second)).not.toBe(referenceOn(first));
    expect(await open()).toBe(2);
  });

  test('has two cases that are no duplicates: neither ends in the other', async () => {
    const theirs = referenceOn(await enquiry());
    const ours = referenceOn(await told());
    expect((await say(officer, 'duplicates')).text).toContain('No child has two open cases');
    for (const [kept, ends] of [
      [theirs, ours],
      [ours, theirs],
    ] as const)
      await expect(house.casework.duplicates.join(house.people.officer, kept, ends)).rejects.toMatchObject({
        says: expect.stringContaining('An enquiry of another authority is answered and closed by itself'),
      });
    expect(await open()).toBe(2);
  });

  test('stays ours where others have told of the child: how it began is not put right to an enquiry', async () => {
    const ours = referenceOn(await told());
    await press(officer, await firstPages(), 'Continue', ROUTE);
    await expect(
      house.casework.ways.tellWay(house.people.officer, ours, 'other-authority', 'A slip'),
    ).rejects.toMatchObject({ says: expect.stringContaining('so the case stays ours') });
  });
});
