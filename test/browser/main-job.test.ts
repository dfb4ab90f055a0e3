import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { startDemo, type Demo } from '../support/demo';
import { PlaygroundPerson } from '../support/playground';

const TEAM = 'Children Out of Provision Panel';
const CHANNEL = 'COPP agenda';
const CHILD = { forename: 'Robin', surname: 'Quillfeather' };

/** `SCREENSHOTS=docs/images npx jest test/browser/main-job` takes the pictures of the README. */
const { SCREENSHOTS } = process.env;
const picture = async (person: PlaygroundPerson, name: string): Promise<void> => {
  if (SCREENSHOTS) await person.screenshot(path.join(SCREENSHOTS, `playground-${name}.png`));
};

const expectNothingOfTheChild = (screen: string): void => {
  for (const word of [CHILD.forename, CHILD.surname, 'Harbour Lights', 'C341999926001', 'Nowhere Lane']) {
    expect(screen).not.toContain(word);
  }
};

/**
 * The whole main job, as three people live it in Microsoft's Agents Playground: from the report on Monday 27 April 2026
 * to Day 20. Each step stands on those before it.
 */
describe('the main job', () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-main-job-'));
  let browser: Browser;
  let demo: Demo;
  let sam: PlaygroundPerson;
  let priya: PlaygroundPerson;
  let tom: PlaygroundPerson;
  let reference: string;

  const sitDown = async () => {
    [sam, priya, tom] = await Promise.all([
      PlaygroundPerson.sitDown(browser, demo.addresses[0]),
      PlaygroundPerson.sitDown(browser, demo.addresses[1]),
      PlaygroundPerson.sitDown(browser, demo.addresses[2]),
    ]);
  };

  let broken = false;
  /** When a step fails those after it have nothing to stand on; what is on the three screens says why. */
  const step = (name: string, work: () => Promise<void>) =>
    it(
      name,
      async () => {
        if (broken) throw new Error('An earlier step failed.');
        try {
          await work();
        } catch (error) {
          broken = true;
          const screens = await Promise.all([sam, priya, tom].map((person) => person?.everything()));
          throw new Error([String(error), ...screens, demo.printed()].join('\n\n--------\n\n'), { cause: error });
        }
      },
      60_000,
    );

  beforeAll(async () => {
    [browser, demo] = await Promise.all([launchBrowser(), startDemo(dataDir)]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await demo?.interrupt();
    rmSync(dataDir, { recursive: true, force: true });
  });

  step('greets the three of them', async () => {
    await sitDown();
    await sam.card('Hello Sam Okafor');
    await picture(sam, 'greeting');
    await priya.card('Hello Priya Nair');
    await tom.card('Hello Tom Ellery');
  });

  step('asks about safety first, and a yes says whom to call', async () => {
    await sam.say('report');
    const triage = await sam.card('Safety first');
    await triage.fill({
      'First name': CHILD.forename,
      'Last name': CHILD.surname,
      'What has happened?': 'A pupil on roll has stopped coming and cannot be found',
    });
    await triage.tick('Is the child looked after by an authority?');
    await triage.press('Continue');
    const urgent = await sam.card('Call now');
    expect(await urgent.text()).toContain('0151 496 0101');
    reference = /WB-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(await urgent.text())![0];
  });

  step('alerts the tracking officer at once, before the report is finished', async () => {
    const alert = await priya.card('A child who may be at risk is missing');
    expect(await alert.text()).toContain(reference);
    await picture(priya, 'alert');
  });

  step('records the call, and goes on with the report', async () => {
    const urgent = await sam.card('Record the contact');
    await urgent.fill({ 'Whom you called': 'social care front door', 'Reference they gave you': 'SC 4711' });
    await urgent.press('Record this contact');
    await (await sam.card('SC 4711')).press('Continue with the report');
    await sam.card('Home and family');
  });

  step('re-shows the page with what was typed when the UPN cannot be right', async () => {
    const pupil = await sam.card('Home and family');
    await pupil.fill({
      'Date of birth': '2017-03-09',
      Sex: 'Male',
      'Year group': 'Year 4',
      'UPN (optional)': 'D341999926001',
      'Last known address': '1 Nowhere Lane, Anytown',
      'Parents and carers': 'Wren Quillfeather, 0151 496 0199',
      'Emergency contacts': 'not known',
    });
    await pupil.press('Continue');
    const again = await sam.card('Something needs another look');
    expect(await again.value('Last known address')).toBe('1 Nowhere Lane, Anytown');
    await again.fill({ 'UPN (optional)': 'C341999926001' });
    await again.press('Continue');
    await sam.card('First whole school day missed');
  });

  step('counts school days from the first day missed', async () => {
    const absence = await sam.card('First whole school day missed');
    await absence.fill({
      'Last day on which the pupil came': '2026-04-24',
      'First whole school day missed': '2026-04-27',
      'Attendance code used since then': 'N: Reason not yet established',
    });
    await absence.press('Finish the report');
    const text = await (await sam.card('Reported.')).text();
    for (const day of ['5 May 2026', '11 May 2026', '1 June 2026']) expect(text).toContain(day);
  });

  step('walks the first day of the checklist', async () => {
    await sam.say('checklist');
    await (await sam.card('First-day call')).pressBeside('First-day call');
    const check = await sam.card('Call home today');
    await check.fill({ 'What came of it': 'Everything tried, nobody reached', Note: 'Three calls, no answer' });
    await check.press('Save');
    const checklist = await sam.card('Everything tried, nobody reached. Three calls, no answer');
    expect(await checklist.text()).toContain('3 of 4 done');
    await picture(sam, 'checklist');
  });

  step('takes the panel’s channel', async () => {
    await tom.openChannel(TEAM, CHANNEL);
    await tom.post('Whereabouts', 'post the agenda here');
    await tom.sees('From now on the panel’s agenda is posted here');
  });

  step('tells the officer and the school what falls due as the days go by', async () => {
    await sam.say('clock +5');
    await sam.sees('It is now Tue 5 May 2026');
    await priya.card('Overdue: contact with the Education Welfare Service');
    await sam.card('Day 5: still missing?');
    await sam.card('Day 6: contact the Education Welfare Service');
  });

  step('is told in one tap that the pupil is still missing', async () => {
    await (await sam.card('Day 6: contact the Education Welfare Service')).press('Still missing');
    await sam.card('Acknowledged by Sam Okafor');
  });

  step('keeps an acknowledgement on the card', async () => {
    await (await priya.card('Overdue: contact with the Education Welfare Service')).press('Acknowledge');
    const alert = await priya.card('Acknowledged by Priya Nair, Tue 5 May 2026');
    expect(await alert.offers('Acknowledge')).toBe(false);
  });

  step('posts the agenda in the channel once the cut-off has passed, with nothing of the child', async () => {
    await priya.say('clock 2026-05-06');
    const agenda = await tom.card('Agenda for Thu 7 May 2026');
    expect(await agenda.text()).toContain(reference);
    await picture(tom, 'agenda');
    expectNothingOfTheChild(await tom.everything());
  });

  step(
    'shows the child behind an item in the own chat of the person who opens it, and not in the channel',
    async () => {
      await (await tom.card('Agenda for Thu 7 May 2026')).press('Open');
      await tom.sees(`Case ${reference}: I have put it into your own chat with me.`);
      expectNothingOfTheChild(await tom.everything());
      await tom.openPersonalChat();
      expect(await (await tom.card('What has been recorded')).text()).toContain(CHILD.surname);
    },
  );

  step('remembers all of it after a restart, and sends no alert again', async () => {
    expect(await demo.interrupt()).toBe(0);
    demo = await startDemo(dataDir);
    await Promise.all([sam, priya, tom].map((person) => person.leave()));
    await sitDown();
    await priya.say(`case ${reference}`);
    const timeline = await (await priya.card('Alert acknowledged')).text();
    expect(timeline).toContain('Overdue: contact with the Education Welfare Service');
    expect(timeline).toContain('Priya Nair');
    expect(await priya.cards.filter({ hasText: 'By when' }).count()).toBe(0);
  });

  step('goes on to Day 20', async () => {
    // A Playground has a new address at each start: an agenda sent to the old one would be tried again all the way.
    await tom.openChannel(TEAM, CHANNEL);
    await tom.post('Whereabouts', 'post the agenda here');
    await tom.sees('From now on the panel’s agenda is posted here');
    await sam.say('clock 2026-06-01');
    for (const alert of [
      'Day 8: the ten-day notification',
      'Day 10: the notification is due',
      'Day 20: the review is due',
    ]) {
      await priya.card(alert);
    }
    await sam.say('my cases');
    await sam.card(`${reference} · Day 20`);
    for (const alert of [
      'Day 10: notify the authority',
      'Day 19: the review of all enquiries',
      'Day 20: review with the',
    ]) {
      expect(await sam.cards.filter({ hasText: alert }).count()).toBe(1);
    }
    expect(await sam.everything()).not.toContain('You may have had this alert before');
  });
});
