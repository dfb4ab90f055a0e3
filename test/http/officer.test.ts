import { inWords } from '../../src/domain/calendar/date';
import type { Client } from '../support/client';
import { buttonsOn, inputsOn } from '../support/cards';
import { ask, openCheck } from './case-pages';
import { aMainJobBot, openItem, press, reportPupil, say, type MainJobBot } from './main-job-bot';

const ASKED = { to: 'Revenues team', disclosed: 'name,address' };
const WHY = { basis: 's436a', purpose: 'find', reason: 'The house looks empty.' };
const SECRET = ['Revenues team', 'The house looks empty', 's436A', 'Moved out in March'];

describe.each(['dialog', 'chat'] as const)('the tracking officer’s work, where pages open as %s', (pages) => {
  let house: MainJobBot;
  let lead: Client;
  let officer: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    lead = house.as(house.people.lead);
    officer = house.as(house.people.officer);
    for (const person of [house.people.caseworker, house.people.manager]) await house.as(person).say('hello');
    ({ reference } = await reportPupil(lead));
  });
  afterEach(() => house.bot.close());

  const more = async (client: Client) => press(client, await say(client, `case ${reference}`), 'More');
  const does = async (client: Client, title: string) => press(client, await more(client), title);
  const caseFor = async (client: Client) => (await say(client, `case ${reference}`)).text;
  const checks = (client: Client) => does(client, 'The authority’s checks');
  const last = (client: Client) => client.history().at(-1)!;
  const view = () => house.casework.see(house.people.officer, reference);
  const notify = async () => {
    const now = await house.casework.see(house.people.lead, reference);
    const item = now.policy.checklist.find(({ id }) => id === 'L01')!;
    const evidence = Object.fromEntries(
      item.evidence.map(({ id, kind }) => [`evidence_${id}`, kind === 'date' ? '2026-05-11' : 'R-1']),
    );
    await press(lead, await openItem(lead, reference, 'L01'), 'Save', {
      outcome: 'submitted',
      ...evidence,
    });
  };

  describe('the authority’s checks', () => {
    beforeEach(async () => {
      await house.at('2026-05-11', '10:00');
      await notify();
    });

    test('are asked on a legal basis, chased and answered, and the school sees that they run and nothing else', async () => {
      expect(await caseFor(lead)).toContain('The authority has not acknowledged it yet.');
      await does(officer, 'Acknowledge the notification');
      expect(await caseFor(lead)).toContain('The notification was acknowledged on Mon 11 May 2026.');

      const page = await openCheck(officer, await checks(officer), 'council-tax');
      const { basis, purpose, reason } = WHY;
      const why = await press(officer, page, 'Continue', ASKED);
      expect(why.text).toContain('Education Act 1996 s436A');
      const refused = await press(officer, why, 'Record the request', { reason });
      expect(refused.text).toContain('Without one nothing may be disclosed.');
      expect(refused.text).toContain('Say what the disclosure is for.');
      expect((await view()).assessment.enquiries.asked).toBe(0);
      const list = await press(officer, refused, 'Record the request', { basis, purpose });
      expect(list.text).toContain('Asked on Mon 11 May 2026, today');

      await house.at('2026-05-18', '10:00');
      const asked = await openCheck(officer, await checks(officer), 'council-tax');
      for (const said of ['Revenues team', 'The house looks empty.', 'UK GDPR Article 6(1)(c)', 'agreed to no time'])
        expect(asked.text).toContain(said);
      await press(officer, await press(officer, asked, 'Record a reminder'), 'Save', { note: 'Rang.' });
      expect((await checks(officer)).text).toContain('7 days ago; reminded once');
      expect(await caseFor(lead)).toContain('In progress since Mon 11 May 2026; 0 of 1 answered.');

      const again = await openCheck(officer, await checks(officer), 'council-tax');
      const answer = { outcome: 'known-before', by: 'Revenues', note: 'Moved out in March' };
      expect((await press(officer, await press(officer, again, 'Record the answer'), 'Save', answer)).text).toContain(
        '1 of 1 answered',
      );

      const timeline = await say(lead, `case ${reference}`);
      expect(timeline.text).toContain('“Council tax and benefits” was answered');
      const seen = await checks(lead);
      expect(seen.text).toContain('Answered');
      for (const secret of SECRET) {
        expect(timeline.text).not.toContain(secret);
        expect(seen.text).not.toContain(secret);
      }
    });

    test('are asked, chased and answered on days that can be, and what was typed stays', async () => {
      const page = await openCheck(officer, await checks(officer), 'council-tax');
      let asking = page;
      for (const on of ['1900-01-01', '2026-04-12', '2026-05-12']) {
        asking = await press(officer, asking, 'Continue', { ...ASKED, on });
        expect(asking.text).toMatch(/Give a day from Mon 13 April 2026 on\.|still to come\. Give a day up to today/);
        expect(inputsOn(asking.card).find(({ id }) => id === 'to')!['value']).toBe('Revenues team');
      }
      expect((await view()).assessment.enquiries.asked).toBe(0);
      await ask(officer, asking, { ...ASKED, on: '2026-05-08' }, WHY);

      const check = async () => openCheck(officer, await checks(officer), 'council-tax');
      for (const on of ['1900-01-01', '2026-05-07', '2026-05-12']) {
        const reminded = await press(officer, await press(officer, await check(), 'Record a reminder'), 'Save', { on });
        const answer = { outcome: 'not-known', by: 'Revenues', on };
        const answered = await press(officer, await press(officer, await check(), 'Record the answer'), 'Save', answer);
        for (const { text } of [reminded, answered])
          expect(text).toMatch(
            /asked on Fri 8 May 2026\. Give a day from then on|still to come\. Give a day up to today/,
          );
      }
      expect(
        (await view()).assessment.enquiries.list.find(({ enquiry }) => enquiry.id === 'council-tax'),
      ).toMatchObject({
        ...{ state: 'asked', chases: 0, askedOn: '2026-05-08' },
      });
    });

    test('lead on to the child when an answer says where the child is', async () => {
      const all = () => checks(officer).then((list) => press(officer, list, 'Show more'));
      const page = await openCheck(officer, await all(), 'last-authority');
      await ask(officer, page, ASKED, { ...WHY, basis: 'children-act-1989-s27' });
      // What waits for an answer stands first.
      const asked = await openCheck(officer, await checks(officer), 'last-authority');
      const found = await press(officer, await press(officer, asked, 'Record the answer'), 'Save', {
        outcome: 'located',
        by: 'CME officer',
      });
      expect(found.text).toContain('Where is the child?');
    });

    test('owe a first request within the authority’s own days, and are then no more chased', async () => {
      await house.at('2026-05-15', '08:30');
      expect(
        officer
          .history()
          .map(({ text }) => text)
          .join(),
      ).toContain('Overdue: the authority’s own checks');
      const page = await openCheck(officer, await checks(officer), 'council-tax');
      await ask(officer, page, ASKED, WHY);
      expect((await view()).assessment.obligations.map(({ id }) => id)).not.toContain('authority-checks');
    });

    test('are for nobody else to open, whatever a button says', async () => {
      const page = await openCheck(officer, await checks(officer), 'council-tax');
      for (const person of [house.people.lead, house.people.welfare, house.people.panel]) {
        const forged = house.as(person);
        await forged.say('hello');
        const button = {
          ...page,
          card: buttonsOn(await checks(officer).then(({ card }) => card)).find(
            ({ data }) => data.args?.enquiry === 'council-tax',
          )!,
        };
        await expect(press(forged, button, button.card['title'] as string)).resolves.toMatchObject({
          text: expect.stringContaining('Your role does not allow this.'),
        });
      }
    });
  });

  test('the school is asked, answers in its own chat, and the officer hears of it', async () => {
    await press(officer, await does(officer, 'Ask the school'), 'Ask the school', {
      question1: 'Who collects the child?',
      question2: 'Which school do the cousins go to?',
    });
    await house.fallDue();
    for (const client of [lead, house.as(house.people.safeguarding)]) {
      expect(last(client).text).toContain('The authority has a question');
      expect(last(client).text).toContain('Which school do the cousins go to?');
      const [question] = (await view()).assessment.questions;
      expect(last(client).text).toContain(`By when\nBy ${inWords(question!.due)}`);
    }
    expect(await caseFor(officer)).toContain('The school has 2 questions to answer.');
    const alert = lead.history().at(-1)!;
    const first = await press(lead, alert, 'Answer');
    expect(first.text).toContain('Who collects the child?');
    const second = await press(lead, first, 'Send the answer', { answer: 'An aunt, on Fridays.' });
    expect(second.text).toContain('Which school do the cousins go to?');
    const done = await press(lead, second, 'Send the answer', { answer: 'We do not know.' });
    expect(done.text).toContain('Acknowledged by Ash Lead');
    await house.fallDue();
    const told = officer
      .history()
      .slice(-2)
      .map(({ text }) => text)
      .join();
    expect(told).toContain('An aunt, on Fridays.');
    expect(told).toContain('We do not know.');
    expect((await view()).assessment.obligations.map(({ id }) => id)).not.toContain('question');
  });

  test('the school is never asked for an answer by a day so far off that nobody would hear of it', async () => {
    const asking = await does(officer, 'Ask the school');
    const never = await press(officer, asking, 'Ask the school', { question1: 'Where?', due: '9999-12-31' });
    expect(never.text).toContain('Please look at the year again.');
    const far = await press(officer, never, 'Ask the school', { question1: 'Where?', due: '2100-12-31' });
    expect(far.text).toContain('at the latest.');
    expect((await view()).assessment.questions).toEqual([]);
  });

  test('a question that nobody answers is asked again', async () => {
    await press(officer, await does(officer, 'Ask the school'), 'Ask the school', {
      question1: 'Who collects the child?',
      due: '2026-04-29',
    });
    await house.at('2026-04-30', '08:30');
    expect(last(lead).text).toContain('Overdue: an answer to the authority');
    expect(last(lead).text).toContain('Was due Wed 29 April 2026');
    expect((await press(lead, last(lead), 'Answer')).text).toContain('Who collects the child?');
  });

  test('a case is given and handed over, and whoever gets it is told', async () => {
    const caseworker = house.as(house.people.caseworker);
    const before = caseworker.history().length;
    await press(officer, await does(officer, 'Give to a colleague'), 'Give the case', {
      to: house.people.caseworker.id,
    });
    await house.fallDue();
    expect(last(caseworker).text).toContain('A case has been given to you');
    expect(caseworker.history().length).toBe(before + 1);
    expect(await caseFor(lead)).toContain('with Ivy Case');

    await house.at('2026-05-05', '08:30');
    expect(last(caseworker).text).toContain('Day 6: contact with the Education Welfare Service is due');
    expect(last(officer).text).toContain('Day 6: contact with the Education Welfare Service is due');

    const hand = await does(caseworker, 'Hand over');
    const refused = await press(caseworker, hand, 'Hand over', { to: house.people.manager.id });
    expect(refused.text).toContain('Say in a sentence where the case stands.');
    await press(caseworker, refused, 'Hand over', { to: house.people.manager.id, note: 'Council tax is asked.' });
    await house.fallDue();
    expect(last(house.as(house.people.manager)).text).toContain('Council tax is asked.');
    expect(await caseFor(lead)).not.toContain('Council tax is asked.');
  });

  test('a case whose person has left is with the tracking officer again, and says so', async () => {
    await press(officer, await does(officer, 'Give to a colleague'), 'Give the case', {
      to: house.people.caseworker.id,
    });
    const { caseworker: _, ...others } = house.people;
    await house.storage.directory.savePeople('341', Object.values(others));
    expect(await caseFor(officer)).toContain('Ivy Case had this case and works on it no more.');
    // As an import of people does.
    await house.storage.cases.makeDue('341', null, house.bot.clock.now());
    await house.fallDue();
    expect(last(officer).text).toContain('Ivy Case works on it no more, so it is with you.');
  });

  test('a hold puts off the authority’s own work, and nothing that protects the child', async () => {
    await house.at('2026-05-11', '10:00');
    await notify();
    await press(officer, await does(officer, 'Put on hold'), 'Put on hold', {
      until: '2026-05-20',
      reason: 'The register office is closed.',
    });
    const said = () =>
      officer
        .history()
        .map(({ text }) => text)
        .join();
    expect(await caseFor(officer)).toContain('on hold until Wed 20 May 2026');
    expect(await caseFor(officer)).toContain('The register office is closed.');
    expect(await caseFor(lead)).not.toContain('The register office is closed.');
    await house.at('2026-05-19', '12:00');
    expect(said()).not.toContain('Overdue: the authority’s own checks');
    await house.at('2026-05-20', '08:30');
    expect(said()).toContain('Overdue: the authority’s own checks');
    await house.at('2026-06-01', '08:30');
    expect(said()).toContain('Day 20: the review is due');
  });

  test('a risk ends a hold, and a child at risk is never put on hold', async () => {
    await press(officer, await does(officer, 'Put on hold'), 'Put on hold', { until: '2026-05-20', reason: 'Waiting' });
    await press(officer, await press(officer, await say(officer, `case ${reference}`), 'Risk has changed'), 'Save', {
      risks: 'child-protection',
    });
    await house.fallDue();
    expect((await view()).assessment.hold).toBeNull();
    expect(last(officer).text).toContain('A child who may be at risk is missing');
    expect(buttonsOn((await more(officer)).card).map(({ title }) => title)).not.toContain('Put on hold');
  });

  test('a risk that is weighed to be great ends a hold, keeps one from beginning and is on the list at risk', async () => {
    await press(officer, await does(officer, 'Put on hold'), 'Put on hold', { until: '2026-05-20', reason: 'Waiting' });
    const { tier, officer: work } = house.casework;
    await tier.weigh(house.people.lead, reference, 'green', '');
    expect((await view()).assessment.hold).not.toBeNull();
    await tier.weigh(house.people.lead, reference, 'red', '');
    expect((await view()).assessment.hold).toBeNull();
    const shown = await caseFor(officer);
    expect(shown).toContain('Risk: Red');
    expect(shown).not.toContain('own work is on hold');
    expect(buttonsOn((await more(officer)).card).map(({ title }) => title)).not.toContain('Put on hold');
    await expect(work.hold(house.people.officer, reference, '2026-05-20', 'Waiting')).rejects.toMatchObject({
      says: expect.stringContaining('may be in danger'),
    });
    expect((await say(officer, 'cases at risk')).text).toContain('Rowan Ashdown');
  });
});
