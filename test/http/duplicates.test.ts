import type { Person } from '../../src/people/directory';
import { anAbsence, aPupil, atRisk, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { aMainJobBot, press, say, type MainJobBot } from './main-job-bot';

describe.each(['dialog', 'chat'] as const)('two cases of one child, pages in a %s', (pages) => {
  let house: MainJobBot;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
  });
  afterEach(() => house.bot.close());

  const officer = () => house.as(house.people.officer);
  async function report(by: Person, over: Parameters<typeof aPupil>[0] = {}, firstDayMissed = '2026-04-27' as const) {
    const { view } = await house.casework.report(by, {
      ...{ draftId: newId(), triage: noRisk },
      absence: anAbsence({ firstDayMissed, lastAttended: null }),
      pupil: aPupil(over),
    });
    return view.case.reference;
  }

  test('are shown to the officer, joined with both histories, and parted again', async () => {
    const here = await report(house.people.lead);
    const there = await report(house.people.otherLead, {}, '2026-04-20' as never);
    await house.casework.recordSighting(house.people.otherLead, there, {
      ...{ on: '2026-04-26', where: 'elsewhere', by: 'A neighbour', note: '' },
    });
    await house.casework.triage(house.people.otherLead, there, atRisk);
    expect((await say(officer(), 'duplicates')).text).toContain('1 child with several open cases');
    const shown = await say(officer(), `case ${here}`);
    expect(shown.text).toContain('This child seems to have another open case.');
    expect(shown.text).toContain(`${there} · Day`);

    const more = await press(officer(), shown, 'More');
    const page = await press(officer(), more, 'Join two cases');
    const joined = await press(officer(), page, 'Join the cases', { second: there, goesOn: 'this' });
    expect(joined.text).toContain('since the first day missed, Mon 20 April 2026');
    expect(joined.text).toContain(`${there} · Mon 27 April 2026, 08:40 · Di Other`);
    expect(joined.text.match(/A neighbour/g)).toHaveLength(1);
    const after = await house.casework.see(house.people.officer, here);
    expect(after.assessment).toMatchObject({ open: true, atRisk: true });
    expect(after.assessment.counts.tenDayReturn!.since).toBe('2026-04-27');

    const ended = await say(house.as(house.people.otherLead), `case ${there}`);
    expect(ended.text).toContain('Ask the tracking officer');
    const forSchool = await say(house.as(house.people.lead), `case ${here}`);
    expect(forSchool.text).toContain('Joined with another case of the same child');
    expect(JSON.stringify([ended.card])).not.toContain(here);
    expect(JSON.stringify([forSchool.card])).not.toContain(there);
    expect(forSchool.text).not.toMatch(/Sample High|Di Other/);

    for (const page of ['part', 'join']) {
      const action = { type: 'Action.Execute', data: { verb: 'page', page, args: { case: here }, step: '' } };
      const forged = await house.as(house.people.lead).invoke('adaptiveCard/action', { action, trigger: 'manual' });
      const told = JSON.stringify([forged.body, forged.messages.map(({ text }) => text)]);
      expect(told).toContain('Your role does not allow this');
      expect(told).not.toContain(there);
    }

    const open = await press(officer(), await say(officer(), `case ${here}`), 'More');
    const parting = await press(officer(), open, 'Part two cases');
    await press(officer(), parting, 'Part the cases', { parted: there, why: 'They are twins' });
    expect((await house.casework.see(house.people.officer, there)).assessment.open).toBe(true);
    const alone = await house.casework.see(house.people.officer, here);
    expect(alone.assessment.counts.safeguarding!.since).toBe('2026-04-27');
  });

  test('are not shown to either school, and are joined by neither', async () => {
    const here = await report(house.people.lead);
    const there = await report(house.people.otherLead);
    const shown = await say(house.as(house.people.lead), `case ${here}`);
    expect(shown.text).not.toMatch(/another open case/);
    expect(JSON.stringify(shown.card)).not.toContain(there);
    expect((await say(house.as(house.people.lead), 'duplicates')).text).toContain('Your role does not');
    await expect(house.casework.duplicates.join(house.people.lead, here, there)).rejects.toMatchObject({
      code: expect.stringMatching(/not-allowed|no-such-case/),
    });
  });

  test('of children with other names are not joined', async () => {
    const here = await report(house.people.lead);
    const there = await report(house.people.otherLead, { forename: 'Robin', upn: 'R341999926002' });
    expect((await say(officer(), 'duplicates')).text).toContain('No child has two open cases');
    const more = await press(officer(), await say(officer(), `case ${here}`), 'More');
    const page = await press(officer(), more, 'Join two cases');
    const read = await press(officer(), page, 'Join the cases', { reference: there, goesOn: 'other' });
    const refused = await press(officer(), read, 'Join the cases', { reference: there, goesOn: 'other' });
    expect(refused.text).toContain('children with other names');
  });
});
