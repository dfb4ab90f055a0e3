import { buttonsOn } from '../support/cards';
import type { Client } from '../support/client';
import { aMainJobBot, press, reportPupil, say, TRIAGE, type MainJobBot } from './main-job-bot';

const titles = (card: object) => buttonsOn(card).map(({ title }) => title as string);
const last = (client: Client) => client.history().at(-1)!;
const all = (client: Client) =>
  client
    .history()
    .map(({ text }) => text)
    .join('\n');

async function aHouse(policy = 'liverpool', pages: 'dialog' | 'chat' = 'chat') {
  const house = await aMainJobBot(pages, policy);
  const { people, as } = house;
  for (const person of [people.caseworker, people.manager]) await as(person).say('hello');
  const { reference } = await reportPupil(as(people.lead));
  return {
    ...{ house, reference },
    lead: as(people.lead),
    head: as(people.head),
    officer: as(people.officer),
    caseworker: as(people.caseworker),
    manager: as(people.manager),
  };
}

let opened: MainJobBot | null = null;
const begin = async (...given: Parameters<typeof aHouse>) => {
  const begun = await aHouse(...given);
  opened = begun.house;
  return begun;
};
afterEach(async () => {
  await opened?.bot.close();
  opened = null;
});

const DAY_5 = 'Day 5: still missing?';

describe('an alert that nobody answers, under Liverpool’s rules', () => {
  test('goes to the next role when its school hours have passed, and whoever answers answers for all', async () => {
    const { house, lead, head, officer, reference } = await begin();
    await house.at('2026-05-01', '08:30');
    const first = last(lead);
    await house.at('2026-05-01', '12:29');
    const before = head.history().length;
    await house.at('2026-05-01', '12:30');
    await house.fallDue();
    expect(head.history()).toHaveLength(before + 1);
    expect(last(head).text).toContain('Passed on to you: no answer from Ash Lead by Fri 1 May 2026, 12:30.');
    expect(last(head).text).toContain(reference);

    expect((await press(head, last(head), 'Acknowledge')).text).toContain('Acknowledged by Cy Head');
    await house.fallDue();
    const now = lead.history().find(({ id }) => id === first.id)!;
    expect(now.text).toContain('Acknowledged by Cy Head, Fri 1 May 2026, 12:30');
    expect(titles(now.card)).not.toContain('Acknowledge');
    const count = officer.history().length;
    await house.at('2026-05-01', '17:59');
    expect(officer.history()).toHaveLength(count);
  });

  test('goes on from role to role, not at night or on a bank holiday, and stands first on the agenda', async () => {
    const { house, officer, manager, lead, reference } = await begin();
    await house.at('2026-05-01', '08:30');
    await house.at('2026-05-01', '12:30');
    await house.at('2026-05-01', '16:30');
    expect(last(officer).text).toContain('Passed on to you: no answer from Cy Head by Fri 1 May 2026, 16:30.');
    const before = manager.history().length;
    await house.at('2026-05-05', '10:59');
    expect(manager.history()).toHaveLength(before);
    await house.at('2026-05-05', '11:00');
    expect(all(manager)).toContain('Passed on to you: no answer from Ed Track by Tue 5 May 2026, 11:00.');

    const agenda = await say(officer, 'agenda');
    expect(agenda.text).toContain('No answer to an alert (1)');
    expect(agenda.text.indexOf('No answer to an alert (1)')).toBeLessThan(agenda.text.indexOf('New cases (1)'));
    expect(agenda.text).toContain('No answer to an alert since Fri 1 May 2026');
    expect(agenda.text).toContain(reference);
    expect(agenda.text).not.toContain('Ashdown');

    const alert = lead.history().find(({ text }) => text.includes(DAY_5))!;
    await press(lead, alert, 'Acknowledge');
    await house.fallDue();
    expect(all(manager)).toContain('Acknowledged by Ash Lead');
  });

  test('does not go on when what it asks was answered elsewhere on the case', async () => {
    const { house, lead, head, reference } = await begin();
    await house.at('2026-05-01', '08:30');
    const before = head.history().length;
    await press(lead, await say(lead, `case ${reference}`), 'Still missing');
    await house.at('2026-05-01', '16:30');
    expect(head.history()).toHaveLength(before);
  });

  test('is passed on by night too where a child may be at risk', async () => {
    const { house, lead, officer, caseworker } = await begin();
    await house.at('2026-05-01', '20:00');
    await press(
      lead,
      await press(lead, await say(lead, 'report'), 'Continue', { ...TRIAGE, risks: 'known-risk' }),
      'Later',
    ).catch(() => null);
    await house.fallDue();
    expect(last(officer).text).toContain('A child who may be at risk is missing');
    await house.at('2026-05-01', '20:59');
    expect(all(caseworker)).not.toContain('Passed on to you');
    await house.at('2026-05-01', '21:00');
    expect(last(caseworker).text).toContain('Passed on to you: no answer from Ed Track by Fri 1 May 2026, 21:00.');
  });
});

