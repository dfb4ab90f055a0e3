import { aCheck, atRisk, noRisk } from '../builders/case';
import type { Client } from '../support/client';
import { caseOf, close, find, followUp, gate, open, reasonsOn } from './case-pages';
import { takeOff } from './take-off';
import { aMainJobBot, press, PUPIL, reportPupil, say, type MainJobBot, TRIAGE, type Typed } from './main-job-bot';

describe('the end of a case', () => {
  let house: MainJobBot;
  let lead: Client;
  let officer: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    lead = house.as(house.people.lead);
    officer = house.as(house.people.officer);
    ({ reference } = await reportPupil(lead));
    await house.at('2026-04-30', '09:00');
  });
  afterEach(() => house.bot.close());

  const caseFor = (client: Client) => caseOf(client, reference);
  const opens = (client: Client, title: string) => open(client, reference, title);
  const KNOWN = { on: '2026-04-30', by: 'An aunt' };
  const finds = (client: Client, where: string, typed: Typed) => find(client, reference, where, { ...KNOWN, ...typed });
  const closes = (client: Client, reason: string) => close(client, reference, reason);
  const follows = (client: Client, title: string, answer: string) => followUp(client, reference, title, answer);
  const assessed = async () => (await house.casework.see(house.people.officer, reference)).assessment;

  test('is not for a school to say while nobody knows where the child is', async () => {
    const page = await opens(lead, 'Close the case');
    expect(reasonsOn(page)).toEqual(['reported-in-error']);
    expect(page.text).toContain('Other ways to end, and what comes first');
    expect(page.text).toContain('press “Back in school” on the case');
    const forged = house.casework.close(house.people.lead, reference, 'returned', 'Back');
    await expect(forged).rejects.toMatchObject({ says: expect.stringContaining('First the school’s register') });
    const notTheirs = house.casework.close(house.people.lead, reference, 'died', 'Told by the family');
    await expect(notTheirs).rejects.toMatchObject({ says: expect.stringContaining('pupil tracking officer') });
  });

  describe('reported in error', () => {
    const inError = (who: 'lead' | 'head' | 'officer') =>
      house.casework.close(house.people[who], reference, 'reported-in-error', 'Was in class');
    const isRefused = async () => {
      await expect(inError('lead')).rejects.toMatchObject({
        says: expect.stringContaining('the pupil tracking officer'),
      });
      const page = await opens(lead, 'Close the case');
      expect(page.text).toContain('tell the pupil tracking officer, who closes it');
    };

    test('is the school’s to say at first, and the head and the safeguarding lead read it', async () => {
      await inError('lead');
      await house.fallDue();
      for (const who of ['head', 'safeguarding'] as const)
        expect(house.as(house.people[who]).history().at(-1)!.text).toContain('closed as reported in error');
    });

    test('is the officer’s to say once the child may be at risk, also when the risk is taken back', async () => {
      await house.casework.triage(house.people.lead, reference, atRisk);
      await isRefused();
      await house.casework.triage(house.people.lead, reference, noRisk);
      await isRefused();
      await inError('officer');
      expect((await assessed()).open).toBe(false);
    });

    test('is the officer’s to say once the risk is said to be great', async () => {
      await house.casework.tier.weigh(house.people.lead, reference, 'amber', '');
      await isRefused();
    });

    test('is the officer’s to say once the authority is notified', async () => {
      const sent = aCheck({ outcome: 'submitted', on: '2026-04-30' });
      await house.casework.recordCheck(house.people.lead, reference, 'L01', sent, null);
      await isRefused();
    });

    test('is the officer’s to say once the authority should have been notified, also when the register is put right', async () => {
      await house.at('2026-05-11', '09:00');
      expect(reasonsOn(await opens(lead, 'Close the case'))).toContain('reported-in-error');
      await house.at('2026-05-12', '09:00');
      await isRefused();
      const putRight = { code: '/', from: '2026-04-28', to: null, note: 'Was in another class' } as const;
      await house.casework.markAttendance(house.people.lead, reference, putRight);
      await isRefused();
      await inError('officer');
    });
  });

  test('back at school: the school’s word marks the register, and the school closes', async () => {
    const card = await finds(lead, 'back-at-school', {});
    expect(card.text).toContain('Back in school since Thu 30 April 2026.');
    await house.fallDue();
    expect(officer.history().filter(({ text }) => text.includes('A missing pupil has been'))).toHaveLength(1);
    const { after } = await closes(lead, 'returned');
    expect(after.text).toContain('Closed: the pupil is back in school');
  });

  test('in the area: stays on roll, and goes on as an attendance matter', async () => {
    const wrong = await finds(lead, 'in-area', {});
    expect(wrong.text).toContain('Please fill in “Address, as it was given”.');
    const card = await press(lead, wrong, 'Save', { ...KNOWN, evidence_address: '4 Sample Street' });
    expect(card.text).toContain('Living in the area of this authority');
    expect((await assessed()).obligations.map(({ id }) => id)).not.toContain('found-tell-school');
    const { after } = await closes(lead, 'attendance-case');
    expect(after.text).toContain('goes on as an attendance matter');
  });

  test('in the area: an attendance matter is the officer’s to say once the authority is notified', async () => {
    const sent = aCheck({ outcome: 'submitted', on: '2026-04-30' });
    await house.casework.recordCheck(house.people.lead, reference, 'L01', sent, null);
    await finds(lead, 'in-area', { evidence_address: '4 Sample Street' });
    const page = await opens(lead, 'Close the case');
    expect(reasonsOn(page)).not.toContain('attendance-case');
    expect(page.text).toContain('Tell the pupil tracking officer where the child is');
    const { after } = await closes(officer, 'attendance-case');
    expect(after.text).toContain('goes on as an attendance matter');
  });

  test('moved: not closed before the other authority has confirmed it, and chased until then', async () => {
    const typed = { evidence_authority: 'Leeds', 'found-tell-authority_who': 'CME officer' };
    const wrong = await finds(officer, 'other-authority', typed);
    expect(wrong.text).toContain('Give the day, or leave the name empty too.');
    const card = await press(officer, wrong, 'Save', { ...KNOWN, ...typed, 'found-tell-authority_on': '2026-04-30' });
    expect(card.text).toContain('Tell the school where the child is');
    expect((await opens(officer, 'Close the case')).text).toContain(
      'First record that the other authority has confirmed it',
    );
    const early = house.casework.close(house.people.officer, reference, 'moved', 'Gone');
    await expect(early).rejects.toMatchObject({ says: expect.stringContaining('has confirmed it: who') });

    await follows(officer, 'Tell the school where the child is', 'told');
    await follows(officer, 'Have the other authority confirm', 'no-answer');
    await house.at('2026-05-11', '08:30');
    expect(officer.history().at(-1)!.text).toContain('No confirmation from the other authority');

    await follows(officer, 'Have the other authority confirm', 'confirmed');
    const owed = (await assessed()).obligations.filter(({ state }) => state !== 'settled').map(({ id }) => id);
    expect(owed).toContain('found-name');
    expect(owed).not.toContain('S10');
    await takeOff(house, reference, 'g');
    expect((await assessed()).obligations.map(({ id }) => id)).toContain('outcome');
    const { after } = await closes(officer, 'moved');
    expect(after.text).toContain('Closed: moved to another authority, which has confirmed it');
    expect(after.text).toContain('Admissions officer');
  });

  test('moved, says an aunt, but the other authority does not know the child: the search goes on', async () => {
    await finds(lead, 'other-authority', { evidence_authority: 'Leeds' });
    await house.fallDue();
    await follows(officer, 'Have the other authority confirm', 'not-there');
    expect((await assessed()).found).toBeNull();
    expect((await caseFor(lead)).text).toContain('The child is not there after all');
    expect(reasonsOn(await opens(officer, 'Close the case'))).not.toContain('moved');
  });

  test('abroad: needs to be confirmed', async () => {
    const typed = {
      evidence_country: 'Ghana',
      'evidence_how-known': 'The aunt says so',
      evidence_evidence: 'nothing-yet',
    };
    await finds(officer, 'abroad', typed);
    expect(reasonsOn(await opens(officer, 'Close the case'))).not.toContain('abroad');
    await follows(officer, 'Confirm that the child is abroad', 'papers');
    expect(reasonsOn(await opens(officer, 'Close the case'))).not.toContain('abroad');
    await takeOff(house, reference, 'g');
    expect((await closes(officer, 'abroad')).after.text).toContain('Closed: left the country, and that is confirmed');
  });

  test('at another school: on the day that the school confirms, and not before', async () => {
    const typed = {
      evidence_school: 'Sample Academy',
      evidence_sector: 'state',
      'evidence_registered-on': '04/05/2026',
    };
    const confirmed = { 'found-school-confirms_who': 'The office', 'found-school-confirms_on': '2026-04-30' };
    await finds(lead, 'other-school', { ...typed, ...confirmed });
    expect((await opens(lead, 'Close the case')).text).toContain('That day has to have come.');
    const head = house.as(house.people.head);
    const early = await gate(head, reference, 'a');
    expect(early.text).toContain('Not before Mon 4 May 2026');
    expect(early.text).toContain('If another day holds now, say on the case once more that the child has been found');
    expect(early.text).not.toContain('Go on to the decision');
    await expect(takeOff(house, reference, 'a')).rejects.toMatchObject({ says: expect.stringContaining('Not before') });
    await house.at('2026-05-05', '09:00');
    await takeOff(house, reference, 'a');
    expect((await closes(lead, 'other-school')).after.text).toContain('Closed: on the roll of another school');
  });

  test('no case rests while the name stands on the roll: the head is asked, says why not, and is asked again', async () => {
    const head = house.as(house.people.head);
    const school = { evidence_school: 'Sample Academy', evidence_sector: 'state' };
    const confirmed = { 'found-school-confirms_who': 'The office', 'found-school-confirms_on': '2026-04-30' };
    await finds(lead, 'other-school', { ...school, 'evidence_registered-on': '2026-04-29', ...confirmed });
    const page = await opens(lead, 'Close the case');
    expect(reasonsOn(page)).not.toContain('other-school');
    expect(page.text).toContain('First the name has to leave the school’s register');
    const forged = await press(lead, page, 'Close the case', { reason: 'other-school', closeNote: 'Gone.' });
    expect(forged.text).toContain('First the name has to leave the school’s register');

    // Five school days on, over the bank holiday.
    await house.at('2026-05-11', '08:30');
    expect(head.history().at(-1)!.text).toContain('A name still stands on the register');
    const title = 'Take the name off, or say why not';
    const step = await opens(head, title);
    expect((await press(head, step, 'May the name be removed?')).text).toContain('Which ground may apply?');
    const silent = await followUp(head, reference, title, 'place-kept');
    expect(silent.text).toContain('Say in a sentence why the name stays for now.');
    await press(head, silent, 'Save', { note: 'Registered at both schools by agreement' });
    const name = (await assessed()).obligations.find(({ id }) => id === 'found-name');
    expect(name).toMatchObject({ state: 'due', due: { date: '2026-05-18' } });

    await takeOff(house, reference, 'a');
    expect((await closes(lead, 'other-school')).after.text).toContain('Closed: on the roll of another school');
  });

  test('home education: the officer closes once it is seen to be suitable', async () => {
    await finds(lead, 'home-education', {
      'evidence_told-how': 'written',
      'evidence_notice-date': '2026-04-29',
    });
    expect(reasonsOn(await opens(lead, 'Close the case'))).not.toContain('home-education');
    await follows(officer, 'See that the child is taught', 'not-suitable');
    expect(reasonsOn(await opens(officer, 'Close the case'))).not.toContain('home-education');
    await follows(officer, 'See that the child is taught', 'suitable');
    const noDay = await gate(house.as(house.people.head), reference, 'f');
    expect(noDay.text).toContain('with “Day from which the notice speaks”');
    expect(noDay.text).toContain('No day can be named yet');
    const spoken = { 'evidence_told-how': 'spoken', 'evidence_from-date': '2026-04-29' };
    await finds(lead, 'home-education', spoken);
    const refused = takeOff(house, reference, 'f');
    await expect(refused).rejects.toMatchObject({ says: expect.stringContaining('On record is “Spoken only”') });
    const typed = { 'evidence_told-how': 'written', 'evidence_notice-date': '2026-04-29' };
    await finds(lead, 'home-education', { ...typed, 'evidence_from-date': '2026-04-29' });
    await follows(officer, 'See that the child is taught', 'suitable');
    await takeOff(house, reference, 'f');
    expect((await closes(officer, 'home-education')).after.text).toContain('Closed: educated at home');
  });

  test('that was no end: one history goes on, the officer is told, and the safeguarding clock never stopped', async () => {
    await finds(lead, 'back-at-school', {});
    await closes(lead, 'returned');
    await house.at('2026-05-12', '09:00');
    const page = await opens(lead, 'Open the case again');
    expect(page.text).toContain('Closed on Thu 30 April 2026: the pupil is back in school.');
    const wrong = await press(lead, page, 'Open the case again', { why: 'Gone again', missingFrom: '2026-05-11' });
    expect(wrong.text).toContain('Choose the code in your register.');
    const early = { why: 'Gone again', missingFrom: '2026-04-01', code: 'N' };
    const before = await press(lead, wrong, 'Open the case again', early);
    expect(before.text).toContain('began on Mon 27 April 2026. Give a day from then on, or correct the absence');
    const card = await press(lead, wrong, 'Open the case again', {
      why: 'Gone again',
      missingFrom: '2026-05-11',
      code: 'N',
    });
    expect(card.text).toContain('Opened again');
    await house.fallDue();
    const news = officer.history().filter(({ text }) => text.includes('missing again'));
    expect(news).toHaveLength(1);
    const { day, counts } = await assessed();
    expect(day).toBe(2);
    expect(counts.safeguarding?.since).toBe('2026-04-27');
    expect((await say(lead, 'my cases')).text).toContain(reference);
  });

  test('is offered to go on when the pupil is reported once more', async () => {
    await finds(lead, 'back-at-school', {});
    await closes(lead, 'returned');
    const first = await say(lead, 'report');
    const offered = await press(lead, await press(lead, first, 'Continue', TRIAGE), 'Continue', PUPIL);
    expect(offered.text).toContain(`This pupil had a case at your school: ${reference}, closed on Thu 30 April 2026.`);
    expect((await press(lead, offered, 'Report anew')).text).toContain('step 3 of 4');
    const again = await press(lead, await press(lead, offered, `Open ${reference} again`), 'Open the case again', {
      why: 'Gone again',
    });
    expect(again.text).toContain('Opened again');
  });

  test('leaves the officer to say the DfE’s reason, and the school the returns', async () => {
    await press(officer, await opens(officer, 'Reason for the DfE'), 'Save', { reason: 'no-suitable-place' });
    await press(lead, await opens(lead, 'Record a return'), 'Save', { return: 'sickness', reference: 'R-17' });
    await press(lead, await opens(lead, 'The name was entered'), 'Save', { on: '2026-04-29' });
    const details = await press(lead, await caseFor(lead), 'Details');
    expect(details.text).toContain('Difficulty accessing a suitable school place');
    expect(details.text).toContain('Not missing education in law while the name stands on a roll');
    expect(details.text).toContain('Due Mon 4 May 2026');
    expect((await caseFor(lead)).text).toContain('R-17');
  });
});
