import { buttonsOn, inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { open, titlesOn } from './case-pages';
import { aMainJobBot, press, reportPupil, say, type MainJobBot, type Typed } from './main-job-bot';

const CHANNEL = '19:copp@thread.tacv2';
const REASON = 'The aunt in Sampletown was never asked';
const DISSENT = 'Marmaduke of admissions would wait';
const DECISION = { reason: REASON, dissent: DISSENT };

describe.each(['dialog', 'chat'] as const)('what the panel decides, where pages open as %s', (pages) => {
  let house: MainJobBot;
  let officer: Client;
  let manager: Client;
  let caseworker: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    const { people } = house;
    [officer, manager, caseworker] = [people.officer, people.manager, people.caseworker].map((one) =>
      house.as(one),
    ) as [Client, Client, Client];
    for (const client of [manager, caseworker, house.as(people.panel), house.as(people.welfare)])
      await client.say('hello');
    ({ reference } = await reportPupil(house.as(people.lead)));
    await house.at('2026-05-07', '14:00');
  });
  afterEach(() => house.bot.close());

  const view = () => house.casework.see(house.people.officer, reference);
  const decisions = async () => (await view()).assessment.decisions;
  const last = (client: Client): Shown => client.history().at(-1)!;
  const heard = (client: Client, from = 0): string =>
    client
      .history()
      .slice(from)
      .map(({ text }) => text)
      .join('\n');
  /** The last card with this title. */
  const titled = (client: Client, title: string): Shown =>
    client.history().findLast(({ text }) => text.startsWith(title)) ?? { ...last(client), text: `no card ${title}` };
  const valueOf = (page: Shown, id: string) => inputsOn(page.card).find((one) => one['id'] === id)?.['value'];

  /** From the case on: what, then who does it by when. */
  async function decide(typed: Typed, decision = 'tracing', client = manager): Promise<Shown> {
    const what = await open(client, reference, 'The panel has decided');
    const details = await press(client, what, 'Continue', { decision });
    return press(client, details, 'Record the decision', { ...DECISION, ...typed });
  }
  const isDone = async (client: Client, typed: Typed) =>
    press(client, await open(client, reference, 'A decision is done'), 'It is done', typed);

  test('is recorded, told to whoever owns it, reminded of on its day, and done from the alert itself', async () => {
    const what = await open(manager, reference, 'The panel has decided');
    expect(what.text).toContain('it closes no case, and no name leaves a register by it');
    const details = await press(manager, what, 'Continue', { decision: 'tracing' });
    expect(details.text).toContain('Nobody at the authority has confirmed it yet.');
    expect(valueOf(details, 'due')).toBe('2026-05-21');
    expect(valueOf(details, 'meeting')).toBe('2026-05-07');
    const before = [officer, caseworker].map((client) => client.history().length);
    const recorded = await press(manager, details, 'Record the decision', { ...DECISION, owner: 'caseworker' });
    expect(recorded.text).toContain('Make further named checks · caseworker · by Thu 21 May 2026');

    await house.fallDue();
    expect(last(caseworker).text).toContain('The panel has decided something for you to do');
    expect(last(caseworker).text).toContain('Make further named checks · caseworker · by Thu 21 May 2026');
    expect(heard(officer, before[0])).not.toContain('The panel has decided something');

    await house.at('2026-05-20', '15:00');
    expect(heard(caseworker, before[1])).not.toContain('Due: a decision of the panel');
    await house.at('2026-05-21', '08:30');
    const alert = last(caseworker);
    expect(alert.text).toContain('Due: a decision of the panel');
    expect(alert.text).toContain('By Thu 21 May 2026');
    const done = await press(caseworker, alert, 'It is done');
    expect(done.text).toContain(REASON);
    expect(done.text).toContain(DISSENT);
    const refused = await press(caseworker, done, 'It is done', { note: '' });
    expect(refused.text).toContain('Say in a sentence what was done.');
    const answered = await press(caseworker, refused, 'It is done', { note: 'The aunt has not seen the child.' });
    expect(answered.text).toContain('Acknowledged by Ivy Case');

    const [decision] = await decisions();
    expect(decision!.ended).toMatchObject({ kind: 'panel-decision-done', on: '2026-05-21' });
    expect((await view()).assessment.obligations.map(({ id }) => id)).not.toContainEqual(
      expect.stringMatching(/^panel-decision:/),
    );
    const then = caseworker.history().length;
    await house.at('2026-05-22', '08:30');
    expect(heard(caseworker, then)).not.toContain('Overdue: a decision of the panel');
  });

  test('reminds its own author too, is asked for every week that it is not done, and escalates without an answer', async () => {
    await decide({ owner: 'tracking-officer', due: '2026-05-11' }, 'tracing', officer);
    await house.at('2026-05-11', '08:30');
    await press(officer, titled(officer, 'Due: a decision of the panel'), 'Acknowledge');
    await house.at('2026-05-12', '08:30');
    const late = titled(officer, 'Overdue: a decision of the panel');
    expect(late.text).toContain('Make further named checks · pupil tracking officer · by Mon 11 May 2026');
    expect(late.text).toContain('Was due Mon 11 May 2026');
    expect(heard(manager)).not.toContain('Overdue: a decision of the panel');
    await house.at('2026-05-13', '12:00');
    expect(titled(manager, 'Overdue: a decision of the panel').text).toContain(
      'Passed on to you: no answer from Ed Track',
    );

    const before = officer.history().length;
    await house.at('2026-05-19', '08:30');
    expect(heard(officer, before)).toContain('Overdue: a decision of the panel');
    expect((await say(officer, `case ${reference}`)).text).toContain('The panel has decided');
  });

  test('that is done without a word to its alert is passed on to nobody, and an end says what is not done', async () => {
    await decide({ owner: 'caseworker', due: '2026-05-11' });
    await decide({ owner: 'tracking-officer', due: '2026-05-29' }, 'fair-access');
    await decide({ owner: 'tracking-officer', due: '2026-05-29' }, 'close-placed');
    await house.at('2026-05-12', '08:30');
    expect(titled(caseworker, 'Overdue: a decision of the panel').text).toContain('Make further named checks');
    const [first] = await decisions();
    await isDone(caseworker, { decided: first!.decided.id, on: '2026-05-12', note: 'She has not seen the child.' });
    const before = manager.history().length;
    await house.at('2026-05-15', '12:00');
    expect(heard(manager, before)).not.toContain('decision of the panel');
    const ending = await open(officer, reference, 'Close the case');
    expect(ending.text).toContain('Decided by the panel and not done: Name a school through the Fair Access Protocol.');
  });

  test('goes to the one who is named, and to nobody else in that role', async () => {
    const { people } = house;
    await decide({ owner: `caseworker ${people.caseworker.id}`, due: '2026-05-11' });
    const before = [caseworker, officer].map((client) => client.history().length);
    await house.at('2026-05-11', '08:30');
    expect(heard(caseworker, before[0])).toContain('Due: a decision of the panel');
    expect(heard(officer, before[1])).not.toContain('Due: a decision of the panel');
    expect((await say(officer, `case ${reference}`)).text).toContain('To be done by Ivy Case by Mon 11 May 2026');
  });

  test('is refused with a reason where it cannot be, and what was typed stays', async () => {
    const what = await open(manager, reference, 'The panel has decided');
    const details = await press(manager, what, 'Continue', { decision: 'tracing' });
    const tries: readonly [Typed, string][] = [
      [{ owner: 'service-manager' }, 'Choose one of those listed to do it.'],
      [{ owner: `caseworker ${house.people.lead.id}` }, 'Choose one of those listed to do it.'],
      [{ owner: 'nobody' }, 'Choose one of those listed.'],
      [{ owner: 'caseworker', due: '2026-05-06' }, 'The panel met on Thu 7 May 2026. Give a day from then on'],
      [{ owner: 'caseworker', due: '2026-05-16' }, 'Sat 16 May 2026 is no working day.'],
      [{ owner: 'caseworker', due: '2026-12-01' }, 'at the latest.'],
      [{ owner: 'caseworker', meeting: '2026-05-08' }, 'still to come'],
      [{ owner: 'caseworker', meeting: '2026-04-23' }, 'The case was opened on Mon 27 April 2026.'],
      [{ owner: 'caseworker', reason: ' ' }, 'Say why the panel decided it.'],
    ];
    let page = details;
    for (const [typed, says] of tries) {
      const given = { ...DECISION, due: '2026-05-21', meeting: '2026-05-07', ...typed };
      page = await press(manager, page, 'Record the decision', given);
      expect(page.text).toContain(says);
      expect(valueOf(page, 'dissent')).toBe(DISSENT);
    }
    expect(await decisions()).toEqual([]);
    await decide({ owner: 'caseworker' });
    expect((await decide({ owner: 'caseworker' })).text).toContain('The panel has decided this already');
    expect(await decisions()).toHaveLength(1);
  });

  test('that is recorded late has the day that the panel set, and is overdue at once where that has passed', async () => {
    await house.at('2026-05-18', '10:00');
    const before = caseworker.history().length;
    const recorded = await decide({ owner: 'caseworker', meeting: '2026-05-07', due: '2026-05-14' });
    expect(recorded.text).toContain('Make further named checks · caseworker · by Thu 14 May 2026');
    await house.fallDue();
    const told = heard(caseworker, before);
    expect(told).toContain('Overdue: a decision of the panel');
    expect(told).not.toContain('Due: a decision');
    expect(told).not.toContain('The panel has decided something');
  });

  test('is withdrawn with a reason, and then reminds nobody', async () => {
    await decide({ owner: 'caseworker', due: '2026-05-11' });
    const page = await open(manager, reference, 'Withdraw a decision');
    await press(manager, page, 'Withdraw the decision', { reason: 'The aunt has rung.' });
    expect((await decisions())[0]!.ended).toMatchObject({ kind: 'panel-decision-withdrawn' });
    const before = caseworker.history().length;
    await house.at('2026-05-12', '08:30');
    expect(heard(caseworker, before)).not.toContain('decision of the panel');
    expect(titlesOn(await open(manager, reference, 'The panel has decided'))).toContain('Continue');
  });

  test('is recorded and withdrawn by nobody else, whatever a button says', async () => {
    await decide({ owner: 'caseworker' });
    const [{ decided }] = (await decisions()) as [Awaited<ReturnType<typeof decisions>>[number]];
    const { people } = house;
    const send = async (client: Client, page: string, typed: Typed) => {
      const data = { ...typed, verb: 'page', page, args: { case: reference, decision: 'tracing' }, step: 'next' };
      const action = { type: 'Action.Execute', data };
      const { shown, messages } = await client.invoke('adaptiveCard/action', { action, trigger: 'manual' });
      return shown?.text ?? messages.map(({ text }) => text).join();
    };
    const may = { ...DECISION, owner: 'caseworker', due: '2026-05-21', meeting: '2026-05-07' };
    for (const person of [people.panel, people.lead, people.caseworker, people.welfare, people.administrator]) {
      const client = house.as(person);
      expect(await send(client, 'panel-decision-details', may)).toContain(
        'by the tracking officer or the service manager',
      );
      expect(await send(client, 'panel-decision-withdrawn', { decided: decided.id, reason: 'x' })).toContain(
        'by the tracking officer or the service manager',
      );
    }
    for (const person of [people.panel, people.lead, people.administrator])
      expect(
        await send(house.as(person), 'panel-decision-done', { decided: decided.id, on: '2026-05-07', note: 'x' }),
      ).toContain('Your role does not allow this.');
    expect(await decisions()).toMatchObject([{ ended: null }]);
  });

  test('is told to everybody who sees the case, and why it was decided to the authority’s own people alone', async () => {
    await decide({ owner: 'caseworker' });
    await isDone(caseworker, { note: 'The uncle was asked instead.' });
    const told = await say(officer, `case ${reference}`);
    expect(told.text).toContain('The panel decided on Thu 7 May 2026: make further named checks');
    for (const client of [house.as(house.people.lead), house.as(house.people.panel)]) {
      const { text } = await say(client, `case ${reference}`);
      expect(text).toContain('The panel decided on Thu 7 May 2026: make further named checks');
      expect(text).toContain('What the panel decided was done on Thu 7 May 2026');
      for (const secret of [REASON, DISSENT, 'uncle']) expect(text).not.toContain(secret);
    }
  });

  test('stands on every agenda until it is done, is recorded from there, and brings no typed word into the channel', async () => {
    const inChannel = () => house.bot.connector.messages(CHANNEL).map(({ activity }) => JSON.stringify(activity));
    const agenda = await say(officer, 'agenda');
    const what = await press(officer, agenda, 'Decided');
    const details = await press(officer, what, 'Continue', { decision: 'tracing' });
    await press(officer, details, 'Record the decision', { ...DECISION, owner: 'caseworker', due: '2026-06-30' });
    await decide({ owner: 'caseworker', due: '2026-06-29' }, 'special-needs');

    const panel = house.as(house.people.panel).in({ id: `${CHANNEL};messageid=17`, conversationType: 'channel' });
    await panel.say('post the agenda here');
    for (const [posted, meeting] of [
      ['2026-05-19', 'Thu 21 May 2026'],
      ['2026-06-02', 'Thu 4 June 2026'],
    ] as const) {
      await house.at(posted, '09:30');
      // Read while it stands: once its meeting has been, the card says what was decided in place of its list.
      const text = inChannel().find((one) => one.includes(`Agenda for ${meeting}`))!;
      expect(text).toContain('Carried forward: Make further named checks · caseworker · due Tue 30 June 2026');
      expect(text).toContain('Carried forward: A decision that stands on the case · caseworker · due Mon 29 June 2026');
    }
    for (const secret of [REASON, DISSENT, 'Sampletown', 'Marmaduke', 'Rowan', 'Ashdown', 'special educational'])
      expect(inChannel().join('\n')).not.toContain(secret);
    const mine = await say(house.as(house.people.panel), 'agenda');
    expect(mine.text).toContain('Decisions carried forward (1)');
    expect(buttonsOn(mine.card).map(({ title }) => title)).not.toContain('Decided');

    const [first, second] = (await decisions()).map(({ decided }) => decided.id);
    const { panel: work } = house.casework;
    await work.done(house.people.caseworker, reference, first!, '2026-06-02', 'Asked.');
    await work.withdraw(house.people.manager, reference, second!, 'There is a plan by now.');
    // The list of this meeting is closed; the next one's has neither.
    await house.at('2026-06-05', '09:00');
    const next = (await say(house.as(house.people.panel), 'agenda')).text;
    expect(next).toContain('Agenda for Thu 18 June 2026');
    expect(next).not.toContain('carried forward');
  });
});
