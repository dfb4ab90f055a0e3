import type { LocalDate } from '../../src/domain/calendar/date';
import type { LocalTime } from '../../src/domain/calendar/london';
import { inputsOn, textOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { readPdf } from '../support/read-pdf';
import { open, titlesOn } from './case-pages';
import { fetchedFrom } from './handed-out';
import { aMainJobBot, press, referenceOn, reportPupil, say, type MainJobBot, type Typed } from './main-job-bot';

/** The panel meets on 23 April, 7 May and 21 May 2026; its agendas are due at 09:00 on 5 May and on 19 May. */
const CHANNEL = '19:copp@thread.tacv2';
const THREAD = `${CHANNEL};messageid=17`;
const REASON = 'Marmaduke has asked the chair for it';
const OTHER = { forename: 'Wren', surname: 'Hollybush', risks: 'known-risk', situation: 'missing' };

let house: MainJobBot;
let officer: Client;
let reference: string;
async function begin(pages: 'dialog' | 'chat' = 'chat') {
  house = await aMainJobBot(pages);
  officer = house.as(house.people.officer);
  ({ reference } = await reportPupil(house.as(house.people.lead)));
  await officer.in({ id: THREAD, conversationType: 'channel' }).say('post the agenda here');
}
afterEach(() => house.bot.close());

const inChannel = () =>
  house.bot.connector
    .messages(CHANNEL)
    .map(({ activity }) => textOn((activity as { attachments?: { content: object }[] }).attachments?.[0]?.content));
const form = async (client = officer) => press(client, await say(client, 'meetings'), 'Add a meeting');
const typed = (on: string, time = '', reason = REASON): Typed => ({ on, time, reason });
const add = async (on: LocalDate, time: LocalTime | '' = ''): Promise<Shown> =>
  press(officer, await form(), 'Add the meeting', typed(on, time));
const changes = () => house.storage.panels.changes('341');

describe.each(['dialog', 'chat'] as const)('an extra meeting of the panel, where pages open as %s', (pages) => {
  beforeEach(() => begin(pages));

  test('is added with word in the channel, once, and has its agenda as any other, with nothing that was typed', async () => {
    const page = await form();
    expect(page.text).toContain('The day and the time, and not the reason.');
    const done = await press(officer, page, 'Add the meeting', typed('2026-05-12', '14:00'));
    expect(done.text).toMatch(/Thu 7 May 2026[^]*Tue 12 May 2026, 14:00[^]*Thu 21 May 2026/);
    expect(done.text).toContain('Extra meeting. The agenda is closed on Fri 8 May 2026, 09:00');
    expect(done.text).toContain(`Why: ${REASON}`);
    await house.fallDue();
    expect(inChannel()).toEqual([
      'There is an extra meeting of Children Out of Provision Panel on Tue 12 May 2026, 14:00. Its agenda is closed on Fri 8 May 2026, 09:00.',
    ]);
    await house.at('2026-05-05', '09:00');
    await house.at('2026-05-08', '09:00');
    const [, , agenda, ...more] = inChannel();
    expect(more).toEqual([]);
    expect(agenda).toContain('Agenda for Tue 12 May 2026, 14:00');
    expect(agenda).toContain('Extra meeting. Closed on Fri 8 May 2026, 09:00');
    expect(agenda).toContain(reference);
    await house.at('2026-05-13', '09:00');
    expect(inChannel()[2]).toContain('This extra meeting has been');
    expect(inChannel()[2]).toContain('No decision has been recorded.');
    expect(inChannel().join()).not.toContain('Marmaduke');
  });

  test('is said again in the words of the mistake, with what was typed still there', async () => {
    let page = await form();
    const wrong: readonly [Typed, string][] = [
      [typed('', '14:00'), 'Give the day on which the panel meets.'],
      [typed('2026-05-12', '2pm'), 'Give a time such as 09:15.'],
      [typed('2026-05-12', '14:00', ' '), 'Say why. The reason stays on the record.'],
      [typed('2026-04-24'), 'That has passed already. Give a day and a time that are still to come.'],
      [typed('2026-05-09'), 'Sat 9 May 2026 is no working day. Give one on which an office works.'],
      [typed('2026-05-07', '14:00'), 'The panel meets on Thu 7 May 2026 already. Give another day.'],
    ];
    for (const [filledIn, says] of wrong) {
      page = await press(officer, page, 'Add the meeting', filledIn);
      expect(page.text).toContain(says);
      const kept = inputsOn(page.card).find(({ id }) => id === 'on')?.['value'];
      expect(kept ?? '').toBe(filledIn['on']);
    }
    await house.fallDue();
    expect([inChannel(), await changes()]).toEqual([[], []]);
    expect((await press(officer, page, 'Add the meeting', typed('2026-05-12'))).text).toContain('Extra meeting');
  });

  test('is one, though the button is pressed twice', async () => {
    const page = await form();
    await Promise.all([1, 2].map(() => press(officer, page, 'Add the meeting', typed('2026-05-12'))));
    await house.fallDue();
    expect([inChannel().length, (await changes()).length]).toEqual([1, 1]);
  });
});

describe('an extra meeting', () => {
  beforeEach(() => begin());

  test('that two add at once is one, and the second is told so', async () => {
    const manager = house.as(house.people.manager);
    await manager.say('hello');
    const pages = [await form(), await form(manager)] as const;
    const shown = await Promise.all([
      press(officer, pages[0], 'Add the meeting', typed('2026-05-12', '14:00')),
      press(manager, pages[1], 'Add the meeting', typed('2026-05-12', '15:00')),
    ]);
    await house.fallDue();
    expect([inChannel().length, (await changes()).length]).toEqual([1, 1]);
    const told = shown.filter(({ text }) => /has just changed a meeting too|already. Give another day/.test(text));
    expect(told).toHaveLength(1);
  });

  test('that is called for tomorrow has its agenda closed and posted at once, and what is urgent is added', async () => {
    await house.at('2026-05-05', '09:00');
    await house.at('2026-05-11', '14:00');
    expect((await add('2026-05-12')).text).toContain('Extra meeting. The agenda is closed already');
    await house.fallDue();
    const [, word, agenda, ...more] = inChannel();
    expect(more).toEqual([]);
    expect(word).toContain('on Tue 12 May 2026. Its agenda is closed already.');
    expect(agenda).toContain('Extra meeting. Closed on Mon 11 May 2026, 14:0');
    expect(agenda).toContain(reference);
    await house.at('2026-05-11', '16:00');
    const lead = house.as(house.people.lead);
    const late = referenceOn(await press(lead, await say(lead, 'report'), 'Continue', OTHER));
    await house.fallDue();
    expect(inChannel()[2]).toContain(`${late} · High risk · Late`);
    expect(inChannel()[0]).not.toContain(late);
  });

  test('has what is decided there recorded on it, in its own minutes and carried forward to the next', async () => {
    const said = { owner: 'caseworker', due: '2026-05-29', reason: 'The aunt was never asked', dissent: '' };
    const decide = async (meeting: LocalDate) => {
      const what = await open(officer, reference, 'The panel has decided');
      const page = await press(officer, what, 'Continue', { decision: 'tracing' });
      const proposed = inputsOn(page.card).find(({ id }) => id === 'meeting')?.['value'];
      return { proposed, after: await press(officer, page, 'Record the decision', { ...said, meeting }) };
    };
    await house.at('2026-05-05', '09:00');
    await house.at('2026-05-08', '10:00');
    await add('2026-05-12', '14:00');
    await house.fallDue();
    const early = await decide('2026-05-12');
    expect(early.after.text).toContain('Tue 12 May 2026 is still to come.');
    await house.at('2026-05-12', '15:00');
    const { proposed, after } = await decide('2026-05-12');
    expect(proposed).toBe('2026-05-12');
    expect(after.text).toContain(reference);
    await house.at('2026-05-13', '09:00');
    const { name, bytes } = await fetchedFrom(house, await say(officer, 'minutes'));
    expect(name).toBe('minutes-2026-05-12.pdf');
    const { text } = readPdf(bytes);
    expect(text).toContain('Extra meeting of Tue 12 May 2026, 14:00');
    expect(text).toContain('The aunt was never asked');
    expect(inChannel().find((one) => one.includes('This extra meeting has been'))).toContain('1 × Make further named');
    await house.at('2026-05-19', '09:00');
    await house.at('2026-05-21', '15:00');
    const next = readPdf((await fetchedFrom(house, await say(officer, 'minutes'))).bytes).text;
    expect(next).toContain('Meeting of Thu 21 May 2026');
    expect(next).toContain('Decided on Tue 12 May 2026');
    expect((await say(officer, 'register')).text).toContain('12 May 2026');
  });

  test('is moved, cancelled and put back to its own time, each with its word', async () => {
    await house.at('2026-05-08', '10:00');
    const nextOnList = async (button: string, saves: string, filledIn: Typed = {}) =>
      press(officer, await press(officer, await say(officer, 'meetings'), button), saves, {
        reason: REASON,
        ...filledIn,
      });
    await add('2026-05-12', '14:00');
    await house.fallDue();
    await nextOnList('Move', 'Move the meeting', { to: '2026-05-13', time: '' });
    await house.fallDue();
    await nextOnList('Cancel', 'Cancel the meeting');
    await house.fallDue();
    const list = await say(officer, 'meetings');
    expect(list.text).toContain('Extra meeting. Cancelled');
    expect(titlesOn(list).slice(0, 2)).toEqual(['Move', 'Put back']);
    const back = await nextOnList('Put back', 'Put it back');
    expect(back.text).toContain('Tue 12 May 2026, 14:00');
    await house.fallDue();
    const words = inChannel().filter((one) => one.includes('extra meeting of'));
    expect(words).toEqual([
      expect.stringContaining(
        'There is an extra meeting of Children Out of Provision Panel on Tue 12 May 2026, 14:00.',
      ),
      expect.stringContaining(
        'The extra meeting of Children Out of Provision Panel on Tue 12 May 2026 is now on Wed 13 May 2026.',
      ),
      expect.stringContaining('on Tue 12 May 2026 is cancelled. The next one is on Thu 21 May 2026.'),
      expect.stringContaining('on Tue 12 May 2026 takes place on that day after all.'),
    ]);
  });

  test('stays, when the day is set from which the panel’s meetings are counted', async () => {
    await add('2026-05-12', '14:00');
    const authority = (await house.storage.directory.authority('341'))!;
    await house.storage.directory.saveAuthority({ ...authority, panelAnchor: '2026-05-13' });
    expect((await say(officer, 'meetings')).text).toMatch(/Tue 12 May 2026, 14:00[^]*Wed 13 May 2026/);
    await house.at('2026-05-08', '09:00');
    expect(inChannel().some((one) => one.includes('Agenda for Tue 12 May 2026, 14:00'))).toBe(true);
  });

  test('is added by nobody but who may change when the panel meets, whatever a button says', async () => {
    for (const who of [house.people.panel, house.people.caseworker, house.people.lead]) {
      const client = house.as(who);
      await client.say('hello');
      const value = { verb: 'page', page: 'meeting-add', args: {}, step: 'next', ...typed('2026-05-12') };
      const { messages, shown } = await client.invoke('adaptiveCard/action', {
        action: { type: 'Action.Execute', data: value },
      });
      expect([shown?.text, ...messages.map(({ text }) => text)].join()).toContain(
        'is for the tracking officer or the service manager to change',
      );
    }
    expect(titlesOn(await say(house.as(house.people.panel), 'meetings'))).not.toContain('Add a meeting');
    expect(await changes()).toEqual([]);
  });
});
