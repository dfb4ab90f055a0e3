import type { Client, Shown } from '../support/client';
import { textOn } from '../support/cards';
import { titlesOn } from './case-pages';
import { aMainJobBot, press, referenceOn, reportPupil, say, type MainJobBot, type Typed } from './main-job-bot';
import { beginReferral } from './referral-pages';

/** The panel meets on 23 April, 7 May and 21 May 2026; its agendas are due at 09:00 on 5 May and on 19 May. */
const CHANNEL = '19:copp@thread.tacv2';
const THREAD = `${CHANNEL};messageid=17`;
const OTHER = { forename: 'Wren', surname: 'Hollybush', risks: 'known-risk' };
const REASON = 'Marmaduke has the key to the room';

describe.each(['dialog', 'chat'] as const)('when the panel meets, where pages open as %s', (pages) => {
  let house: MainJobBot;
  let officer: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    officer = house.as(house.people.officer);
    ({ reference } = await reportPupil(house.as(house.people.lead)));
    await officer.in({ id: THREAD, conversationType: 'channel' }).say('post the agenda here');
  });
  afterEach(() => house.bot.close());

  const inChannel = () => house.bot.connector.messages(CHANNEL).map(({ activity }) => textOn(cardOf(activity)));
  const cardOf = (activity: object) => (activity as { attachments?: { content: object }[] }).attachments?.[0]?.content;
  const sentTo = (client: Client) => house.bot.connector.messages(CHANNEL).length + client.history().length;
  const lead = () => house.as(house.people.lead);
  const change = async (button: string, saves: string, typed: Typed): Promise<Shown> =>
    press(officer, await press(officer, await say(officer, 'meetings'), button), saves, { reason: REASON, ...typed });
  const move = (to: string, time = '') => change('Move', 'Move the meeting', { to, time });

  test('is listed with what has become of each, and whoever may changes it', async () => {
    const list = await say(officer, 'meetings');
    expect(list.text).toContain('Thu 7 May 2026');
    expect(list.text).toContain('The agenda is closed on Tue 5 May 2026, 09:00');
    expect(titlesOn(list)).toEqual([...Array.from({ length: 6 }, () => ['Move', 'Cancel']).flat(), 'Add a meeting']);
    await house.as(house.people.panel).say('hello');
    const read = await say(house.as(house.people.panel), 'meetings');
    expect(read.text).toContain('Thu 16 July 2026');
    expect(titlesOn(read)).toEqual([]);
  });

  test('is moved, with word of it in the channel and nothing that was typed', async () => {
    const form = await press(officer, await say(officer, 'meetings'), 'Move');
    expect(form.text).toContain('When does the panel meet in place of Thu 7 May 2026?');
    const wrong = await press(officer, form, 'Move the meeting', { to: '2026-05-21', time: '', reason: REASON });
    expect(wrong.text).toContain('The panel meets on Thu 21 May 2026 already. Give another day.');
    const done = await press(officer, wrong, 'Move the meeting', { to: '2026-05-13', time: '14:00', reason: REASON });
    expect(done.text).toContain('Wed 13 May 2026, 14:00');
    expect(done.text).toContain('Moved from Thu 7 May 2026');
    expect(done.text).toContain(`Why: ${REASON}`);
    await house.fallDue();
    expect(inChannel()).toEqual([
      'The meeting of Children Out of Provision Panel on Thu 7 May 2026 is now on Wed 13 May 2026, 14:00. Its agenda is closed on Mon 11 May 2026, 09:00.',
    ]);
    await house.at('2026-05-05', '09:00');
    expect(inChannel()).toHaveLength(1);
    await house.at('2026-05-11', '09:00');
    const [, agenda, ...more] = inChannel();
    expect(more).toEqual([]);
    expect(agenda).toContain('Agenda for Wed 13 May 2026, 14:00');
    expect(agenda).toContain('This meeting was to be on Thu 7 May 2026. It has been moved.');
    expect(agenda).toContain(reference);
    expect(inChannel().join()).not.toContain('Marmaduke');
  });

  test('an agenda that stands in the channel says in place that its meeting is moved, cancelled, or put back', async () => {
    await house.at('2026-05-05', '09:00');
    expect(inChannel()).toHaveLength(1);
    expect(inChannel()[0]).toContain(reference);

    await move('2026-05-12');
    await house.fallDue();
    expect(inChannel()[0]).toContain('Agenda for Tue 12 May 2026');
    expect(inChannel()[0]).toContain(reference);

    await change('Cancel', 'Cancel the meeting', {});
    await house.fallDue();
    expect(inChannel()[0]).toContain(
      'This meeting is cancelled. What would have come before it comes before the next one, on Thu 21 May 2026.',
    );
    expect(inChannel()[0]).not.toContain(reference);

    await change('Put back', 'Put it back', {});
    await house.fallDue();
    expect(inChannel()[0]).toContain('Agenda for Thu 7 May 2026');
    expect(inChannel()[0]).not.toContain('moved');
    expect(inChannel()[0]).toContain(reference);
    expect(inChannel().slice(1)).toEqual([
      expect.stringContaining('is now on Tue 12 May 2026.'),
      expect.stringContaining('is cancelled. The next one is on Thu 21 May 2026.'),
      expect.stringContaining('takes place on that day after all.'),
    ]);
    expect(inChannel().join()).not.toContain('Marmaduke');
  });

  test('of one that is moved to so near a day that its cut-off has passed, nobody is told a moment to come', async () => {
    await move('2026-04-28');
    await house.fallDue();
    expect(inChannel().join()).toContain('is now on Tue 28 April 2026. Its agenda is closed already.');
    expect((await say(officer, 'meetings')).text).toContain('Moved from Thu 7 May 2026. The agenda is closed already');
  });

  test('the agenda of one that has been says what was decided, also what is recorded later, and nothing that was typed', async () => {
    await house.at('2026-05-05', '09:00');
    await house.at('2026-05-07', '16:00');
    const decide = (decision: string) =>
      house.casework.panel.decide(house.people.officer, reference, {
        ...({ decision, owner: 'caseworker', person: null, due: '2026-05-21', meeting: '2026-05-07' } as const),
        ...{ reason: REASON, dissent: 'Marmaduke would wait' },
      });
    await decide('special-needs');
    await house.fallDue();
    expect(inChannel()[0]).toContain('Agenda for Thu 7 May 2026');
    expect(inChannel()[0]).toContain(reference);

    await house.at('2026-05-08', '00:05');
    expect(inChannel()[0]).toContain('This meeting has been');
    expect(inChannel()[0]).toContain('1 case stood on the agenda when it was closed.');
    expect(inChannel()[0]).toContain('1 × A decision that stands on the case');
    expect(inChannel()[0]).not.toContain(reference);
    expect(inChannel()[0]).not.toContain('without a decision');

    await house.at('2026-05-08', '10:00');
    await decide('tracing');
    await house.fallDue();
    expect(inChannel()[0]).toContain('2 decisions recorded:');
    expect(inChannel()[0]).toContain('1 × Make further named checks');
    const edits = () => house.bot.connector.calls.filter(({ method }) => method === 'PUT').length;
    const before = edits();
    await house.at('2026-05-11', '10:00');
    expect(edits()).toBe(before);

    await house.at('2026-05-19', '09:00');
    await house.at('2026-05-22', '09:00');
    const [first, second, ...more] = inChannel();
    expect(more).toEqual([]);
    expect(first).toContain('2 decisions recorded:');
    expect(second).toContain('No decision has been recorded.');
    expect(second).toContain('1 case without a decision.');
    for (const secret of ['Marmaduke', 'Rowan', 'Ashdown', 'special educational'])
      expect(inChannel().join()).not.toContain(secret);
  });

  test.each<[string, () => Promise<Shown>]>([
    [
      'whom a school reports',
      async () => press(lead(), await say(lead(), 'report'), 'Continue', { ...OTHER, situation: 'missing' }),
    ],
    [
      'of whom the authority is told',
      async () => press(officer, await beginReferral(officer), 'Continue', { ...OTHER, situation: 'not-on-roll' }),
    ],
  ])(
    'the agenda in the channel has a child at risk %s once it was closed, with nothing more recorded',
    async (_who, tell) => {
      await house.at('2026-05-05', '09:00');
      await house.at('2026-05-06', '10:00');
      const late = referenceOn(await tell());
      expect(inChannel().join()).not.toContain(late);
      await house.fallDue();
      expect(inChannel()).toHaveLength(1);
      expect(inChannel()[0]).toContain(`${late} · High risk · Late`);
      expect(inChannel()[0]).toContain('To decide: what is done at once');
      expect(inChannel()[0]).not.toContain('Wren');
    },
  );

  test('what came late stays on the agenda in the channel once it is closed, and says what has become of it', async () => {
    await house.at('2026-05-05', '09:00');
    await house.at('2026-05-06', '10:00');
    const late = referenceOn(
      await press(lead(), await say(lead(), 'report'), 'Continue', { ...OTHER, situation: 'missing' }),
    );
    await house.fallDue();
    expect(inChannel()[0]).toContain(`${late} · High risk · Late`);
    const { casework, people } = house;
    await casework.close(people.officer, late, 'reported-in-error', 'Another child was meant.', 'No return is owed.');
    await house.fallDue();
    expect(inChannel()).toHaveLength(1);
    expect(inChannel()[0]).toMatch(new RegExp(`${late}.* · Late`));
    expect(inChannel()[0]).toContain('To note: closed since');
  });

  test('one that is cancelled before its agenda is due gets none', async () => {
    await change('Cancel', 'Cancel the meeting', {});
    await house.at('2026-05-05', '09:00');
    expect(inChannel()).toEqual([expect.stringContaining('is cancelled')]);
    const list = await say(officer, 'meetings');
    expect(list.text).toContain('Cancelled');
  });

  test('is neither moved nor cancelled once it has begun, whatever was decided there', async () => {
    await house.at('2026-05-05', '09:00');
    await house.at('2026-05-07', '09:00');
    const list = await say(officer, 'meetings');
    expect(titlesOn(list).slice(0, 2)).toEqual(['Move', 'Cancel']);
    const form = await press(officer, list, 'Cancel');
    await house.at('2026-05-07', '10:00');
    const refused = await press(officer, form, 'Cancel the meeting', { reason: REASON });
    expect(refused.text).toContain(
      'The meeting of Thu 7 May 2026 has begun or has been, so it stays on record as it is.',
    );
    const after = await say(officer, 'meetings');
    expect(after.text).toContain('Thu 7 May 2026');
    const first = titlesOn(list).filter((title) => title === 'Cancel').length;
    expect(titlesOn(after).filter((title) => title === 'Cancel')).toHaveLength(first - 1);
    expect(await house.storage.panels.changes('341')).toEqual([]);
  });

  test('says of one on a bank holiday that it is one, and what to do', async () => {
    const authority = (await house.storage.directory.authority('341'))!;
    await house.storage.directory.saveAuthority({ ...authority, panelAnchor: '2026-05-25' });
    const told = 'A bank holiday: move it, or cancel it.';
    const list = await say(officer, 'meetings');
    expect(list.text.split(told)).toHaveLength(2);
    expect(list.text.split(told)[0]).toMatch(/Mon 25 May 2026[^]*$/);
    expect(list.text.split(told)[0]).not.toContain('Mon 8 June 2026');
    await house.as(house.people.panel).say('hello');
    const read = (await say(house.as(house.people.panel), 'meetings')).text;
    expect(read).toContain('A bank holiday.');
    expect(read).not.toContain(told);
  });

  test('is said again in the words of the mistake, with what was typed still there', async () => {
    const form = await press(officer, await say(officer, 'meetings'), 'Cancel');
    const wrong = await press(officer, form, 'Cancel the meeting', { reason: ' ' });
    expect(wrong.text).toContain('Say why. The reason stays on the record.');
    await house.fallDue();
    expect(inChannel()).toEqual([]);
  });

  test('is changed by nobody else, whatever a button says', async () => {
    const form = await press(officer, await say(officer, 'meetings'), 'Cancel');
    const before = sentTo(officer);
    for (const who of [house.people.panel, house.people.caseworker, house.people.lead]) {
      await house.as(who).say('hello');
      const stolen = house.as(who);
      const value = {
        verb: 'page',
        page: 'meeting-cancel',
        args: { meeting: '2026-05-07' },
        step: 'next',
        reason: REASON,
      };
      const { messages, shown } = await stolen.invoke('adaptiveCard/action', {
        action: { type: 'Action.Execute', data: value },
      });
      expect([shown?.text, ...messages.map(({ text }) => text)].join()).toContain(
        'is for the tracking officer or the service manager to change',
      );
    }
    expect(form.text).toContain('Cancel the meeting of Thu 7 May 2026?');
    await house.fallDue();
    expect(sentTo(officer)).toBe(before);
    expect(await house.storage.panels.changes('341')).toEqual([]);
  });
});
