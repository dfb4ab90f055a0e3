import { inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { aMainJobBot, openItem, press, referenceOn, reportPupil, say, type MainJobBot } from './main-job-bot';

const valueOf = (shown: Shown, id: string) => inputsOn(shown.card).find((input) => input['id'] === id)?.['value'];

describe.each(['dialog', 'chat'] as const)('the main job where pages open as %s', (pages) => {
  let house: MainJobBot;
  let lead: Client;
  let officer: Client;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    lead = house.as(house.people.lead);
    officer = house.as(house.people.officer);
  });
  afterEach(() => house.bot.close());

  describe('checklist', () => {
    let reference: string;
    beforeEach(async () => {
      ({ reference } = await reportPupil(lead));
    });

    test('shows what is due now, takes what was done, and goes on with the list', async () => {
      const list = await say(lead, `checklist ${reference}`);
      expect(list.text).toContain('Make sure that the child is safe, then call.');
      const days = await press(lead, list, 'Days 1–5');
      expect(days.text).toContain('Home visits');
      const item = await press(lead, list, 'Record');
      const wrong = await press(lead, item, 'Save', { note: 'Rang twice', on: '' });
      expect(wrong.text).toContain('Choose what came of it.');
      expect(valueOf(wrong, 'note')).toBe('Rang twice');
      const outcome = String(inputsOn(wrong.card).find(({ id }) => id === 'outcome')!['choices'][0].value);
      const after = await press(lead, wrong, 'Save', { outcome, on: '2026-04-27', note: 'Rang twice' });
      expect(after.text).toContain('Rang twice');
      expect(after.text).toContain('Ash Lead');
    });

    test('asks for a reason before an item is skipped', async () => {
      const item = await openItem(lead, reference, 'S04');
      const again = await press(lead, item, 'Save', { outcome: 'skip' });
      expect(again.text).toContain('Say here why this check is skipped.');
      const after = await press(lead, again, 'Save', { outcome: 'skip', note: 'The office called already' });
      expect(after.text).toContain('Skipped. The office called already');
    });

    test('keeps what was typed when the page is put away, for a colleague too', async () => {
      const item = await openItem(lead, reference, 'S04');
      await press(lead, item, 'Save for later', { note: 'Half a sent' });
      const colleague = house.as(house.people.safeguarding);
      const resumed = await openItem(colleague, reference, 'S04');
      expect(valueOf(resumed, 'note')).toBe('Half a sent');
      expect(resumed.text).toContain('Begun by Ash Lead at 08:40');
    });

    test('shows the second of two people what changed before anything is written over', async () => {
      const colleague = house.as(house.people.safeguarding);
      const mine = await openItem(lead, reference, 'S04');
      const theirs = await openItem(colleague, reference, 'S04');
      await press(colleague, theirs, 'Save', { outcome: 'no-answer', note: 'Nobody at noon' });
      const warned = await press(lead, mine, 'Save', { outcome: 'spoke-parent', note: 'Mother answered' });
      expect(warned.text).toContain('A colleague has recorded something');
      expect(warned.text).toContain('Nobody at noon');
      expect(valueOf(warned, 'note')).toBe('Mother answered');
      const after = await press(lead, warned, 'Save', {});
      expect(after.text).toContain('Mother answered');
      const { case: saved } = await house.casework.see(house.people.lead, reference);
      expect(saved.facts.filter(({ kind }) => kind === 'check-recorded')).toHaveLength(2);
    });
  });

  describe('alerts', () => {
    let reference: string;
    beforeEach(async () => {
      ({ reference } = await reportPupil(lead));
    });

    test('reach the officer on Day 6, say why, and are settled for good by who acknowledges them', async () => {
      await house.at('2026-05-05', '08:30');
      const alert = officer.history().at(-1)!;
      expect(alert.text).toContain('Day 6: contact with the Education Welfare Service is due');
      expect(alert.text).toContain('Liverpool CME policy, section 7');
      expect(alert.text).toContain('By Tue 5 May 2026 (Day 6)');
      await press(officer, alert, 'Acknowledge');
      const settled = officer.history().at(-1)!;
      expect(settled.id).toBe(alert.id);
      expect(settled.text).toContain('Acknowledged by Ed Track, Tue 5 May 2026, 08:30');
      expect(settled.text).not.toContain('Acknowledge\n');
      const opened = await press(officer, settled, 'Open the case');
      expect(referenceOn(opened)).toBe(reference);
      expect(opened.text).toContain('Alert acknowledged');
    });

    test('that come late say what is true on the day of sending', async () => {
      house.bot.clock.moveTo('2026-05-13T08:00:00.000Z');
      await house.fallDue();
      const told = officer.history().filter(({ text }) => text.includes('Day 10: the notification is due'));
      expect(told).toHaveLength(1);
      expect(told[0]!.text).toContain(`${reference} · Day 12, as of Wed 13 May 2026`);
      expect(told[0]!.text).toContain('Was due Mon 11 May 2026 (Day 10)');
      expect(told[0]!.text).not.toMatch(/today|tomorrow/i);
    });

    test('ask the school in one tap, and the answer settles the alert and moves the count', async () => {
      await house.at('2026-05-01', '08:30');
      const asked = lead.history().at(-1)!;
      expect(asked.text).toContain('Is the pupil still missing today?');
      const settled = await press(lead, asked, 'Still missing');
      expect(settled.text).toContain('Acknowledged by Ash Lead');
      const view = await house.casework.see(house.people.lead, reference);
      expect(view.assessment.counts.tenDayReturn).toMatchObject({ days: 5, confirmedTo: '2026-05-01' });
    });

    test('tell the officer when the pupil is back, and the clocks of the absence end', async () => {
      await house.at('2026-05-01', '08:30');
      await press(lead, lead.history().at(-1)!, 'Back in school');
      await house.fallDue();
      expect(officer.history().at(-1)!.text).toContain('A missing pupil has been seen or is back');
      const shown = await say(lead, `case ${reference}`);
      expect(shown.text).toContain('Back in school since Fri 1 May 2026.');
      expect(shown.text).toContain('days since the first day missed, Mon 27 April 2026');
    });

    test('take a sighting with where, by whom and when, and are settled by it', async () => {
      await house.at('2026-05-01', '08:30');
      const alert = lead.history().at(-1)!;
      const page = await press(lead, alert, 'Seen, not back');
      const again = await press(lead, page, 'Save', { where: 'elsewhere' });
      expect(again.text).toContain('Say who saw the pupil.');
      const settled = await press(lead, again, 'Save', { where: 'elsewhere', by: 'A neighbour', on: '2026-04-30' });
      expect(settled.text).toContain('Acknowledged by Ash Lead');
      await house.fallDue();
      expect(lead.history().find(({ id }) => id === alert.id)!.text).toContain('Acknowledged by Ash Lead');
      const shown = await say(lead, `case ${reference}`);
      expect(shown.text).toContain('Seen on Thu 30 April 2026, but not back in school.');
    });

    test('take another code with its days', async () => {
      await house.at('2026-05-01', '08:30');
      const page = await press(lead, lead.history().at(-1)!, 'Another code');
      const ahead = await press(lead, page, 'Save', { code: 'I', from: '2026-05-01', to: '2026-05-08' });
      expect(ahead.text).toContain('Leave it empty if the code goes on.');
      await press(lead, ahead, 'Save', { code: 'I', from: '2026-05-01', to: '' });
      expect((await say(lead, `case ${reference}`)).text).toContain('Register I: Illness, from Fri 1 May 2026');
    });
  });

  describe('a case', () => {
    test('asked for in a channel comes to the person alone, and the channel learns nothing of the child', async () => {
      const { reference } = await reportPupil(lead);
      const channel = officer.in({ id: '19:copp@thread.tacv2;messageid=1', conversationType: 'channel' });
      for (const asked of [`case ${reference}`, `checklist ${reference}`, 'my cases']) {
        const said = (await channel.say(`<at>Whereabouts</at> ${asked}`)).map(({ text }) => text).join();
        expect(said).toContain('your own chat');
        expect(said).not.toMatch(/Rowan|Ashdown|Example Primary/);
        expect(officer.history().at(-1)!.text).toContain('Rowan Ashdown');
      }
    });

    test('of another school is not there', async () => {
      const { reference } = await reportPupil(lead);
      const other = house.as(house.people.otherLead);
      expect((await say(other, `case ${reference}`)).text).toContain('There is no case with that reference');
      expect((await say(other, 'my cases')).text).toContain('No open cases');
    });

    test('is opened anew when the risk changes, and closed with its reason', async () => {
      const { reference } = await reportPupil(lead);
      const risk = await press(lead, await say(lead, `case ${reference}`), 'Risk has changed');
      const urgent = await press(lead, risk, 'Save', { risks: 'suspected-crime' });
      expect(urgent.text).toContain('Contact social care and/or the police now');
      await house.fallDue();
      expect(officer.history().at(-1)!.text).toContain('A child who may be at risk is missing');
      const kept = await press(lead, await press(lead, await press(lead, urgent, 'Done'), 'More'), 'Close the case');
      expect(kept.text).toContain('tell the pupil tracking officer, who closes it');
      const more = await press(officer, await say(officer, `case ${reference}`), 'More');
      const close = await press(officer, more, 'Close the case');
      const again = await press(officer, close, 'Close the case', { reason: 'reported-in-error' });
      expect(again.text).toContain('Say in a sentence how it ended.');
      const closed = await press(officer, again, 'Close the case', {
        reason: 'reported-in-error',
        closeNote: 'Was in the sick room.',
      });
      expect(closed.text).toContain('Closed: reported in error');
    });
  });
});
