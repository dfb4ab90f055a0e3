import type { LocalDate } from '../../src/domain/calendar/date';
import { policyPack } from '../../src/domain/policy/policies';
import type { Person } from '../../src/people/directory';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { startGraph, type LoopbackGraph } from '../support/graph';
import { aMainJobBot, reportPupil, say, type MainJobBot } from './main-job-bot';
import { MANIFEST, watched, withGraph } from './steps-taken';

/** On that morning the officer is told of Day 6 under Liverpool's rules. */
const DAY_6: LocalDate = '2026-05-05';
const CODES = ['BotNotInConversationRoster', 'ConversationBlockedByUser', 'BotDisabledByAdmin', 'MessageWritesBlocked'];

let house: MainJobBot;
let graph: LoopbackGraph | null;
beforeEach(async () => {
  graph = null;
  house = await aMainJobBot('chat');
});
afterEach(async () => {
  await house.bot.close();
  await graph?.close();
});

const { aMinuteLater, atRiskCase, chat, noticeTo, open, refuse, stepsFor } = watched(() => house);
const stateOf = async ({ id }: Person) => (await house.storage.references.of(id))!.state;
/** How many messages were put to them, whatever became of them. */
const triesOf = ({ entraId }: Person) =>
  house.bot.connector.calls.filter((call) => call.method === 'POST' && call.conversationId === `a:${entraId}`).length;

let children = 0;
const rule = () => house.policy.alerts.find(({ trigger }) => trigger.kind === 'assigned')!.id;
/** The case of another child, that is given to somebody; they are told of it. */
async function handedTo(person: Person): Promise<string> {
  children += 1;
  const pupil = aPupil({ forename: `Rowan ${children}`, upn: null, upnUnknown: 'not-found' });
  const report = { draftId: newId(), triage: noRisk, absence: anAbsence(), pupil };
  const { reference } = (await house.casework.report(house.people.lead, report)).view.case;
  await house.casework.officer.assign(house.people.officer, reference, person.id, 'Please look into it.');
  await house.fallDue();
  return reference;
}
const isSent = async (person: Person, reference: string) =>
  (await noticeTo(person, reference, rule())).state === 'sent';

describe('one refusal that passes', () => {
  test.each(CODES)('%s: they have their alert a minute later, and nobody else is told', async (code) => {
    const { lead, officer, caseworker } = house.people;
    await house.as(caseworker).say('hello');
    const { reference } = await reportPupil(house.as(lead));
    refuse(officer, code);
    await house.at(DAY_6, '08:45');
    expect(await noticeTo(officer, reference)).toMatchObject({ state: 'retry', lastError: `403 ${code}` });
    open(officer);
    await aMinuteLater();
    expect(await noticeTo(officer, reference)).toMatchObject({ state: 'sent', attempts: 2, possibleRepeat: false });
    expect(await stepsFor(officer, reference)).toEqual([]);
    expect(await stateOf(officer)).toBe('reachable');
  });

  test('of all that falls due in that moment nobody else is told', async () => {
    const { caseworker } = house.people;
    await house.as(caseworker).say('hello');
    await house.at('2026-04-27', '10:00');
    refuse(caseworker, 'BotNotInConversationRoster');
    const cases = [await handedTo(caseworker), await handedTo(caseworker)] as const;
    for (const reference of cases) expect(await stepsFor(caseworker, reference, rule())).toEqual([]);
    open(caseworker);
    await aMinuteLater();
    for (const reference of cases) expect(await isSent(caseworker, reference)).toBe(true);
  });

  test('of a child who may be at risk somebody else is told after a minute, and no later', async () => {
    const { officer } = house.people;
    refuse(officer, 'ConversationBlockedByUser');
    const reference = await atRiskCase();
    expect(await stepsFor(officer, reference, 'at-risk-report')).toEqual([]);
    await aMinuteLater();
    expect(await stepsFor(officer, reference, 'at-risk-report')).not.toEqual([]);
  });

  test('after an outage of Teams it is believed no sooner, however often the alert was tried by then', async () => {
    const { lead, officer, caseworker } = house.people;
    await house.as(caseworker).say('hello');
    const { reference } = await reportPupil(house.as(lead));
    refuse(officer, 'PreconditionFailed', 412);
    await house.at(DAY_6, '08:45');
    for (let times = 0; times < 4; times += 1) await aMinuteLater();
    expect((await noticeTo(officer, reference)).attempts).toBeGreaterThan(3);
    refuse(officer, 'BotNotInConversationRoster');
    await aMinuteLater();
    expect(await noticeTo(officer, reference)).toMatchObject({
      ...{ state: 'retry', lastError: '403 BotNotInConversationRoster' },
    });
    expect(await stepsFor(officer, reference)).toEqual([]);
    await aMinuteLater();
    expect(await stepsFor(officer, reference)).toEqual(['deputy told']);
  });

  test('nor is it where several alerts were tried so often', async () => {
    const { caseworker } = house.people;
    await house.as(caseworker).say('hello');
    await house.at('2026-04-27', '10:00');
    refuse(caseworker, 'PreconditionFailed', 412);
    const cases = [await handedTo(caseworker), await handedTo(caseworker)] as const;
    await aMinuteLater();
    refuse(caseworker, 'BotNotInConversationRoster');
    await aMinuteLater();
    for (const reference of cases) {
      expect((await noticeTo(caseworker, reference, rule())).lastError).toBe('403 BotNotInConversationRoster');
      expect(await stepsFor(caseworker, reference, rule())).toEqual([]);
    }
    open(caseworker);
    await aMinuteLater();
    for (const reference of cases) expect(await isSent(caseworker, reference)).toBe(true);
  });

  test('of the edit of an older card leaves no mark on whoever stands in for others; a second one does', async () => {
    const { lead, officer, manager } = house.people;
    const { reference } = await reportPupil(house.as(lead));
    await house.at(DAY_6, '08:45');
    refuse(officer, 'BotNotInConversationRoster');
    const before = house.bot.connector.calls.length;
    await house.casework.acknowledge(manager, (await noticeTo(officer, reference)).id);
    await house.fallDue();
    const puts = house.bot.connector.calls
      .slice(before)
      .filter(({ conversationId }) => conversationId === `a:${officer.entraId}`);
    expect(puts.map(({ method }) => method)).toEqual(['PUT']);
    expect(await stateOf(officer)).toBe('reachable');
    await aMinuteLater();
    expect(await stateOf(officer)).toBe('uninstalled');
  });
});

