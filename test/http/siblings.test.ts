import type { CaseView } from '../../src/casework/casework';
import type { Person } from '../../src/people/directory';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { inputsOn } from '../support/cards';
import { aMainJobBot, openItem, press, say, type MainJobBot } from './main-job-bot';

describe.each(['dialog', 'chat'] as const)('brothers and sisters, pages in a %s', (pages) => {
  let house: MainJobBot;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
  });
  afterEach(() => house.bot.close());

  async function report(forename: string, by: Person = house.people.lead, address = '9 Example Row, L99 9ZZ') {
    const { view } = await house.casework.report(by, {
      ...{ draftId: newId(), triage: noRisk, absence: anAbsence() },
      pupil: aPupil({ forename, upn: null, upnUnknown: 'other', lastKnownAddress: address }),
    });
    return view;
  }
  const lead = () => house.as(house.people.lead);
  const openPage = async (view: CaseView, person = house.people.lead) => {
    const client = house.as(person);
    const more = await press(client, await say(client, `case ${view.case.reference}`), 'More');
    return press(client, more, 'Brothers and sisters');
  };
  const choices = (card: object, id: string): string[] =>
    inputsOn(card)
      .filter((one) => one['id'] === id)
      .flatMap((one) => (one['choices'] as { title: string }[]).map(({ title }) => title));

  test('of one address are suggested, linked on both cases, and parted again', async () => {
    const [rowan, robin] = [await report('Rowan'), await report('Robin')];
    await report('Hazel', house.people.lead, '1 Other Street, L99 9YY');
    const page = await openPage(rowan);
    expect(choices(page.card, 'link')).toEqual([
      expect.stringContaining('Robin Ashdown · born 9 March 2016'),
      expect.stringContaining('same surname and telephone'),
    ]);
    const linked = await press(lead(), page, 'Save', { link: robin.case.reference });
    expect(linked.text).toContain(`Robin Ashdown · ${robin.case.reference}`);
    expect((await say(lead(), `case ${robin.case.reference}`)).text).toContain(
      `Rowan Ashdown · ${rowan.case.reference}`,
    );

    const again = await openPage(robin);
    expect(choices(again.card, 'unlink')).toEqual([expect.stringContaining('Rowan Ashdown')]);
    const parted = await press(lead(), again, 'Save', { unlink: rowan.case.reference });
    expect(parted.text).not.toContain(rowan.case.reference);
    expect((await say(lead(), `case ${rowan.case.reference}`)).text).not.toContain(robin.case.reference);
  });

  test('one is parted and another is linked in one go, or neither is', async () => {
    const [rowan, robin, hazel] = [await report('Rowan'), await report('Robin'), await report('Hazel')];
    const there = await report('Rory', house.people.otherLead);
    await press(lead(), await openPage(rowan), 'Save', { link: robin.case.reference });
    const page = await openPage(rowan);
    const refused = await press(lead(), page, 'Save', { unlink: robin.case.reference, other: there.case.reference });
    expect(refused.text).toContain('There is no case with that reference that you can see');
    expect((await say(lead(), `case ${rowan.case.reference}`)).text).toContain(robin.case.reference);
    const done = await press(lead(), page, 'Save', { unlink: robin.case.reference, link: hazel.case.reference });
    expect(done.text).toContain(hazel.case.reference);
    expect(done.text).not.toContain(robin.case.reference);
  });

  test('who is parted from one is not linked with it again by way of another', async () => {
    const [rowan, robin, hazel] = [await report('Rowan'), await report('Robin'), await report('Hazel')];
    const { siblings } = house.casework;
    const { lead: by } = house.people;
    await siblings.link(by, robin.case.reference, [hazel.case.reference, rowan.case.reference]);
    const view = await siblings.link(by, rowan.case.reference, [hazel.case.reference], [robin.case.reference]);
    const linked = (await siblings.of(by, view)).linked.map((one) => one.case.reference);
    expect(linked).toEqual([hazel.case.reference]);
  });

  test('who joins a family is linked with all of it', async () => {
    const [rowan, robin, hazel] = [await report('Rowan'), await report('Robin'), await report('Hazel')];
    const { siblings } = house.casework;
    await siblings.link(house.people.lead, rowan.case.reference, [robin.case.reference]);
    await siblings.link(house.people.lead, hazel.case.reference, [rowan.case.reference]);
    const view = await house.casework.see(house.people.lead, hazel.case.reference);
    expect((await siblings.of(house.people.lead, view)).linked).toHaveLength(2);
  });

  test('a school learns of another school’s case no more than that there is one', async () => {
    const here = await report('Rowan');
    const there = await report('Robin', house.people.otherLead);
    const page = await openPage(here);
    expect(page.text).toContain('No other open case that you can see');
    const refused = await press(lead(), page, 'Save', { other: there.case.reference });
    expect(refused.text).toContain('There is no case with that reference that you can see');

    const byOfficer = await openPage(here, house.people.officer);
    const officers = house.as(house.people.officer);
    const linked = await press(officers, byOfficer, 'Save', { link: there.case.reference });
    expect(linked.text).toContain('Robin Ashdown');

    for (const shown of [
      await say(lead(), `case ${here.case.reference}`),
      await openPage(await house.casework.see(house.people.lead, here.case.reference)),
    ]) {
      expect(shown.text).toContain('A brother or sister has a case elsewhere');
      expect(shown.text).not.toMatch(/Robin|Sample High/);
      expect(JSON.stringify(shown.card)).not.toContain(there.case.reference);
    }
  });

  test('one visit is recorded on all of their cases, each as a fact of its own, or on none', async () => {
    const [rowan, robin] = [await report('Rowan'), await report('Robin')];
    const { lead: person } = house.people;
    await house.casework.siblings.link(person, rowan.case.reference, [robin.case.reference]);
    await house.at('2026-04-30', '12:00');
    const page = await openItem(lead(), rowan.case.reference, 'S10');
    const found = await press(lead(), page, 'Save', {
      outcome: 'seen-child',
      on: '2026-04-30',
      also: robin.case.reference,
    });
    expect(found.text).toContain('recorded for each child alone');
    await press(lead(), found, 'Save', {
      ...{ outcome: 'no-answer', on: '2026-04-30', also: robin.case.reference, note: 'Left a card' },
    });
    for (const { case: one } of [rowan, robin]) {
      const { case: after } = await house.casework.see(person, one.reference);
      expect(after.facts.at(-1)).toMatchObject({ kind: 'check-recorded', item: 'S10', check: { note: 'Left a card' } });
    }
    expect(inputsOn((await openItem(lead(), rowan.case.reference, 'S07')).card).map(({ id }) => id)).not.toContain(
      'also',
    );

    // The other case ends while the page is open: nothing is recorded on either.
    const open = await openItem(lead(), rowan.case.reference, 'S10');
    await house.casework.close(person, robin.case.reference, 'reported-in-error', 'a slip');
    const { case: before } = await house.casework.see(person, rowan.case.reference);
    const late = await press(lead(), open, 'Save', {
      outcome: 'no-answer',
      on: '2026-04-30',
      also: robin.case.reference,
    });
    expect(late.text).toContain('nothing was recorded');
    expect((await house.casework.see(person, rowan.case.reference)).case.version).toBe(before.version);
  });
});
