import type { LocalDate } from '../../src/domain/calendar/date';
import { aCheck, anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import type { Person } from '../../src/people/directory';
import { buttonOn, inputsOn } from '../support/cards';
import type { Shown } from '../support/client';
import { conclude, gate, open, review } from './case-pages';
import { aMainJobBot, press, referenceOn, reportPupil, say, type MainJobBot } from './main-job-bot';
import { beginReferral, CHILD, ROUTE, START } from './referral-pages';

const DAY_20: LocalDate = '2026-06-01';
const AFTER: LocalDate = '2026-06-02';
const NOT_FOUND = { conclusion: 'not-found', statement: 'Every check was made, and nobody knows' };

describe('two cases of one child, one of which knows where the child is', () => {
  let house: MainJobBot;
  let here: string;
  let there: string;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    ({ reference: here } = await reportPupil(house.as(house.people.lead)));
    there = await atTheOtherSchool({});
  });
  afterEach(() => house.bot.close());

  async function atTheOtherSchool(over: Parameters<typeof aPupil>[0]): Promise<string> {
    const { view } = await house.casework.report(house.people.otherLead, {
      ...{ draftId: newId(), triage: noRisk, absence: anAbsence({ firstDayMissed: '2026-04-27' }) },
      pupil: aPupil(over),
    });
    return view.case.reference;
  }
  const see = async (reference = here) => house.casework.see(house.people.officer, reference);
  const gateI = async () => (await see()).assessment.removal.gates.find(({ ground }) => ground.letter === 'i')!;
  const join = (reason?: string) => house.casework.duplicates.join(house.people.officer, here, there, reason);
  const locate = (where: 'in-area' | 'back-at-school', on: LocalDate) =>
    house.casework.outcomes.locate(
      house.people.otherLead,
      there,
      { where, on, by: 'Mother', details: where === 'in-area' ? { address: '4 Sample Street' } : {}, note: '' },
      [],
    );
  const foundByACheck = () =>
    house.casework.recordCheck(
      house.people.otherLead,
      there,
      'S04',
      aCheck({ outcome: 'seen-child', on: '2026-04-27', spokeTo: 'A colleague of theirs' }),
      null,
    );
  async function answeredBy(outcome: string) {
    const { officer } = house.people;
    await house.casework.enquiries.request(officer, there, 'council-tax', {
      ...{ on: '2026-04-27', to: 'Revenues team', disclosed: ['name'], basis: 's436a', purpose: 'find' },
      ...{ reason: 'Nobody answers the door', agencyReference: '', asked: 'Who is liable for council tax?' },
    });
    const answer = { on: '2026-04-27', by: 'Revenues team', outcome, note: '' } as const;
    await house.casework.enquiries.answer(officer, there, 'council-tax', answer);
  }
  async function concluded() {
    await house.at(DAY_20, '09:00');
    const notified = aCheck({ outcome: 'submitted', on: DAY_20 });
    await house.casework.recordCheck(house.people.lead, here, 'L01', notified, null);
    await review(house.as(house.people.lead), here);
    await conclude(house.as(house.people.safeguarding), house.as(house.people.officer), here, NOT_FOUND);
    await house.at(AFTER, '09:00');
    expect((await see()).assessment.removal.enquiry.concluded).toBe('not-found');
  }

  test('the child is found on the case that goes on, and what was signed stands no more', async () => {
    await locate('in-area', '2026-04-27');
    await concluded();
    await join();
    const { assessment, case: theCase } = await see();
    expect(assessment.found).toMatchObject({ how: 'located', where: 'in-area' });
    expect(assessment.removal.enquiry.concluded).toBeNull();
    expect((await gateI()).open).toBe(false);
    expect(theCase.facts.findLast(({ kind }) => kind === 'located')).toMatchObject({
      ...{ recordedBy: house.people.officer.id, located: { from: 'authority' } },
      moved: { recordedBy: house.people.otherLead.id, recordedAt: expect.stringContaining('2026-04-27') },
    });
    expect((await gate(house.as(house.people.head), here, 'i')).text).toContain('stays on the register');
  });

  test.each(['check', 'agency'])(
    'an answer of a %s that found the child is taken over, and bars "not found"',
    async (by) => {
      if (by === 'a check') await foundByACheck();
      else await answeredBy('located');
      await concluded();
      await join();
      const { removal, checklist, enquiries } = (await see()).assessment;
      expect(removal.enquiry.barred['not-found']).toContain('on the case that was joined with this one');
      // The check and the enquiry themselves stay where they were made.
      expect(checklist.find(({ item }) => item.id === 'S04')!.facts).toEqual([]);
      expect(enquiries.list.find(({ enquiry }) => enquiry.id === 'council-tax')!.state).toBe('not-asked');
      const forSchool = await say(house.as(house.people.lead), `case ${here}`);
      expect(forSchool.text).toContain('an answer that says where the child is');
      expect(JSON.stringify(forSchool.card)).not.toMatch(/council|A colleague of theirs/i);
      await house.casework.recordSighting(house.people.officer, here, {
        ...{ on: AFTER, where: 'elsewhere', by: 'The officer', note: '' },
      });
      expect((await see()).assessment.removal.enquiry.barred['not-found']).not.toContain('joined with this one');
    },
  );

  test('an answer that was followed up, and one of a case that is parted again, bar nothing', async () => {
    await answeredBy('located');
    await join();
    await house.casework.duplicates.part(house.people.officer, here, there, 'They are twins');
    expect((await see()).assessment.removal.enquiry.barred['not-found']).toBeNull();
    await answeredBy('not-known');
    await join();
    expect((await see()).case.facts.filter(({ kind }) => kind === 'answer-open')).toHaveLength(1);
    expect((await see()).assessment.removal.enquiry.barred['not-found']).toBeNull();
  });

  test('something new that an agency told is taken over too', async () => {
    await answeredBy('new-information');
    await join();
    expect((await see()).case.facts.at(-1)).toMatchObject({ kind: 'answer-open', asks: 'council-tax', found: false });
  });

  test('the officer reads first what the other case says, and that what people wrote moves', async () => {
    await answeredBy('located');
    await house.casework.tier.weigh(house.people.otherLead, there, 'red', 'Threats');
    await house.casework.outcomes.locate(
      house.people.otherLead,
      there,
      { where: 'in-area', on: '2026-04-27', by: 'Mother', details: { address: '4 Sample Street' }, note: 'At an aunt' },
      [],
    );
    const page = await open(house.as(house.people.officer), here, 'Join two cases');
    for (const word of [
      `${there}, Sample High`,
      'What people wrote moves with it',
      'At an aunt',
      'on Mon 27 April 2026',
    ])
      expect(page.text).toContain(word);
  });

  test('a joining alone is news to both who have signed', async () => {
    await concluded();
    await join();
    const { sides } = (await see()).assessment.removal.enquiry;
    expect(sides.school.fell).toContain('was joined with this one');
    expect(sides.authority.signed).toBeNull();
  });

  test('a day in the other register is a day on which the child was seen, and breaks no run here', async () => {
    await house.at('2026-04-29', '09:00');
    await house.casework.markAttendance(house.people.otherLead, there, {
      ...{ code: '/', from: '2026-04-29', to: null, note: '' },
    });
    await join();
    const { assessment } = await see();
    expect(assessment.found).toEqual({ how: 'seen', on: '2026-04-29' });
    expect(assessment.counts.groundI!.since).toBe('2026-04-27');
  });

  test('back at the other school is seen elsewhere', async () => {
    await house.casework.recordSighting(house.people.otherLead, there, {
      ...{ on: '2026-04-27', where: 'at-school', by: 'The office', note: '' },
    });
    await join();
    expect((await see()).assessment).toMatchObject({ found: { how: 'seen' }, counts: { groundI: { days: 1 } } });
  });

  test('the greater risk stands, whichever case it was weighed on', async () => {
    await house.casework.tier.weigh(house.people.otherLead, there, 'red', 'Threats');
    await house.casework.tier.weigh(house.people.lead, here, 'amber', 'A worry');
    await join();
    expect((await see()).assessment.tier!.tier.id).toBe('red');
  });

  test('parted again, where the other child was found is no word on this one', async () => {
    await locate('in-area', '2026-04-27');
    await join();
    await house.casework.duplicates.part(house.people.officer, here, there, 'They are twins');
    const { assessment } = await see();
    expect(assessment.found).toBeNull();
    expect((await see(there)).assessment.found).toMatchObject({ how: 'located', where: 'in-area' });
    await join();
    expect((await see()).assessment.found).toMatchObject({ how: 'located', where: 'in-area' });
  });

  test('of another birthday are joined only by somebody who says how they know', async () => {
    there = await atTheOtherSchool({ dateOfBirth: '2012-01-05', upn: null, upnUnknown: 'not-issued' });
    const officer = house.as(house.people.officer);
    const page = await open(officer, here, 'Join two cases');
    const read = await press(officer, page, 'Join the cases', { second: '', reference: there, goesOn: 'this' });
    expect(read.text).toContain('Read below what the other case says.');
    expect(read.text).toContain(`${there}, Sample High`);
    const refused = await press(officer, read, 'Join the cases', { second: '', reference: there, goesOn: 'this' });
    expect(refused.text).toContain('say how you know');
    expect((await see(there)).assessment.open).toBe(true);
    const typed = { second: '', reference: there, goesOn: 'this', sure: 'The mother gave a wrong date' };
    const joined = await press(officer, refused, 'Join the cases', typed);
    expect(joined.text).toContain('The mother gave a wrong date');
    expect((await say(house.as(house.people.lead), `case ${here}`)).text).not.toContain('a wrong date');
  });

  test('the school whose case ends is told so, and of no other school', async () => {
    const told = house.as(house.people.otherLead);
    await told.say('hello');
    const before = told.history().length;
    await join();
    await house.fallDue();
    const alerts = told.history().slice(before);
    expect(alerts.map(({ text }) => text).join()).toContain('A case has been closed');
    expect(JSON.stringify(alerts.map(({ card }) => card))).not.toContain(here);
    expect(JSON.stringify(alerts.map(({ card }) => card))).not.toContain((await see()).school!.name);
  });

  test.each(['goes on', 'ends'])(
    'the paper of the school whose case %s tells of no other school’s case',
    async (which) => {
      await house.casework.recordSighting(house.people.otherLead, there, {
        ...{ on: '2026-04-27', where: 'elsewhere', by: 'A neighbour', note: '' },
      });
      await join('The mother says so');
      const [reader, own, other] =
        which === 'goes on' ? [house.people.lead, here, there] : [house.people.otherLead, there, here];
      const others = [other, (await see(other)).case.id, house.people.otherLead.id];
      const told = async (person: Person) => {
        const papers = await open(house.as(person), own, 'Papers');
        return paperOn(await press(house.as(person), papers, 'Data'));
      };
      const forSchool = await told(reader);
      expect(forSchool).toContain(which === 'goes on' ? '"joined"' : '"duplicate"');
      for (const word of which === 'goes on' ? others : others.slice(0, 2)) expect(forSchool).not.toContain(word);
      expect(await told(house.people.officer)).toContain((await see(other)).case.id);
    },
  );

  async function paperOn(ready: Shown): Promise<string> {
    const { pathname } = new URL(String(buttonOn(ready.card, 'Fetch the paper')['url']));
    return (await fetch(`${house.bot.url}${pathname}`, { method: 'POST' })).text();
  }
});

