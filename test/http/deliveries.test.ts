import { buttonsOn } from '../support/cards';
import type { Client } from '../support/client';
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

  test('is shown of one case, and opens from there', async () => {
    const more = await press(officer, await say(officer, `case ${reference}`), 'More');
    const list = await press(officer, more, 'Alerts sent');
    expect(list.text).toContain(`Alerts sent: ${reference}`);
    expect(list.text).toContain('To Ash Lead, sent');
    expect((await press(officer, list, 'Open')).text).toContain('Ashdown');
  });

  test('is for the tracking officer and the service manager, and for nobody else', async () => {
    const manager = house.as(house.people.manager);
    expect((await say(manager, 'deliveries')).text).toContain(reference);
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
});
