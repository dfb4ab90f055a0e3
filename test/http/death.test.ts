import { referralSheet } from '../../src/records/referral-form';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { buttonsOn, inputsOn } from '../support/cards';
import { answersFor } from '../builders/ends-of-a-pack';
import { anOut, aReferral } from '../builders/ways';
import { caseOf, close, fillIn, offered, open, reasonsOn, titlesOn } from './case-pages';
import { aMainJobBot, press, reportPupil, type MainJobBot } from './main-job-bot';
import { takeOff } from './take-off';

const TOLD = { by: 'Sgt Lee, Merseyside Police', known: 'The police rang the school', on: '2026-04-30' } as const;

describe('a child who has died', () => {
  let house: MainJobBot;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    for (const who of ['head', 'officer', 'safeguarding', 'manager'] as const)
      await house.as(house.people[who]).say('hello');
    ({ reference } = await reportPupil(house.as(house.people.lead)));
    await house.at('2026-04-30', '09:00');
  });
  afterEach(() => house.bot.close());

  const tell = () => fillIn(house.as(house.people.lead), reference, 'The child has died', 'Save', TOLD);
  const title = (kind: string) => house.policy.alerts.find(({ trigger }) => trigger.kind === kind)!.title;
  const cardsSince = (who: 'head' | 'officer' | 'lead' | 'safeguarding', count: number) =>
    house.as(house.people[who]).history().slice(count);
  const countsNow = () =>
    Object.fromEntries(
      (['head', 'officer', 'lead', 'safeguarding', 'manager'] as const).map((who) => [
        who,
        house.as(house.people[who]).history().length,
      ]),
    );

  test('is told of to the officer and the head, once, and nobody is asked to look for the child any more', async () => {
    const before = countsNow();
    const card = await tell();
    const told = countsNow();
    expect(card.text).toContain('We are very sorry.');
    expect(card.text).toContain('Sgt Lee');
    expect(buttonsOn(card.card).map((button) => button['title'])).not.toEqual(expect.arrayContaining(['Checklist']));
    // Weeks of school days go by: Day 6, 8, 10 and 20 among them.
    for (const day of ['2026-05-01', '2026-05-05', '2026-05-11', '2026-05-13'] as const) await house.at(day, '09:30');
    for (const who of ['head', 'officer'] as const)
      expect(cardsSince(who, before[who]!).map(({ text }) => text.includes(title('death-told')))).toEqual([true]);
    for (const who of ['lead', 'safeguarding'] as const) expect(cardsSince(who, told[who]!)).toEqual([]);
    expect(card.text).not.toMatch(/Still missing|at risk|Day 4/);
  });

  test('leaves the register on ground K alone, and the case is closed', async () => {
    await tell();
    expect(await offered(house.as(house.people.head), reference)).toEqual(
      expect.arrayContaining(['Decide about the name', 'The child has not died']),
    );
    expect(await offered(house.as(house.people.lead), reference)).not.toEqual(
      expect.arrayContaining(['The child has been found']),
    );
    const officer = house.as(house.people.officer);
    await expect(takeOff(house, reference, 'l')).rejects.toMatchObject({
      says: expect.stringContaining('It is on record that the child has died.'),
    });
    expect(await offered(officer, reference)).not.toContain('Close the case');
    await takeOff(house, reference, 'k');
    const page = await open(officer, reference, 'Close the case');
    expect(reasonsOn(page)).toEqual(['died']);
    // Nobody has to say once more how it ended.
    expect(inputsOn(page.card).find(({ id }) => id === 'reason')).toMatchObject({ value: 'died' });
    expect(titlesOn(page)).toEqual(['Close the case']);
    const inError = house.casework.close(house.people.officer, reference, 'reported-in-error', 'A slip');
    await expect(inError).rejects.toMatchObject({ says: expect.stringContaining('If it was said in error') });
    const { after } = await close(officer, reference, 'died');
    expect(after.text).toContain('Closed: the child has died');
    const again = await open(officer, reference, 'Open the case again');
    expect(again.text).toContain('Opening the case again says that this is not so, and the search begins again');
    const opened = await press(officer, again, 'Open the case again', { why: 'It was a cousin of the same name' });
    expect(opened.text).toContain('The case stays open, and the authority goes on searching.');
  });

  test('is decided about by the head teacher without anybody being asked first, also where the child was at risk', async () => {
    const { casework, people, policy } = house;
    await casework.triage(people.lead, reference, { yes: ['child-protection'], groups: [], note: '' });
    await tell();
    const head = house.as(people.head);
    const page = await open(head, reference, 'Decide about the name');
    expect(page.text).toContain(policy.death.others);
    for (const { title, says } of policy.specialCases) {
      expect(page.text).not.toContain(title);
      expect(page.text).not.toContain(says);
    }
    const answers = Object.entries(answersFor(policy, 'k')).map(([id, answer]) => [`answer_${id}`, answer]);
    const after = await press(head, page, 'Record the decision', {
      ...Object.fromEntries(answers),
      ...{ reasons: 'The parents told me.', offRollOn: '2026-05-11', confirmed: 'decided' },
    });
    expect(after.text).toContain('Mon 11 May 2026');
    const { assessment } = await casework.see(people.head, reference);
    expect(assessment.removal.carried.decided!.decision).toMatchObject({ ground: 'k', special: [], consulted: '' });
  });

  test('is no matter to put off: the alert says who told it, and what is left by when', async () => {
    await tell();
    await house.fallDue();
    for (const who of ['head', 'officer'] as const) {
      const alert = house.as(house.people[who]).history().at(-1)!;
      expect(alert.text).toContain('Sgt Lee');
      expect(alert.text).toContain('By Fri 15 May 2026 · head teacher');
      expect(alert.text).not.toContain('By when');
      expect(titlesOn(alert)).not.toContain('Remind me later');
    }
    await house.at('2026-05-18', '09:30');
    const chased = house.as(house.people.head).history().at(-1)!;
    expect(chased.text).toContain('A name still stands in the register');
    expect(titlesOn(chased)).toContain('Remind me later');
  });

  test('who was on no roll is closed by the officer, who alone hears of it', async () => {
    const { casework, people } = house;
    const { view } = await casework.ways.refer(people.officer, {
      ...{ draftId: newId(), way: 'not-on-roll', triage: noRisk, linked: null },
      ...{ pupil: aPupil({ surname: 'Quill', upn: null }), referral: aReferral(), out: anOut() },
    });
    await house.as(people.caseworker).say('hello');
    const before = countsNow();
    await fillIn(house.as(people.caseworker), view.case.reference, 'The child has died', 'Save', TOLD);
    await house.fallDue();
    expect(cardsSince('head', before['head']!)).toEqual([]);
    const [alert] = cardsSince('officer', before['officer']!);
    expect(alert!.text).toContain(title('death-told'));
    expect(alert!.text).toContain('By Fri 1 May 2026 · pupil tracking officer');
    const officer = house.as(people.officer);
    expect(reasonsOn(await open(officer, view.case.reference, 'Close the case'))).toEqual(['died']);
    const { after } = await close(officer, view.case.reference, 'died');
    expect(after.text).toContain('Closed: the child has died');
  });

  test('said in error, the case goes on from where it would stand, and those who were told hear of it', async () => {
    await tell();
    await house.at('2026-05-05', '09:30');
    const officer = house.as(house.people.officer);
    const before = countsNow();
    const card = await fillIn(officer, reference, 'The child has not died', 'Go on with the case', {
      why: 'It was a cousin of the same name',
    });
    expect(card.text).toContain('Day 6');
    await house.fallDue();
    expect(
      cardsSince('head', before['head']!)
        .map(({ text }) => text)
        .join(),
    ).toContain(title('death-withdrawn'));
    expect((await caseOf(house.as(house.people.lead), reference)).text).toContain('said in error');
  });

  test('quietens an alert of danger that waits for an answer, which is passed on to nobody', async () => {
    const { casework, people } = house;
    const [first] = house.policy.triage.questions;
    await casework.triage(people.lead, reference, { yes: [first!.id], groups: [], note: '' });
    await house.fallDue();
    await casework.death.tell(people.lead, reference, TOLD);
    await house.fallDue();
    const before = countsNow();
    await house.at('2026-04-30', '15:00');
    await house.at('2026-05-01', '09:00');
    expect(countsNow()).toEqual(before);
  });

  test('has died on the case that goes on, where the one on which it was told ends in it', async () => {
    const { casework, people } = house;
    const { view } = await casework.report(people.otherLead, {
      ...{ draftId: newId(), triage: noRisk, absence: anAbsence(), pupil: aPupil() },
    });
    await casework.recordSighting(people.otherLead, view.case.reference, {
      ...{ on: '2026-04-30', where: 'elsewhere', by: 'A neighbour', note: '' },
    });
    await casework.death.tell(people.otherLead, view.case.reference, TOLD);
    await casework.duplicates.join(people.officer, reference, view.case.reference, 'The mother says so');
    expect((await casework.see(people.lead, reference)).assessment.died).toMatchObject({ kind: 'death-told' });
  });

  test('is for those to tell who report, and for those who work on the case at the authority', async () => {
    const { casework, people } = house;
    const told = casework.death.tell(people.manager, reference, TOLD);
    await expect(told).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('stands on the paper in place of the search', async () => {
    await tell();
    const { casework, people } = house;
    const view = await casework.see(people.officer, reference);
    const sheet = JSON.stringify(referralSheet(view, new Map(), { person: people.officer, at: house.bot.clock.now() }));
    expect(sheet).toContain('Open; the child has died');
    expect(sheet).not.toContain('No risk has been named');
  });
});