describe('whoever was refused twice', () => {
  /** Two alerts wait for the caseworker, who has blocked the bot. */
  async function twoWait(): Promise<readonly [string, string]> {
    const { caseworker } = house.people;
    await house.as(caseworker).say('hello');
    await house.at('2026-04-27', '10:00');
    refuse(caseworker, 'ConversationBlockedByUser');
    const first = await handedTo(caseworker);
    await aMinuteLater();
    expect(await noticeTo(caseworker, first, rule())).toMatchObject({ state: 'unreachable', attempts: 2 });
    house.clock.moveTo('2026-04-27T10:00:00.000Z');
    const second = await handedTo(caseworker);
    expect(await noticeTo(caseworker, second, rule())).toMatchObject({ state: 'unreachable', attempts: 1 });
    return [first, second];
  }

  test('is tried once with each new alert, and with one of those that wait each morning', async () => {
    const { caseworker } = house.people;
    await twoWait();
    for (const date of ['2026-04-28', '2026-04-29'] as const) {
      const before = triesOf(caseworker);
      await house.at(date, '08:55');
      expect(triesOf(caseworker)).toBe(before);
      for (const time of ['09:00', '09:10', '16:00'] as const) await house.at(date, time);
      expect(triesOf(caseworker)).toBe(before + 1);
    }
  });

  test('and has let the bot in again, is found the next morning without a word, and gets all that waits', async () => {
    const { caseworker } = house.people;
    const cases = await twoWait();
    open(caseworker);
    await house.at('2026-04-28', '09:00');
    for (const reference of cases) expect(await isSent(caseworker, reference)).toBe(true);
    expect(await stateOf(caseworker)).toBe('reachable');
    for (const reference of cases) expect(chat(caseworker).join('\n')).toContain(reference);
  });

  test('and has let the bot in again, is found by a newer alert at once', async () => {
    const { caseworker } = house.people;
    const cases = await twoWait();
    open(caseworker);
    const newer = await handedTo(caseworker);
    for (const reference of [...cases, newer]) expect(await isSent(caseworker, reference)).toBe(true);
  });

  test('is not asked for on a day on which they may not be told', async () => {
    const { caseworker } = house.people;
    await twoWait();
    for (const time of ['09:00', '16:00'] as const) await house.at('2026-05-01', time);
    const before = triesOf(caseworker);
    for (const date of ['2026-05-02', '2026-05-03', '2026-05-04'] as const) await house.at(date, '09:30');
    expect(triesOf(caseworker)).toBe(before);
  });

  test('is listed with what Teams said, and when it is tried again', async () => {
    const { manager } = house.people;
    await twoWait();
    const { text } = await say(house.as(manager), 'deliveries failed');
    expect(text).toContain('Teams said that they have blocked Whereabouts. Each morning one message to them is tried.');
  });
});

test('whom Microsoft Graph gives the app again after one refusal has their alert in its chat a minute later', async () => {
  await house.bot.close();
  graph = await startGraph();
  graph.catalogue.set(MANIFEST, 'app-1');
  house = await aMainJobBot('chat', 'liverpool', policyPack, withGraph(graph));
  const { lead, officer } = house.people;
  for (const { entraId } of Object.values(house.people)) graph.people.set(entraId, null);
  const { reference } = await reportPupil(house.as(lead));
  refuse(officer, 'BotNotInConversationRoster');
  await house.at(DAY_6, '08:45');
  await aMinuteLater();
  expect(graph.installed(officer.entraId)).toEqual(['app-1']);
  expect(await noticeTo(officer, reference)).toMatchObject({ state: 'sent' });
  expect(await stepsFor(officer, reference)).toEqual([]);
});
