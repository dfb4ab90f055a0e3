import { anAbsence, aPupil, noRisk } from '../builders/case';
import { buttonsOn } from '../support/cards';
import { newId } from '../support/bot';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

describe.each(['dialog', 'chat'] as const)('finding a case, pages in a %s', (pages) => {
  let house: MainJobBot;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
  });
  afterEach(() => house.bot.close());

  const lead = () => house.as(house.people.lead);
  const officer = () => house.as(house.people.officer);
  const report = (surname: string, yearGroup: string, by = house.people.lead) =>
    house.casework.report(by, {
      ...{ draftId: newId(), triage: noRisk, absence: anAbsence() },
      pupil: aPupil({ surname, yearGroup, upn: null, upnUnknown: 'other' }),
    });

  test('by reference, UPN and part of the name, each as people type them', async () => {
    const { reference } = await reportPupil(lead());
    for (const typed of ['shdown', 'ashdown, rowan', 'c341999926001', '341 9999 26001']) {
      const shown = await say(officer(), `find ${typed}`);
      expect(shown.text).toContain('Rowan Ashdown');
      expect(shown.text).toContain('Born 9 March 2016');
      expect(shown.text).toContain('Example Primary School');
      expect((await press(officer(), shown, 'Open')).text).toContain('The counts');
    }
    expect((await say(officer(), `find ${reference.toLowerCase().replaceAll('-', '')}`)).text).toContain(
      'What is next',
    );
    expect((await say(officer(), 'find')).text).toContain('at least three letters');
    expect((await say(officer(), 'find zz')).text).toContain('at least three letters');
  });

  test('a closed case as well, which says how it ended', async () => {
    const { reference } = await reportPupil(lead());
    await house.casework.close(house.people.lead, reference, 'reported-in-error', 'was at a match');
    expect((await say(lead(), 'find rowan')).text).toContain('Reported in error, Mon 27 April 2026');
  });

  test('of another school is like none at all', async () => {
    const { reference } = await reportPupil(lead());
    const stranger = house.as(house.people.otherLead);
    const none = (await say(stranger, 'find nobody at all')).text;
    expect(none).toContain('Nothing found');
    for (const typed of ['Ashdown', 'C341999926001', reference]) {
      expect((await say(stranger, `find ${typed}`)).text).toBe(none);
    }
  });

  test('asked for in a channel is answered in the person’s own chat, and stands in no log', async () => {
    await reportPupil(lead());
    const channel = officer().in({ id: '19:panel@thread.tacv2', conversationType: 'channel' });
    const said = await channel.say('find Ashdown');
    expect(said.map(({ text }) => text).join()).not.toContain('Rowan');
    expect(officer().history().at(-1)!.text).toContain('Rowan Ashdown');
    expect(house.bot.lines.join()).not.toMatch(/ashdown/i);
  });

  test('nothing of what was typed goes into a button', async () => {
    await reportPupil(lead());
    const { card } = await say(officer(), 'find Ashdown');
    expect(JSON.stringify(buttonsOn(card).map(({ data }) => data))).not.toMatch(/ashdown/i);
  });

  test('the authority’s list is put in order and cut down by words and by choices on the card', async () => {
    for (let n = 0; n < 13; n += 1) await report(`Number ${n}`, String((n % 6) + 1));
    await report('Elsewhere', '11', house.people.otherLead);
    const bySchool = await say(officer(), 'cases by school');
    expect(bySchool.text).toContain('Example Primary School · 13');
    expect(bySchool.text).not.toContain('Sample High School');
    const second = await press(officer(), bySchool, 'Show more');
    expect(second.text).toContain('Shown here: 13 to 14.');
    expect(second.text).toContain('Sample High School · 1');
    const byYear = await press(officer(), second, 'Show', { order: 'year', which: 'all' });
    expect(byYear.text.indexOf('Year 1')).toBeLessThan(byYear.text.indexOf('Year 2'));
    expect(byYear.text).toContain('Year 1 · 3');
    const none = await press(officer(), byYear, 'Show', { which: 'at-risk' });
    expect(none.text).toContain('No open cases: at risk');
    expect((await press(officer(), none, 'Show', { which: 'all', order: 'due' })).text).toContain('14 open cases');
    expect((await say(officer(), 'cases not on roll')).text).toContain('No open cases: on no roll');
    expect((await say(officer(), 'cases overdue by year')).text).toContain('open case');
    expect((await say(officer(), 'cases at sample')).text).toContain('1 open case');
    expect((await say(officer(), 'cases at nowhere')).text).toContain('No school of that name');
  });

  test('a school’s short list asks nothing', async () => {
    await reportPupil(lead());
    expect((await say(lead(), 'my cases')).text).not.toContain('In order of');
  });
});
