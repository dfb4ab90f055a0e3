import type { LocalDate } from '../../src/domain/calendar/date';
import type { Person } from '../../src/people/directory';
import { inputsOn } from '../support/cards';
import type { Client } from '../support/client';
import { closeOfDays, conclude, fillIn, gate, offered, open, review } from './case-pages';
import { settleChecklist } from '../casework/settle-checklist';
import { aMainJobBot, press, reportPupil, say, type MainJobBot, type Typed } from './main-job-bot';

/** Day 20 of an absence since Monday 27 April is Monday 1 June, after the half-term week. */
const DAY_20: LocalDate = '2026-06-01';
const AFTER: LocalDate = '2026-06-02';
const NOT_FOUND = { conclusion: 'not-found', statement: 'Every check was made, and nobody knows' };
const DECISION = {
  'answer_still-away': 'no',
  special: 'none',
  reasons: 'Nobody has found the child',
  confirmed: 'decided',
};

describe.each(['chat', 'dialog'] as const)('to a lawful end, in the %s', (host) => {
  let house: MainJobBot;
  let reference: string;
  const as = (who: 'lead' | 'safeguarding' | 'head' | 'officer' | 'manager'): Client => house.as(house.people[who]);
  const see = (person: Person = house.people.lead) => house.casework.see(person, reference);

  beforeEach(async () => {
    house = await aMainJobBot(host);
    await as('manager').say('hello');
    ({ reference } = await reportPupil(as('lead')));
  });
  afterEach(() => house.bot.close());

  const offers = (client: Client) => offered(client, reference);
  const opens = (client: Client, title: string) => open(client, reference, title);
  const fillsIn = (client: Client, page: string, button: string, typed: Typed) =>
    fillIn(client, reference, page, button, typed);
  const gateFor = (client: Client) => gate(client, reference, 'i');
  const concluded = () => conclude(as('safeguarding'), as('officer'), reference, NOT_FOUND);

  async function reviewed() {
    await house.at(DAY_20, '09:00');
    await settleChecklist(house, reference);
    await review(as('lead'), reference);
  }

  test('two people sign, the head teacher decides, and each step follows the one before', async () => {
    await reviewed();
    await concluded();
    expect((await see()).assessment.checklist.find(({ item }) => item.id === 'R04')!.state).toBe('done');
    expect((await gateFor(as('head'))).text).toContain('Not before Tue 2 June 2026');

    await house.at(AFTER, '09:00');
    const dayAfter = (await gateFor(as('head'))).text;
    expect(dayAfter).toContain('nobody has said on a later day how the register stands');
    expect(dayAfter).toContain('on Tue 2 June 2026 or later');
    await closeOfDays(as('lead'), reference);
    expect((await gateFor(as('lead'))).text).toContain('for the head teacher to decide');
    const decide = await press(as('head'), await gateFor(as('head')), 'Go on to the decision');
    const wrong = await press(as('head'), decide, 'Record the decision', { ...DECISION, 'answer_still-away': 'yes' });
    expect(wrong.text).toContain('Record the day on the register first');
    const backdated = await press(as('head'), wrong, 'Record the decision', { ...DECISION, offRollOn: '2026-04-27' });
    expect(backdated.text).toContain('A name is never deleted for a day that is over.');
    const decided = await press(as('head'), backdated, 'Record the decision', { ...DECISION, offRollOn: AFTER });
    expect(decided.text).toContain('The head teacher has decided');
    await house.fallDue();
    expect(as('officer').history().at(-1)!.text).toContain('has decided that a name may be deleted');

    expect(await offers(as('lead'))).not.toContain('Record that the name is deleted');
    const early = house.casework.removal.recordDeletion(house.people.head, reference, true);
    await expect(early).rejects.toMatchObject({ says: expect.stringContaining('return goes to the authority first') });
    await fillsIn(as('lead'), 'Record the deletion return', 'Record the return', { reference: 'DR 17' });
    await fillsIn(as('lead'), 'Record that the name is deleted', 'Record that the name is deleted', {
      ...{ missing: 'yes', confirmed: 'deleted' },
    });

    const { assessment } = await see();
    expect(assessment).toMatchObject({ onRoll: false, open: true, counts: { groundI: null, tenDayReturn: null } });
    expect(assessment.counts.safeguarding!.schoolDays).toBe(21);
    const card = (await say(as('officer'), `case ${reference}`)).text;
    expect(card).toContain('Off the register since Tue 2 June 2026');
    expect(card).toContain('The safeguarding count');
    expect(card).not.toContain('in a row');

    const leaver = await opens(as('lead'), 'After the deletion');
    const x = { 'value_destination-authority': 'XXX', 'value_destination-school': 'XXX' };
    const refused = await press(as('lead'), leaver, 'Record', x);
    expect(refused.text).toContain('XXXX for a pupil who was not found');
    const skipped = house.casework.removal.recordStep(house.people.lead, reference, {
      ...{ step: 's2s', on: AFTER, values: { reference: 'S2S 1' } },
    });
    await expect(skipped).rejects.toMatchObject({ says: expect.stringContaining('One thing comes first') });
    const long = await press(as('lead'), refused, 'Record', { ...x, 'value_destination-school': 'X'.repeat(201) });
    expect(long.text).toContain('Please keep this to 200 characters.');
    const ctf = await press(as('lead'), long, 'Record', { ...x, 'value_destination-school': 'XXXX' });
    const again = await press(as('lead'), long, 'Record', { ...x, 'value_destination-school': 'XXXX' });
    expect(again.text).toBe(ctf.text);
    expect((await see()).assessment.removal.steps.filter(({ done }) => done)).toHaveLength(1);
    const notIt = await press(as('lead'), ctf, 'Record', { value_file: '3419999_CTF_383LLLL_001.xml' });
    expect(notIt.text).toContain('The file is called 3419999_CTF_XXXXXXX_001.xml');
    const s2s = await press(as('lead'), notIt, 'Record', { value_file: '3419999_CTF_XXXXXXX_001.xml' });
    const copy = await press(as('lead'), s2s, 'Record', { value_reference: 'S2S 1' });
    await press(as('lead'), copy, 'Record', {});
    expect((await see()).assessment.removal.steps.every(({ done }) => done)).toBe(true);
    expect(await offers(as('lead'))).not.toContain('After the deletion');
  });

  test('nobody signs before Day 20, before the review, or for both sides', async () => {
    await house.at('2026-05-22', '09:00');
    expect(await offers(as('head'))).not.toContain('Sign the conclusion');
    const given = { side: 'school', location: '', circumstances: '', closuresAccepted: [], ...NOT_FOUND } as const;
    const sign = (person: Person) =>
      house.casework.removal.sign(person, reference, { ...given, conclusion: 'not-found' });
    await expect(sign(house.people.head)).rejects.toMatchObject({ says: expect.stringContaining('Mon 1 June 2026') });
    await house.at(DAY_20, '09:00');
    await expect(sign(house.people.head)).rejects.toMatchObject({ says: expect.stringContaining('review') });
    await expect(sign(house.people.lead)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(sign(house.people.officer)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('the page of a ground lists an open check once', async () => {
    await house.at(DAY_20, '09:00');
    const { text } = await gateFor(as('lead'));
    const [open] = (await see()).assessment.removal.openChecks;
    expect(text.split(open!.item.title)).toHaveLength(2);
    expect(text).toContain('agencies have not been asked');
  });

  test('the authority takes the notification up before it signs, and asks somebody or says why it need not', async () => {
    const authoritySigns = (over: object = {}) =>
      house.casework.removal.sign(house.people.officer, reference, {
        ...{ side: 'authority', conclusion: 'not-found', location: '', circumstances: '', closuresAccepted: [] },
        ...{ statement: 'Nobody knows', ...over },
      });
    await house.at(DAY_20, '09:00');
    await review(as('lead'), reference);
    expect((await opens(as('officer'), 'Sign the conclusion')).text).toContain('Ask the school to record it');
    await expect(authoritySigns()).rejects.toMatchObject({ says: expect.stringContaining('has not recorded') });
    await settleChecklist(house, reference);

    const first = await opens(as('officer'), 'Sign the conclusion');
    expect(first.text).toContain('Acknowledge the school’s notification first');
    await expect(authoritySigns({ unasked: 'x' })).rejects.toMatchObject({
      says: expect.stringContaining('Acknowledge the school’s notification first'),
    });
    await press(as('officer'), first, 'Acknowledge the notification');
    expect((await see()).assessment.enquiries).toMatchObject({ asked: 0, acknowledgedOn: DAY_20 });

    const page = await opens(as('officer'), 'Sign the conclusion');
    const kept = await press(as('officer'), page, 'Sign for the authority', NOT_FOUND);
    expect(kept.text).toContain('say here why nobody had to be asked');
    expect(inputsOn(kept.card).find((input) => input['id'] === 'statement')!['value']).toBe(NOT_FOUND.statement);
    const unasked = 'The police ask every agency themselves';
    await press(as('officer'), kept, 'Sign for the authority', { ...NOT_FOUND, unasked });
    expect((await opens(as('head'), 'Sign the conclusion')).text).toContain(unasked);

    await house.casework.enquiries.request(house.people.officer, reference, 'council-tax', {
      ...{ on: DAY_20, to: 'Revenues team', disclosed: ['name'], basis: 's436a', purpose: 'find' },
      ...{ reason: 'Nobody answers the door', agencyReference: '', asked: 'Who is liable for council tax?' },
    });
    const again = await opens(as('officer'), 'Sign the conclusion');
    expect(again.text).not.toContain('why was no agency asked');
    await press(as('officer'), again, 'Sign for the authority', NOT_FOUND);
    await press(
      as('safeguarding'),
      await opens(as('safeguarding'), 'Sign the conclusion'),
      'Sign for the school',
      NOT_FOUND,
    );
    expect((await see()).assessment.removal.enquiry.concluded).toBe('not-found');
  });

  test('the authority’s silence is told to it, then to the service manager, and deletes nothing', async () => {
    await reviewed();
    await fillsIn(as('head'), 'Sign the conclusion', 'Sign for the school', NOT_FOUND);
    expect((await say(as('officer'), `case ${reference}`)).text).toContain('The authority has not answered yet');
    await house.at('2026-06-09', '09:00');
    expect(
      as('officer')
        .history()
        .some(({ text }) => text.includes('The school waits for the authority’s answer')),
    ).toBe(true);
    const manager = () =>
      as('manager')
        .history()
        .map(({ text }) => text)
        .join();
    expect(manager()).not.toContain('still not answered');
    await house.at('2026-06-16', '09:00');
    // Whoever is told in somebody's place waits some seconds for the alert itself, whose turn it is.
    house.bot.steady.moveTo('2026-04-27T07:41:00.000Z');
    await house.at('2026-06-16', '09:01');
    expect(manager()).toContain('The authority has still not answered the school');

    const { assessment } = await see();
    expect(assessment).toMatchObject({
      onRoll: true,
      removal: { enquiry: { concluded: null }, carried: { decided: null } },
    });
    expect(assessment.removal.gates.filter(({ ground, open: isOpen }) => isOpen && ground.lost)).toEqual([]);

    const sign = await opens(as('officer'), 'Sign the conclusion');
    await press(as('officer'), await press(as('officer'), sign, 'Not yet'), 'Answer “not yet”', {
      reason: 'Two agencies are silent',
    });
    const owed = (await see()).assessment.obligations.map(({ id }) => id);
    expect(owed).not.toContain('authority-signature');
    expect((await opens(as('head'), 'Sign the conclusion')).text).toContain('Two agencies are silent');
  });

  test('a decision of last month deletes nothing without a word on the register of today', async () => {
    await reviewed();
    await concluded();
    await house.at(AFTER, '09:00');
    await closeOfDays(as('lead'), reference);
    const decide = await press(as('head'), await gateFor(as('head')), 'Go on to the decision');
    await press(as('head'), decide, 'Record the decision', { ...DECISION, offRollOn: '2026-07-15' });
    await fillsIn(as('lead'), 'Record the deletion return', 'Record the return', {});

    await house.at('2026-07-15', '09:00');
    const deletion = 'Record that the name is deleted';
    const unsaid = await fillsIn(as('lead'), deletion, deletion, { confirmed: 'deleted' });
    expect(unsaid.text).toContain('Say whether the pupil is still missing today.');
    const back = await press(as('lead'), unsaid, deletion, { missing: 'no', confirmed: 'deleted' });
    expect(back.text).toContain('only while the pupil is still missing');
    expect((await see()).assessment.onRoll).toBe(true);
    await press(as('lead'), back, deletion, { missing: 'yes', confirmed: 'deleted' });
    expect((await see()).case.facts.slice(-2)).toMatchObject([
      { kind: 'attendance', mark: { code: 'N', from: '2026-07-15', to: null } },
      { kind: 'name-deleted', on: '2026-07-15' },
    ]);
  });

  test('a child who is seen in between keeps the name, whatever was decided', async () => {
    await reviewed();
    await concluded();
    await house.at(AFTER, '09:00');
    await closeOfDays(as('lead'), reference);
    await press(
      as('head'),
      await press(as('head'), await gateFor(as('head')), 'Go on to the decision'),
      'Record the decision',
      DECISION,
    );
    await fillsIn(as('lead'), 'Record the deletion return', 'Record the return', {});
    await press(
      as('officer'),
      await press(as('officer'), await say(as('officer'), `case ${reference}`), 'Seen'),
      'Save',
      {
        ...{ where: 'elsewhere', by: 'A neighbour' },
      },
    );
    expect((await opens(as('lead'), 'Record that the name is deleted')).text).toContain(
      'The child was seen since the decision',
    );
    const deletion = house.casework.removal.recordDeletion(house.people.head, reference, true);
    await expect(deletion).rejects.toMatchObject({ says: expect.stringContaining('Withdraw it') });
    await fillsIn(as('head'), 'Withdraw the decision', 'Withdraw the decision', { reason: 'Seen' });
    expect((await see()).assessment.removal).toMatchObject({
      carried: { decided: null },
      enquiry: { concluded: null },
    });
    expect((await gateFor(as('head'))).text).toContain('The name stays on the register');
  });
});
