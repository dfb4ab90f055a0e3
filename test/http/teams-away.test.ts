import type { LocalDate } from '../../src/domain/calendar/date';
import { londonInstant, type LocalTime } from '../../src/domain/calendar/london';
import { atWork } from '../../src/notices/awake';
import { instantOf } from '../../src/notices/steady-clock';
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
const { atRiskCase, block, chat, inChannel, noticeTo, stepsFor, refuse } = watched(() => house);

describe('while Teams takes nothing', () => {
  /** It is Teams that is away: the bot has been at work all the time. */
  const at = async (time: LocalTime, date: LocalDate = MONDAY) => {
    const { steady } = house.bot;
    const moment = londonInstant(date, time);
    for (let now = steady.now(); now < Date.parse(moment); now += 5 * 60_000) await atWork(house.storage.settings, now);
    steady.moveTo(moment);
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
    await block(officer);
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

  test('a milestone that leads the card of an older one gives nobody more time', async () => {
    const { lead, officer, caseworker } = await start();
    await house.as(caseworker).say('hello');
    const { reference } = await reportPupil(house.as(lead));
    house.bot.connector.refuse([`a:${officer.entraId}`], { status: 412, code: 'PreconditionFailed' });
    await at('08:45', '2026-05-05');
    const newest = 'ews-contact-overdue';
    for (const time of ['08:31', '08:44'] as const) {
      await at(time, '2026-05-06');
      expect(await noticeTo(officer, reference, newest)).toMatchObject({ state: 'retry', folds: 1 });
      expect(await stepsFor(officer, reference, newest)).toEqual([]);
    }
    await at('08:46', '2026-05-06');
    expect(await stepsFor(officer, reference, newest)).toEqual(['deputy told']);
  });

  describe('a case is given to somebody:', () => {
    /** At 17:00 of that day. */
    async function given(date: LocalDate): Promise<string> {
      const { lead, officer, caseworker } = await start();
      await house.as(caseworker).say('hello');
      const { reference } = await reportPupil(house.as(lead));
      await at('09:00', date);
      await at('17:00', date);
      await house.casework.officer.assign(officer, reference, caseworker.id, 'Please visit tomorrow.');
      return reference;
    }
    const steps = (reference: string) => stepsFor(house.people.caseworker, reference, 'case-assigned');

    test.each([
      ['a reset', { reset: true }],
      ['412', { status: 412, code: 'PreconditionFailed' }],
      ['429', { status: 429, code: 'Throttled' }],
    ])(
      'where their chat answers each call with %s a colleague hears of it after a school day',
      async (_what, trouble) => {
        const reference = await given('2026-04-28');
        const { caseworker, officer } = house.people;
        house.bot.connector.refuse([`a:${caseworker.entraId}`], trouble);
        for (const [day, time] of [
          ['2026-04-28', '17:01'],
          ['2026-04-28', '17:59'],
          ['2026-04-29', '03:00'],
          ['2026-04-29', '16:59'],
        ] as const) {
          await at(time, day);
          expect(await steps(reference)).toEqual([]);
        }
        await at('17:02', '2026-04-29');
        expect(await steps(reference)).toEqual(['deputy told']);
        // Where the alert's own next try is due as well, it goes first, and their turn is some seconds later.
        for (const time of ['17:03', '17:05', '17:07', '17:09', '17:11', '17:13'] as const) {
          await at(time, '2026-04-29');
          house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 6_000));
          await house.fallDue();
        }
        expect(chat(officer).at(-1)).toContain(`because I could not bring it to ${caseworker.name}`);
      },
    );

    test('the days on which its school does not meet are not counted, though an office works', async () => {
      const reference = await given('2026-05-22');
      house.bot.connector.refuse([`a:${house.people.caseworker.entraId}`], { reset: true });
      await at('17:01', '2026-05-22');
      for (const [day, time] of [
        ['2026-05-27', '12:00'],
        ['2026-06-01', '08:31'],
        ['2026-06-01', '16:59'],
      ] as const) {
        await at(time, day);
        expect(await steps(reference)).toEqual([]);
      }
      await at('17:02', '2026-06-01');
      expect(await steps(reference)).toEqual(['deputy told']);
    });

    test('where Teams is away for days, whoever runs the bot hears of it in the end', async () => {
      const reference = await given('2026-04-28');
      await house.bot.connector.away();
      for (const time of ['17:01', '17:02', '17:20'] as const)
        await at(time, time === '17:01' ? '2026-04-28' : '2026-04-29');
      expect((await steps(reference)).at(-1)).toBe('alarm told');
    });
  });
});