describe('a case with a name in a register', () => {
  let house: MainJobBot;
  beforeEach(async () => void (house = await aMainJobBot('chat')));
  afterEach(() => house.bot.close());

  test('never ends in one of a child on no roll, only the other way round', async () => {
    const officer = house.as(house.people.officer);
    const start = await press(officer, await beginReferral(officer), 'Continue', START);
    const child = await press(officer, await press(officer, start, 'Continue', ROUTE), 'Continue', CHILD);
    const onNone = referenceOn(await press(officer, child, 'Open the case', { since: '2026-03-02' }));
    const { reference: onRoll } = await reportPupil(house.as(house.people.lead));
    const { join } = house.casework.duplicates;

    const goesOn = ({ card }: Shown) =>
      inputsOn(card)
        .find(({ id }) => id === 'goesOn')!
        ['choices'].map(({ value }: { value: string }) => value);
    const wrongWay = join(house.people.officer, onNone, onRoll);
    await expect(wrongWay).rejects.toMatchObject({
      says: expect.stringContaining('stands in the register of a school'),
    });
    expect((await house.casework.see(house.people.lead, onRoll)).assessment.open).toBe(true);

    expect(goesOn(await open(officer, onRoll, 'Join two cases'))).toEqual(['this']);
    const page = await open(officer, onNone, 'Join two cases');
    expect(goesOn(page)).toEqual(['other']);
    expect(page.text).toContain(`Of the two, ${onRoll} has to go on.`);
    await press(officer, page, 'Join the cases', {});
    const { assessment } = await house.casework.see(house.people.lead, onRoll);
    expect(assessment).toMatchObject({ open: true, onRoll: true });
  });
});