test('one that could not be delivered is passed on as well, by the other authority’s own rules', async () => {
  // The welfare officer has never written to the bot, so the caseworker was told instead, and has not answered.
  const { house, manager, head, lead } = await begin('westmere');
  await house.at('2026-04-29', '07:45');
  expect(last(lead).text).toContain('Day 3: the attendance team joins');
  await house.at('2026-04-29', '10:44');
  expect(all(manager)).not.toContain('Passed on to you');
  await house.at('2026-04-29', '10:45');
  expect(last(manager).text).toContain(
    'Passed on to you: no answer from Flo Welfare and Ivy Case by Wed 29 April 2026, 10:45.',
  );
  expect(last(head).text).toContain('Passed on to you: no answer from Ash Lead by Wed 29 April 2026, 10:45.');
});

describe.each(['dialog', 'chat'] as const)('an alert that is put off, where pages open as %s', (pages) => {
  test('comes again that morning, as often as the policy says, and its reason stands on the case', async () => {
    const { house, lead, head, reference } = await begin('liverpool', pages);
    await house.at('2026-05-01', '08:30');
    const alert = last(lead);
    const page = await press(lead, alert, 'Remind me later');
    expect(page.text).toContain('What is due stays due on its day');
    const refused = await press(lead, page, 'Put off', { until: '2026-05-20', reason: '' });
    expect(refused.text).toContain('Say what you wait for.');
    const far = await press(lead, refused, 'Put off', { until: '2026-05-20', reason: 'An aunt rings back.' });
    expect(far.text).toContain('It can be put off to Wed 6 May 2026 at the latest.');
    const done = await press(lead, far, 'Put off', { until: '2026-05-05', reason: 'An aunt rings back.' });
    expect(done.text).toContain('Put off: it comes again on Tue 5 May 2026. An aunt rings back.');
    await house.fallDue();
    expect(titles(lead.history().find(({ id }) => id === alert.id)!.card)).not.toContain('Acknowledge');
    expect((await say(lead, `case ${reference}`)).text).toContain('An aunt rings back.');

    const before = head.history().length;
    await house.at('2026-05-01', '17:00');
    expect(head.history()).toHaveLength(before);

    await house.at('2026-05-05', '08:30');
    const again = lead.history().findLast(({ text }) => text.includes(DAY_5))!;
    expect(again.id).not.toBe(alert.id);
    const second = await press(lead, again, 'Remind me later');
    expect(second.text).toContain('for the last time');
    await press(lead, second, 'Put off', { until: '2026-05-06', reason: 'She rings tomorrow.' });
    await house.at('2026-05-06', '08:30');
    const third = lead.history().findLast(({ text }) => text.includes(DAY_5))!;
    expect(titles(third.card)).toContain('Acknowledge');
    expect(titles(third.card)).not.toContain('Remind me later');
    await house.at('2026-05-06', '12:30');
    expect(all(head)).toContain('Passed on to you: no answer from Ash Lead by Wed 6 May 2026, 12:30.');
  });

  test('is never one about a child who may be at risk', async () => {
    const { house, lead, officer, reference } = await begin('westmere', pages);
    await press(lead, await press(lead, await say(lead, `case ${reference}`), 'Risk has changed'), 'Save', {
      risks: house.policy.triage.questions[0]!.id,
    });
    await house.fallDue();
    expect(titles(last(officer).card)).toContain('Acknowledge');
    expect(titles(last(officer).card)).not.toContain('Remind me later');
  });
});

