import type { LocalDate } from '../../src/domain/calendar/date';
import { londonInstant, type LocalTime } from '../../src/domain/calendar/london';
import { policyPack } from '../../src/domain/policy/policies';
import type { Person } from '../../src/people/directory';
import { startGraph, type LoopbackGraph } from '../support/graph';
import { aMainJobBot, reportPupil, type MainJobBot } from './main-job-bot';
import { CHANNEL, MANIFEST, watched, withGraph } from './steps-taken';

const MONDAY: LocalDate = '2026-04-27';

let house: MainJobBot;
let graph: LoopbackGraph;
beforeEach(async () => {
  graph = await startGraph();
  graph.catalogue.set(MANIFEST, 'app-1');
});
afterEach(async () => {
  await house.bot.close();
  await graph.close();
});

const start = async (env: Readonly<Record<string, string>> = {}) => {
  house = await aMainJobBot('chat', 'liverpool', policyPack, env);
  const { people } = house;
  for (const { entraId } of Object.values(people)) graph.people.set(entraId, `${entraId}@council.example`);
  return people;
};
const { atRiskCase, chat, inChannel, noticeTo, stepsFor, refuse } = watched(() => house);

describe('while Teams takes nothing', () => {
  const at = async (time: LocalTime, date: LocalDate = MONDAY) => {
    house.bot.steady.moveTo(londonInstant(date, time));
    await house.at(date, time);
  };
  const told = (person: Person, reference: string) => stepsFor(person, reference, 'at-risk-report');

  test('an urgent alert is brought by other means, and arrives once and unmarked when Teams is back', async () => {
    const { officer, caseworker } = await start(withGraph(graph));
    await house.as(caseworker).say('hello');
    await house.as(officer).in(CHANNEL).say('post alerts here');
    await house.bot.connector.away();
    const reference = await atRiskCase();
    await at('08:49');
    expect(await told(officer, reference)).toEqual([]);
    await at('08:51');
    expect(await told(officer, reference)).toEqual(['deputy told']);
    await at('09:05');
    expect(await told(officer, reference)).toEqual(['deputy told']);
    await at('09:07');
    expect(await told(officer, reference)).toEqual(['deputy failed', 'team-channel told']);
    await at('09:23');
    const whole = ['deputy failed', 'team-channel failed', 'e-mail told'];
    expect(await told(officer, reference)).toEqual(whole);
    const toOfficer = () => graph.mails.filter((mail) => JSON.stringify(mail).includes(officer.entraId));
    expect(toOfficer()).toHaveLength(1);
    expect(JSON.stringify(graph.mails)).not.toMatch(/Rowan|Ashdown|Example Primary/);

    for (const time of ['12:00', '16:00', '20:51'] as const) await at(time);
    expect(await told(officer, reference)).toEqual(whole);
    expect(toOfficer()).toHaveLength(1);
    await house.bot.connector.back();
    // The next try of everything is due at once, and what is no longer needed gives way.
    house.bot.steady.moveTo(londonInstant(MONDAY, '22:00'));
    await house.at(MONDAY, '20:52');
    house.bot.steady.moveTo(londonInstant(MONDAY, '22:01'));
    await house.at(MONDAY, '20:53');
    const came = chat(officer).filter((text) => text.includes('A child who may be at risk is missing'));
    expect(came).toEqual([expect.stringContaining('so I told you by e-mail on')]);
    expect(came[0]).not.toMatch(/repeat|a colleague|Ivy Case/);
    expect(inChannel().filter((text) => text.includes(reference))).toEqual([]);
    expect(toOfficer()).toHaveLength(1);
  });

  test('nothing is said to a colleague any more once the alert has arrived', async () => {
    const { officer, caseworker } = await start();
    await house.as(caseworker).say('hello');
    for (const person of [officer, caseworker]) refuse(person, 'ServiceUnavailable', 503);
    const reference = await atRiskCase();
    await at('08:51');
    expect(await told(officer, reference)).toEqual(['deputy told']);
    const before = chat(caseworker).length;
    house.bot.connector.refuse([`a:${officer.entraId}`], null);
    await at('08:58');
    expect(await noticeTo(officer, reference, 'at-risk-report')).toMatchObject({ state: 'sent' });
    expect(chat(officer).at(-1)).toContain('A child who may be at risk is missing');
    expect(chat(officer).at(-1)).not.toContain('so I told');
    house.bot.connector.refuse([`a:${caseworker.entraId}`], null);
    await at('09:30');
    expect(chat(caseworker)).toHaveLength(before);
    expect(await told(officer, reference)).toEqual(['deputy told']);
  });

  test('an alert of a child who may be at risk arrives within a minute after an outage of faults', async () => {
    const { officer } = await start();
    refuse(officer, 'ServiceUnavailable', 503);
    const reference = await atRiskCase();
    for (const time of ['08:45', '08:50', '09:00', '09:29'] as const) await at(time);
    expect(await noticeTo(officer, reference, 'at-risk-report')).toMatchObject({ state: 'ambiguous' });
    house.bot.connector.refuse([`a:${officer.entraId}`], null);
    await at('09:30');
    expect(await noticeTo(officer, reference, 'at-risk-report')).toMatchObject({ state: 'sent' });
    expect(chat(officer).at(-1)).toContain('You may have had this');
  });

  test('no step is taken any more once somebody has answered', async () => {
    const { officer, caseworker } = await start(withGraph(graph));
    await house.as(caseworker).say('hello');
    await house.bot.connector.away();
    const reference = await atRiskCase();
    await at('08:51');
    expect(await told(officer, reference)).toEqual(['deputy told']);
    await house.casework.acknowledge(officer, (await noticeTo(officer, reference, 'at-risk-report')).id);
    for (const time of ['09:07', '09:23', '09:40'] as const) await at(time);
    expect(await told(officer, reference)).toEqual(['deputy told']);
    expect(graph.mails.filter((mail) => JSON.stringify(mail).includes(officer.entraId))).toEqual([]);
  });

  test.each([
    [false, ['deputy failed', 'team-channel skipped', 'e-mail told']],
    [true, ['deputy told']],
  ])('no step is taken any more for a case that is closed: %s', async (isClosed, steps) => {
    const { lead, safeguarding, officer, caseworker } = await start(withGraph(graph));
    await house.as(caseworker).say('hello');
    const { reference } = await reportPupil(house.as(lead));
    refuse(officer, 'ConversationBlockedByUser');
    refuse(caseworker, 'ServiceUnavailable', 503);
    await at('08:45', '2026-05-05');
    expect(await stepsFor(officer, reference)).toEqual(['deputy told']);
    if (isClosed) await house.casework.close(safeguarding, reference, 'reported-in-error', 'At a dentist');
    await at('09:01', '2026-05-05');
    expect(await stepsFor(officer, reference)).toEqual(steps);
  });

  test('what was raised late, after an outage of our own, has its time as well', async () => {
    const { officer, caseworker } = await start();
    await house.as(caseworker).say('hello');
    const reference = await atRiskCase();
    refuse(officer, 'ServiceUnavailable', 503);
    await at('12:00', '2026-04-30');
    const overdue = await noticeTo(officer, reference, 'safeguarding-overdue');
    expect(overdue.dueAt < overdue.raisedAt!).toBe(true);
    await at('12:09', '2026-04-30');
    expect(await stepsFor(officer, reference, 'safeguarding-overdue')).toEqual([]);
    await at('12:11', '2026-04-30');
    expect(await stepsFor(officer, reference, 'safeguarding-overdue')).toEqual(['deputy told']);
  });
});
