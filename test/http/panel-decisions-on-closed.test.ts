import { readPdf } from '../support/read-pdf';
import { inputsOn, textOn } from '../support/cards';
import type { Client } from '../support/client';
import { open, titlesOn } from './case-pages';
import { fetchedFrom } from './handed-out';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

/** The panel meets on 7 May and 21 May 2026; its agenda is closed at 09:00 on 19 May. */
const CHANNEL = '19:copp@thread.tacv2';
const NOTE = 'Marmaduke was glad to hear it';
const DISSENT = 'The head of Sampletown Primary would wait';

describe.each(['dialog', 'chat'] as const)('a closure before the panel, where pages open as %s', (pages) => {
  let house: MainJobBot;
  let officer: Client;
  let panel: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    [officer, panel] = [house.as(house.people.officer), house.as(house.people.panel)];
    for (const client of [officer, panel, house.as(house.people.caseworker)]) await client.say('hello');
    await officer.in({ id: `${CHANNEL};messageid=17`, conversationType: 'channel' }).say('post the agenda here');
    ({ reference } = await reportPupil(house.as(house.people.lead)));
    await house.at('2026-05-12', '10:00');
    await house.casework.close(
      house.people.officer,
      reference,
      'reported-in-error',
      'Was on a visit.',
      'Nothing is owed.',
    );
    await house.at('2026-05-19', '09:00');
    await house.at('2026-05-21', '14:00');
  });
  afterEach(() => house.bot.close());

  const inChannel = () =>
    house.bot.connector
      .messages(CHANNEL)
      .map(({ activity }) => textOn((activity as { attachments?: { content: object }[] }).attachments?.[0]?.content));
  const minutes = async () => {
    const { bytes } = await fetchedFrom(house, await say(officer, 'minutes 21/05/2026'));
    return readPdf(bytes)
      .elements.map(({ text }) => text)
      .join('\n');
  };

  test('is ratified from the agenda, and stands so on the case, in the minutes and in the channel', async () => {
    expect(await minutes()).toMatch(new RegExp(`Without a decision of this meeting\\s+${reference}`));
    const agenda = await say(officer, 'agenda');
    expect(agenda.text).toContain('To ratify: the closure');
    const what = await press(officer, agenda, 'Decided');
    expect(what.text).toContain('The panel agrees to how the case ended.');
    expect(inputsOn(what.card).find(({ id }) => id === 'decision')).toMatchObject({ value: 'closure-ratified' });
    const details = await press(officer, what, 'Continue', { decision: 'closure-ratified' });
    expect(inputsOn(details.card).map(({ id }) => id)).toEqual(['meeting', 'note', 'dissent']);
    const early = await press(officer, details, 'Record the decision', {
      meeting: '2026-05-07',
      note: NOTE,
      dissent: DISSENT,
    });
    expect(early.text).toContain('The case was closed on Tue 12 May 2026. Give a meeting from then on.');
    const given = { meeting: '2026-05-21', note: NOTE, dissent: DISSENT };
    const recorded = await press(officer, early, 'Record the decision', given);
    expect(recorded.text).toContain('The panel decided on Thu 21 May 2026: closure ratified');

    const after = await say(officer, 'agenda');
    expect(after.text).toContain('To note: closed since');
    expect(titlesOn(after)).not.toContain('Decided');
    const text = await minutes();
    for (const said of [`${reference}: Closure ratified`, 'nothing to be done', NOTE, DISSENT])
      expect(text).toContain(said);
    expect(text).toMatch(/Without a decision of this meeting\s+None\./);
    await house.at('2026-05-22', '00:05');
    expect(inChannel().at(-1)).toContain('1 × Closure ratified');
    expect(inChannel().at(-1)).not.toContain('without a decision');
    for (const secret of ['Marmaduke', 'Sampletown']) expect(inChannel().join()).not.toContain(secret);
    const seen = await say(panel, `case ${reference}`);
    expect(seen.text).toContain('The panel decided on Thu 21 May 2026: closure ratified');
    expect(seen.text).not.toContain('Marmaduke');
  });

  test('takes nothing that anybody would owe, but what was decided while the case was open', async () => {
    const what = await open(officer, reference, 'The panel has decided');
    const details = await press(officer, what, 'Continue', { decision: 'tracing' });
    const said = { owner: 'caseworker', due: '2026-05-29', reason: 'The aunt was never asked', dissent: '' };
    const refused = await press(officer, details, 'Record the decision', { ...said, meeting: '2026-05-21' });
    expect(refused.text).toContain('or open the case again first.');
    const recorded = await press(officer, refused, 'Record the decision', { ...said, meeting: '2026-05-07' });
    expect(recorded.text).toContain('The panel decided on Thu 7 May 2026: make further named checks');
    const { assessment } = await house.casework.see(house.people.officer, reference);
    expect(assessment.obligations).toEqual([]);
    await house.at('2026-06-01', '08:30');
    expect(
      house
        .as(house.people.caseworker)
        .history()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('decision of the panel');
  });
});