describe.each(['dialog', 'chat'] as const)('somebody who is away, where pages open as %s', (pages) => {
  test('has a colleague who gets their alerts, and gets one list on their return', async () => {
    const { house, lead, head, reference } = await begin('liverpool', pages);
    const page = await say(lead, 'away');
    expect(page.text).toContain('Your alerts go to Cy Head.');
    const shown = await press(lead, page, 'I am away', { until: '2026-05-06' });
    expect(shown.text).toContain('You are away until **Wed 6 May 2026**');
    const before = lead.history().length;
    await house.at('2026-05-01', '08:30');
    expect(lead.history()).toHaveLength(before);
    expect(last(head).text).toContain('It comes to you because Ash Lead is away.');
    await press(head, last(head), 'Acknowledge');
    await house.at('2026-05-05', '08:30');
    expect(lead.history()).toHaveLength(before);

    await house.at('2026-05-06', '08:29');
    await house.at('2026-05-06', '08:30');
    await house.fallDue();
    const list = lead.history().filter(({ text }) => text.includes('While you were away'));
    expect(list).toHaveLength(1);
    expect(list[0]!.text).toContain(`${reference} · ${DAY_5}`);
    expect(list[0]!.text).toContain('Answered by Cy Head, Fri 1 May 2026, 08:30');
    expect(list[0]!.text).toContain('Nobody has answered yet');
    expect(list[0]!.text).not.toContain('Ashdown');
    // What is old is not sent again, whatever is written on the case.
    await press(lead, await say(lead, `case ${reference}`), 'Still missing');
    await house.fallDue();
    expect(lead.history().filter(({ text }) => text.includes(DAY_5) && text.includes('By when'))).toHaveLength(0);
  });

  test('and comes back on a Saturday reads the list on the next school morning, also when they leave again', async () => {
    const { house, lead, reference } = await begin('liverpool', pages);
    await say(lead, 'away until 2026-05-02');
    await house.at('2026-05-01', '08:30');
    const lists = () => lead.history().filter(({ text }) => text.includes('While you were away'));
    for (const day of ['2026-05-02', '2026-05-03'] as const) {
      await house.at(day, '08:30');
      await house.at(day, '12:00');
    }
    await say(lead, 'away until 2026-05-04');
    // Monday is a bank holiday.
    await house.at('2026-05-04', '09:00');
    await house.at('2026-05-05', '08:29');
    expect(lists()).toEqual([]);
    await house.at('2026-05-05', '08:30');
    expect(lists()).toHaveLength(1);
    expect(lists()[0]!.text).toContain(`${reference} · ${DAY_5}`);
    await house.at('2026-05-06', '08:30');
    expect(lists()).toHaveLength(1);
  });

  test('at the authority, too, and what is urgent comes at once', async () => {
    const { house, lead, officer, reference } = await begin('liverpool', pages);
    await say(officer, 'away until 2026-05-09');
    await house.at('2026-05-05', '08:30');
    await house.at('2026-05-09', '10:00');
    const lists = () => officer.history().filter(({ text }) => text.includes('While you were away'));
    await press(lead, await press(lead, await say(lead, `case ${reference}`), 'Risk has changed'), 'Save', {
      risks: 'known-risk',
    });
    await house.fallDue();
    expect(last(officer).text).toContain('A child who may be at risk is missing');
    expect(lists()).toEqual([]);
    await house.at('2026-05-11', '08:30');
    expect(lists()).toHaveLength(1);
  });

  test('hears of a child at risk all the same, and may come back before', async () => {
    const { house, lead, officer, caseworker, reference } = await begin('liverpool', pages);
    expect((await say(officer, 'I am away until 11/05/2026')).text).toContain('Your alerts go to Ivy Case.');
    await house.at('2026-04-28', '09:00');
    await press(lead, await press(lead, await say(lead, `case ${reference}`), 'Risk has changed'), 'Save', {
      risks: 'known-risk',
    });
    await house.fallDue();
    for (const client of [officer, caseworker]) expect(all(client)).toContain('A child who may be at risk is missing');
    expect(all(caseworker)).toContain('It comes to you because Ed Track is away.');
    const back = await say(officer, 'I am back');
    expect(back.text).toContain('While you were away');
    expect((await say(officer, 'I am back')).text).toContain('You are not away');
  });

  test('gives a day to come, and not one that lies too far ahead', async () => {
    const { lead } = await begin('westmere', pages);
    expect((await say(lead, 'away until 2026-04-27')).text).toContain('Give a day to come');
    expect((await say(lead, 'away until 2027-04-27')).text).toContain('Give a day up to');
    expect((await say(lead, 'away until next week')).text).toContain('Write the day as 11/05/2026. Or say “away”,');
  });
});
