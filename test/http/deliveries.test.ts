import { alertsOf } from '../builders/of-a-pack';
import { buttonsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { close } from './case-pages';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

describe.each(['liverpool', 'westmere'])('what was sent to whom, under the rules of %s', (policy) => {
  let house: MainJobBot;
  let officer: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot('chat', policy);
    officer = house.as(house.people.officer);
    ({ reference } = await reportPupil(house.as(house.people.lead)));
    await house.at('2026-05-05', '08:30');
  });
  afterEach(() => house.bot.close());

  test('is listed with who answered and what did not arrive and why, and names no child', async () => {
    const lead = house.as(house.people.lead);
    const alert = lead.history().findLast(({ card }) => buttonsOn(card).some(({ title }) => title === 'Acknowledge'))!;
    await press(lead, alert, 'Acknowledge');
    const list = await say(officer, 'deliveries');
    expect(list.text).toContain(reference);
    expect(list.text).toContain('Answered by Ash Lead, Tue 5 May 2026');
    expect(list.text).toContain('No answer yet, awaited by');
    expect(list.text).not.toContain('Ashdown');

    const waiting = await press(officer, list, 'Show', { which: 'unanswered', since: 'all' });
    expect(waiting.text).not.toContain('Answered by');
    // Nobody but four people has ever written to the bot.
    const failed = await say(officer, 'deliveries failed');
    if (policy === 'westmere')
      expect(failed.text).toContain('They have never written to Whereabouts, so Teams gives no way to them.');
    expect((await say(officer, 'deliveries passed on')).text).toContain('Deliveries: passed on');
  });

  test('is news where a case is closed, and nobody is waited for to answer it', async () => {
    expect((await say(officer, 'deliveries unanswered')).text).toContain('No answer yet, awaited by');
    await close(officer, reference, 'reported-in-error');
    await house.at('2026-05-05', '09:30');
    const [ending] = alertsOf(house.policy, 'closed');
    const { title } = house.policy.alerts.find(({ id }) => id === ending)!;
    const list = await say(officer, 'deliveries');
    expect(list.text).toContain(`${reference} · ${title}`);
    expect(list.text).toContain('No answer is awaited');
    expect((await say(officer, 'deliveries unanswered')).text).toContain('There are none of these.');
  });

  test('is shown of one case, and opens from there', async () => {
    const more = await press(officer, await say(officer, `case ${reference}`), 'More');
    const list = await press(officer, more, 'Alerts sent');
    expect(list.text).toContain(`Alerts sent: ${reference}`);
    expect(list.text).toContain('To Ash Lead, sent');
    expect((await press(officer, list, 'Open')).text).toContain('Ashdown');
  });

  test('is for the tracking officer, the service manager and an auditor, and for nobody else', async () => {
    for (const person of [house.people.manager, house.people.auditor])
      expect((await say(house.as(person), 'deliveries')).text).toContain(reference);
    for (const person of [house.people.lead, house.people.caseworker, house.people.panel]) {
      const other = house.as(person);
      expect((await say(other, 'deliveries')).text).toContain('for the tracking officer and the service manager');
    }
    const seen = await press(
      house.as(house.people.caseworker),
      await say(house.as(house.people.caseworker), `case ${reference}`),
      'More',
    );
    expect(seen.text).not.toContain('Alerts sent');
  });

  test('is shown to an auditor by roles, with no way to a case and nothing that was typed on one', async () => {
    const lead = house.as(house.people.lead);
    const asked = ({ card }: Shown) => buttonsOn(card).some(({ title }) => title === 'Remind me later');
    const alert = lead.history().findLast(asked)!;
    const put = await press(lead, alert, 'Remind me later');
    await press(lead, put, 'Put off', { until: '2026-05-06', reason: 'Aunt Hazel rings back' });
    const [seen, audited] = [await say(officer, 'deliveries'), await say(house.as(house.people.auditor), 'deliveries')];
    expect(seen.text).toContain('To Ash Lead, sent');
    expect(seen.text).toContain('Put off to Wed 6 May 2026: Aunt Hazel rings back');
    expect(buttonsOn(seen.card).map(({ title }) => title)).toContain('Open');

    expect(audited.text).toContain('To attendance lead, sent');
    expect(audited.text).toContain('Put off to Wed 6 May 2026');
    for (const name of ['Ash Lead', 'Ed Track', 'Hazel', 'Ashdown']) expect(audited.text).not.toContain(name);
    expect(buttonsOn(audited.card).map(({ title }) => title)).not.toContain('Open');
    expect(JSON.stringify(audited.card)).not.toContain('show-case');
  });

  test('is all that an auditor has: no case, no search, no list', async () => {
    const auditor = house.as(house.people.auditor);
    expect((await say(auditor, 'help')).text).not.toMatch(/my cases|find|case <|away/);
    for (const asked of [`case ${reference}`, `checklist ${reference}`, 'my cases'])
      expect((await say(auditor, asked)).text).toContain('Your role opens no case.');
    expect((await say(auditor, 'find Ashdown')).text).toContain('Your role does not search.');
    const ofCase = { action: { type: 'Action.Execute', data: { verb: 'case-deliveries', reference } } };
    const { messages } = await auditor.invoke('adaptiveCard/action', ofCase);
    expect(messages.map(({ text }) => text)).toEqual([expect.stringContaining('There is no case with that reference')]);
  });
});
