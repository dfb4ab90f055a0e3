import type { LocalDate } from '../../src/domain/calendar/date';
import type { Person } from '../../src/people/directory';
import { buttonsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { aMainJobBot, openItem, press, reportPupil, say, type MainJobBot, type Typed } from './main-job-bot';

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

  /** What can be done on the case, as this person is offered it. */
  const more = async (client: Client): Promise<Shown> => press(client, await say(client, `case ${reference}`), 'More');
  const offered = async (client: Client) => buttonsOn((await more(client)).card).map((button) => button['title']);
  const open = async (client: Client, title: string): Promise<Shown> => press(client, await more(client), title);
  const fillIn = async (client: Client, page: string, button: string, typed: Typed): Promise<Shown> =>
    press(client, await open(client, page), button, typed);

  async function review() {
    await house.at(DAY_20, '09:00');
    await press(as('lead'), await say(as('lead'), `case ${reference}`), 'Still missing');
    const record = async (item: string, typed: Typed) =>
      press(as('lead'), await openItem(as('lead'), reference, item), 'Save', typed);
    await record('R01', { outcome: 'refer', evidence_present: 'Head, welfare officer' });
    await record('R02', { outcome: 'all-g-n-o' });
    await record('R03', { outcome: 'no-grounds', evidence_reason: 'Nothing points to it' });
  }

  async function conclude() {
    await fillIn(as('safeguarding'), 'Sign the conclusion', 'Sign for the school', NOT_FOUND);
    await fillIn(as('officer'), 'Sign the conclusion', 'Sign for the authority', NOT_FOUND);
  }

  async function gate(client: Client, ground = 'i'): Promise<Shown> {
    return fillIn(client, 'May the name be removed?', 'See what it asks for', { ground });
  }

  test('two people sign, the head teacher decides, and each step follows the one before', async () => {
    await review();
    await conclude();
    expect((await see()).assessment.checklist.find(({ item }) => item.id === 'R04')!.state).toBe('done');
    expect((await gate(as('head'))).text).toContain('Not before Tue 2 June 2026');

    await house.at(AFTER, '09:00');
    expect((await gate(as('lead'))).text).toContain('for the head teacher to decide');
    const decide = await press(as('head'), await gate(as('head')), 'Go on to the decision');
    const wrong = await press(as('head'), decide, 'Record the decision', { ...DECISION, 'answer_still-away': 'yes' });
    expect(wrong.text).toContain('Record the day on the register first');
    const decided = await press(as('head'), wrong, 'Record the decision', DECISION);
    expect(decided.text).toContain('The head teacher has decided');
    await house.fallDue();
    expect(as('officer').history().at(-1)!.text).toContain('has decided that a name may be deleted');

    expect(await offered(as('lead'))).not.toContain('Record that the name is deleted');
    const early = house.casework.removal.recordDeletion(house.people.head, reference);
    await expect(early).rejects.toMatchObject({ says: expect.stringContaining('return goes to the authority first') });
    await fillIn(as('lead'), 'Record the deletion return', 'Record the return', { reference: 'DR 17' });
    await fillIn(as('lead'), 'Record that the name is deleted', 'Record that the name is deleted', {
      confirmed: 'deleted',
    });

    const { assessment } = await see();
    expect(assessment).toMatchObject({ onRoll: false, open: true, counts: { groundI: null, tenDayReturn: null } });
    expect(assessment.counts.safeguarding!.schoolDays).toBe(21);
    expect((await say(as('officer'), `case ${reference}`)).text).toContain('Off the register since Tue 2 June 2026');

    const leaver = await open(as('lead'), 'After the deletion');
    const x = { 'value_destination-authority': 'XXX', 'value_destination-school': 'XXX' };
    const refused = await press(as('lead'), leaver, 'Record', x);
    expect(refused.text).toContain('XXXX for a pupil who was not found');
    const skipped = house.casework.removal.recordStep(house.people.lead, reference, {
      ...{ step: 's2s', on: AFTER, values: { reference: 'S2S 1' } },
    });
    await expect(skipped).rejects.toMatchObject({ says: expect.stringContaining('One thing comes first') });
    const ctf = await press(as('lead'), refused, 'Record', { ...x, 'value_destination-school': 'XXXX' });
    const s2s = await press(as('lead'), ctf, 'Record', { value_file: '3419999_CTF_341LLLL_001.xml' });
    const copy = await press(as('lead'), s2s, 'Record', { value_reference: 'S2S 1' });
    await press(as('lead'), copy, 'Record', {});
    expect((await see()).assessment.removal.steps.every(({ done }) => done)).toBe(true);
    expect(await offered(as('lead'))).not.toContain('After the deletion');
  });

  test('nobody signs before Day 20, before the review, or for both sides', async () => {
    await house.at('2026-05-22', '09:00');
    expect(await offered(as('head'))).not.toContain('Sign the conclusion');
    const given = { side: 'school', location: '', circumstances: '', closuresAccepted: [], ...NOT_FOUND } as const;
    const sign = (person: Person) =>
      house.casework.removal.sign(person, reference, { ...given, conclusion: 'not-found' });
    await expect(sign(house.people.head)).rejects.toMatchObject({ says: expect.stringContaining('Mon 1 June 2026') });
    await house.at(DAY_20, '09:00');
    await expect(sign(house.people.head)).rejects.toMatchObject({ says: expect.stringContaining('review') });
    await expect(sign(house.people.lead)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(sign(house.people.officer)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('the authority’s silence is told to it, then to the service manager, and deletes nothing', async () => {
    await review();
    await fillIn(as('head'), 'Sign the conclusion', 'Sign for the school', NOT_FOUND);
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
    expect(manager()).toContain('The authority has still not answered the school');

    const { assessment } = await see();
    expect(assessment).toMatchObject({
      onRoll: true,
      removal: { enquiry: { concluded: null }, carried: { decided: null } },
    });
    expect(assessment.removal.gates.filter(({ ground, open: isOpen }) => isOpen && ground.lost)).toEqual([]);

    const sign = await open(as('officer'), 'Sign the conclusion');
    await press(as('officer'), await press(as('officer'), sign, 'Not yet'), 'Answer “not yet”', {
      reason: 'Two agencies are silent',
    });
    const owed = (await see()).assessment.obligations.map(({ id }) => id);
    expect(owed).not.toContain('authority-signature');
    expect((await open(as('head'), 'Sign the conclusion')).text).toContain('Two agencies are silent');
  });

  test('a child who is seen in between keeps the name, whatever was decided', async () => {
    await review();
    await conclude();
    await house.at(AFTER, '09:00');
    await press(
      as('head'),
      await press(as('head'), await gate(as('head')), 'Go on to the decision'),
      'Record the decision',
      DECISION,
    );
    await fillIn(as('lead'), 'Record the deletion return', 'Record the return', {});
    await press(
      as('officer'),
      await press(as('officer'), await say(as('officer'), `case ${reference}`), 'Seen'),
      'Save',
      {
        ...{ where: 'elsewhere', by: 'A neighbour' },
      },
    );
    expect((await open(as('lead'), 'Record that the name is deleted')).text).toContain(
      'The child was seen since the decision',
    );
    const deletion = house.casework.removal.recordDeletion(house.people.head, reference);
    await expect(deletion).rejects.toMatchObject({ says: expect.stringContaining('Withdraw it') });
    await fillIn(as('head'), 'Withdraw the decision', 'Withdraw the decision', { reason: 'Seen' });
    expect((await see()).assessment.removal).toMatchObject({
      carried: { decided: null },
      enquiry: { concluded: null },
    });
    expect((await gate(as('head'))).text).toContain('The name stays on the register');
  });
});
