import { referralSheet } from '../../src/records/referral-form';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import { caseOf, close, fillIn, offered, open, reasonsOn } from './case-pages';
import { aMainJobBot, reportPupil, type MainJobBot } from './main-job-bot';
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
      expect.arrayContaining(['May the name be removed?', 'The child has not died']),
    );
    expect(await offered(house.as(house.people.lead), reference)).not.toEqual(
      expect.arrayContaining(['The child has been found']),
    );
    const officer = house.as(house.people.officer);
    await expect(takeOff(house, reference, 'l')).rejects.toMatchObject({
      says: expect.stringContaining('the name leaves on the ground for that'),
    });
    await takeOff(house, reference, 'k');
    const page = await open(officer, reference, 'Close the case');
    expect(reasonsOn(page)).toContain('died');
    const { after } = await close(officer, reference, 'died');
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
