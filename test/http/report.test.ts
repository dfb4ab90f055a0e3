import { inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import {
  ABSENCE,
  aMainJobBot,
  press,
  PUPIL,
  referenceOn,
  reportPupil,
  say,
  TRIAGE,
  type MainJobBot,
} from './main-job-bot';

const valueOf = (shown: Shown, id: string) => inputsOn(shown.card).find((input) => input['id'] === id)?.['value'];

describe.each(['dialog', 'chat'] as const)('a report where pages open as %s', (pages) => {
  let house: MainJobBot;
  let lead: Client;
  let officer: Client;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    lead = house.as(house.people.lead);
    officer = house.as(house.people.officer);
  });
  afterEach(() => house.bot.close());

  /** A page opened from a card, so that it stands in a dialog where there are dialogs. */
  const openReport = async (): Promise<Shown> => {
    const inGroup = lead.in({ id: '19:group', conversationType: 'groupChat' });
    await inGroup.say('<at>Whereabouts</at> report');
    return press(lead, lead.history().at(-1)!, 'Begin the report');
  };

  test('asks about safety first, and shows the case at the end', async () => {
    const first = await openReport();
    expect(first.text).toContain('0151 496 0001');
    expect(first.text).toContain('Is the child subject to a child protection plan?');
    const pupil = await press(lead, first, 'Continue', TRIAGE);
    const absence = await press(lead, pupil, 'Continue', PUPIL);
    const check = await press(lead, absence, 'Continue', ABSENCE);
    expect(check.text).toContain('9 Example Row');
    const shown = await press(lead, check, 'Report the pupil');
    expect(shown.text).toContain('Rowan Ashdown');
    expect(shown.text).toContain('Day 1');
    expect(shown.text).toContain('It stands among the open cases of your school and of the authority.');
    expect(shown.text).toContain('Not before Tue 2 June 2026');
    expect(await house.storage.drafts.reports(house.people.lead.school!)).toEqual([]);
  });

  test('shows mistakes beside the fields, with everything that was typed', async () => {
    const first = await openReport();
    const again = await press(lead, first, 'Continue', { forename: 'Rowan', risks: 'none' });
    expect(again.text).toContain('Give the pupil’s last name.');
    expect(again.text).toContain('Say what has happened.');
    expect(valueOf(again, 'forename')).toBe('Rowan');
    const pupil = await press(lead, again, 'Continue', TRIAGE);
    const wrongLetter = await press(lead, pupil, 'Continue', { ...PUPIL, upn: 'A341999926001' });
    expect(wrongLetter.text).toContain('it would be C, not A');
    expect(valueOf(wrongLetter, 'upn')).toBe('A341999926001');
    const tooYoung = await press(lead, wrongLetter, 'Continue', { ...PUPIL, dateOfBirth: '2023-03-09' });
    expect(tooYoung.text).toContain('compulsory school age from Fri 31 March 2028');
    const absence = await press(lead, tooYoung, 'Continue', PUPIL);
    const sunday = await press(lead, absence, 'Continue', { ...ABSENCE, lastAttended: '2026-04-26' });
    expect(sunday.text).toContain('Sun 26 April 2026 was a Sunday.');
    const ahead = await press(lead, sunday, 'Continue', { ...ABSENCE, lastAttended: '2026-05-08' });
    expect(ahead.text).toContain('Fri 8 May 2026 is still to come.');
    const unborn = await press(lead, ahead, 'Continue', { ...ABSENCE, lastAttended: '2015-03-09' });
    expect(unborn.text).toContain('before the date of birth');
    const holiday = await press(lead, unborn, 'Continue', { ...ABSENCE, lastAttended: '2026-04-06' });
    expect(holiday.text).toContain('Mon 6 April 2026 was not a school day at your school (bank holiday).');
    expect(valueOf(holiday, 'lastAttended')).toBe('2026-04-06');
    expect((await press(lead, holiday, 'Continue', ABSENCE)).text).toContain('Check your answers');
  });

  test('takes a reason in place of a UPN, and no reason for none', async () => {
    const pupil = await press(lead, await openReport(), 'Continue', TRIAGE);
    const neither = await press(lead, pupil, 'Continue', { ...PUPIL, upn: '' });
    expect(neither.text).toContain('Give the UPN, or choose below why it is not known.');
    const absence = await press(lead, neither, 'Continue', { ...PUPIL, upn: '', upnUnknown: 'not-issued' });
    expect(absence.text).toContain('First whole school day missed');
  });

  test('opens the case and alerts at once when the child may be at risk, whatever else is missing', async () => {
    const urgent = await press(lead, await openReport(), 'Continue', { risks: 'known-risk' });
    expect(urgent.text).toContain('Contact social care and/or the police now');
    expect(urgent.text).toContain('0151 496 0002');
    await house.fallDue();
    const alert = officer.history().at(-1)!;
    expect(alert.text).toContain('A child who may be at risk is missing');
    expect(alert.text).toContain('Name not yet given');
    const half = await press(lead, urgent, 'Record this contact', { contactReference: 'EX-1' });
    expect(half.text).toContain('Say whom you called.');
    const called = { agency: 'social-care', contactReference: 'EX-1', contactAt: '08:44', contactOn: '2026-04-27' };
    const recorded = await press(lead, half, 'Record this contact', called);
    expect(recorded.text).toContain('Called Example Careline on Mon 27 April 2026 at 08:44. Reference EX-1');
    const pupil = await press(lead, recorded, 'Continue with the report');
    const absence = await press(lead, pupil, 'Continue', { forename: 'Rowan', surname: 'Ashdown', ...PUPIL });
    const shown = await press(lead, absence, 'Finish the report', ABSENCE);
    expect(referenceOn(shown)).toBe(referenceOn(alert));
    expect(shown.text).toContain('Rowan Ashdown');
    expect(shown.text).not.toContain('The report is not finished.');
  });

  test('promises of the alert no more than is true', async () => {
    const risky = { ...TRIAGE, risks: 'looked-after' };
    const urgent = await press(lead, await openReport(), 'Continue', risky);
    expect(urgent.text).toContain('An alert to the pupil tracking officer is recorded and is sent at once.');
    const others = Object.values(house.people).filter(({ id }) => id !== house.people.officer.id);
    await house.storage.directory.savePeople('341', others);
    const again = await press(lead, await press(lead, await say(lead, 'report'), 'Begin a new report'), 'Continue', {
      ...{ ...risky, forename: 'Robin' },
    });
    expect(again.text).toContain('Nobody is set up as pupil tracking officer.');
    expect(again.text).toContain('Please telephone Example City Council.');
  });

  test('lets a person go on from the urgent page without recording anything', async () => {
    const urgent = await press(lead, await openReport(), 'Continue', { ...TRIAGE, risks: 'looked-after' });
    expect((await press(lead, urgent, 'Continue with the report')).text).toContain('Last known address');
  });

  test('of a child at risk opens and alerts at once, though another procedure was chosen', async () => {
    const urgent = await press(lead, await openReport(), 'Continue', {
      ...{ ...TRIAGE, situation: 'runaway', risks: 'known-risk' },
    });
    expect(urgent.text).toContain('Contact social care and/or the police now');
    await house.fallDue();
    expect(officer.history().some(({ text }) => text.includes('A child who may be at risk is missing'))).toBe(true);
    const shown = await press(lead, await press(lead, urgent, 'Continue with the report'), 'Continue', PUPIL);
    const done = await press(lead, shown, 'Finish the report', ABSENCE);
    expect(done.text).toContain('Another procedure runs beside this case');
  });

  test('asks first whether it is another procedure, below whom to call', async () => {
    const { card, text } = await openReport();
    const [first] = inputsOn(card);
    const choices = first!['choices'] as { value: string }[];
    expect([first!.id, ...choices.slice(0, 2).map(({ value }) => value)]).toEqual([
      'situation',
      'whereabouts-known',
      'runaway',
    ]);
    expect(text.indexOf('999')).toBeGreaterThan(-1);
    expect(text.indexOf('999')).toBeLessThan(text.indexOf('What has happened?'));
  });

  test.each([
    ['whereabouts-known', 'This is an attendance matter'],
    ['runaway', 'This is for the police, now'],
  ])('says kindly that %s is another procedure, and opens nothing', async (situation, title) => {
    const told = await press(lead, await openReport(), 'Continue', { ...TRIAGE, situation });
    expect(told.text).toContain(title);
    expect((await say(lead, 'my cases')).text).toContain('No open cases');
  });

  test('shows the case that a pupil has already, and opens no second one', async () => {
    const { reference } = await reportPupil(lead);
    const pupil = await press(lead, await openReport(), 'Continue', {
      ...TRIAGE,
      forename: 'Rowan',
      surname: 'Spelling',
    });
    const shown = await press(lead, pupil, 'Continue', PUPIL);
    expect(shown.text).toContain('already has an open case');
    expect(referenceOn(shown)).toBe(reference);
    expect(await house.casework.mine(house.people.lead)).toHaveLength(1);
  });

  test('that was urgent becomes one with the case that the pupil has already, and says so', async () => {
    const { reference } = await reportPupil(lead);
    const urgent = await press(lead, await openReport(), 'Continue', { risks: 'known-risk' });
    const pupil = await press(lead, urgent, 'Continue with the report');
    const shown = await press(lead, pupil, 'Continue', { forename: 'Rowan', surname: 'Ashdown', ...PUPIL });
    expect(referenceOn(shown)).toBe(reference);
    expect(shown.text).toContain('They are one now');
    expect(shown.text).not.toContain('Nothing new was opened');
  });

  describe('of a case that was closed before it was finished', () => {
    let pupil: Shown;
    const close = async () => {
      const [opened] = await house.casework.mine(house.people.lead);
      await house.casework.close(
        house.people.officer,
        opened!.case.reference,
        'reported-in-error',
        'In the sick room.',
      );
    };
    const drafts = () => house.storage.drafts.reports(house.people.lead.school!);
    beforeEach(async () => {
      const urgent = await press(lead, await openReport(), 'Continue', { ...TRIAGE, risks: 'known-risk' });
      pupil = await press(lead, urgent, 'Continue with the report');
    });

    test('leaves no draft', async () => {
      expect(await drafts()).toHaveLength(1);
      await close();
      expect(await drafts()).toEqual([]);
    });

    test('keeps none of what is typed afterwards, and says so', async () => {
      await close();
      const told = await press(lead, pupil, 'Save for later', { parents: 'Jo Ashdown' });
      expect(told.text).toContain('This case is closed, so nothing can be added.');
      expect(await drafts()).toEqual([]);
    });

    test('is not offered, though a draft of it was left', async () => {
      const [left] = await drafts();
      await close();
      await house.storage.drafts.save(left!);
      expect((await say(lead, 'report')).text).toContain('Safety first');
    });
  });

  const ANOTHER = { forename: 'Robin', surname: 'Example', dateOfBirth: '2015-07-01' };

  test('of another child under a UPN that has a case asks whose UPN it is, and keeps what was typed', async () => {
    const { reference } = await reportPupil(lead);
    const pupil = await press(lead, await openReport(), 'Continue', { ...TRIAGE, ...ANOTHER });
    const asked = await press(lead, pupil, 'Continue', { ...PUPIL, ...ANOTHER });
    expect(asked.text).toContain(`an open case at your school: ${reference}. Is it the same child?`);
    expect(valueOf(asked, 'forename')).toBe('Robin');
    expect(await house.storage.drafts.reports(house.people.lead.school!)).toHaveLength(1);
    const absence = await press(lead, asked, 'Continue', { upn: 'R341999926002' });
    const shown = await press(lead, await press(lead, absence, 'Continue', ABSENCE), 'Report the pupil');
    expect(shown.text).toContain('Robin Example');
    expect(await house.casework.mine(house.people.lead)).toHaveLength(2);
  });

  test('of a child who is the same after all shows the case', async () => {
    const { reference } = await reportPupil(lead);
    const pupil = await press(lead, await openReport(), 'Continue', { ...TRIAGE, ...ANOTHER });
    const asked = await press(lead, pupil, 'Continue', { ...PUPIL, ...ANOTHER });
    const shown = await press(lead, asked, 'It is the same child');
    expect(referenceOn(shown)).toBe(reference);
    expect(await house.storage.drafts.reports(house.people.lead.school!)).toEqual([]);
    expect(await house.casework.mine(house.people.lead)).toHaveLength(1);
  });

  test('asks whose UPN it is also when a colleague was quicker, or the alert has gone out', async () => {
    const pupil = await press(lead, await openReport(), 'Continue', { ...TRIAGE, ...ANOTHER });
    const absence = await press(lead, pupil, 'Continue', { ...PUPIL, ...ANOTHER });
    const check = await press(lead, absence, 'Continue', ABSENCE);
    const colleague = house.as(house.people.head);
    await press(colleague, await say(colleague, 'report'), 'Begin a new report').then(async (first) => {
      const second = await press(colleague, first, 'Continue', TRIAGE);
      const third = await press(colleague, second, 'Continue', PUPIL);
      await press(colleague, await press(colleague, third, 'Continue', ABSENCE), 'Report the pupil');
    });
    expect((await press(lead, check, 'Report the pupil')).text).toContain('Is it the same child?');
    const urgent = await press(lead, await press(lead, await say(lead, 'report'), 'Begin a new report'), 'Continue', {
      ...TRIAGE,
      ...ANOTHER,
      risks: 'known-risk',
    });
    const again = await press(lead, await press(lead, urgent, 'Continue with the report'), 'Continue', {
      ...PUPIL,
      ...ANOTHER,
    });
    expect(again.text).toContain('Is it the same child?');
    const before = (await house.casework.mine(house.people.lead)).length;
    const merged = await press(lead, again, 'It is the same child');
    expect(merged.text).toContain('They are one now, shown here.');
    expect(await house.casework.mine(house.people.lead)).toHaveLength(before - 1);
  });

  test('is finished by a colleague where it was left', async () => {
    const pupil = await press(lead, await openReport(), 'Continue', TRIAGE);
    await press(lead, pupil, 'Save for later', { yearGroup: '5', parents: 'Jo Ashdown' });
    const head = house.as(house.people.head);
    const offered = await say(head, 'report');
    expect(offered.text).toContain('Rowan Ashdown');
    expect(offered.text).toContain('Begun by Ash Lead at 08:40');
    const resumed = await press(head, offered, 'Go on');
    expect(valueOf(resumed, 'parents')).toBe('Jo Ashdown');
    expect((await press(head, resumed, 'Continue', PUPIL)).text).toContain('First whole school day missed');
  });

  test('is for schools', async () => {
    expect((await say(officer, 'report')).text).toContain('Only staff of a school can report');
  });
});
