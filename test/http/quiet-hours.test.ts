import type { LocalDate } from '../../src/domain/calendar/date';
import { londonInstant, type LocalTime } from '../../src/domain/calendar/london';
import { policyPack } from '../../src/domain/policy/policies';
import type { DeliveryState } from '../../src/notices/outbox';
import type { Person } from '../../src/people/directory';
import { startGraph, type LoopbackGraph } from '../support/graph';
import { aMainJobBot, reportPupil, type MainJobBot } from './main-job-bot';
import { MANIFEST, watched, withGraph } from './steps-taken';

let house: MainJobBot;
let graph: LoopbackGraph;
beforeEach(async () => {
  graph = await startGraph();
  graph.catalogue.set(MANIFEST, 'app-1');
  house = await aMainJobBot('chat', 'liverpool', policyPack, withGraph(graph));
  for (const { entraId } of Object.values(house.people)) graph.people.set(entraId, `${entraId}@council.example`);
});
afterEach(async () => {
  await house.bot.close();
  await graph.close();
});
const { atRiskCase, block, chat, noticeTo, refuse } = watched(() => house);

/** Both clocks go on, so that whatever waits to be tried again is due. */
const at = async (date: LocalDate, time: LocalTime) => {
  house.bot.steady.moveTo(londonInstant(date, time));
  await house.at(date, time);
};
const callsTo = ({ entraId }: Person) =>
  house.bot.connector.calls.filter(
    ({ method, conversationId }) => method === 'POST' && conversationId === `a:${entraId}`,
  ).length;
const takesAgain = (person: Person) => house.bot.connector.refuse([`a:${person.entraId}`], null);

/** What falls due on the fifth and sixth day has arrived. */
const reported = async () => {
  const { reference } = await reportPupil(house.as(house.people.lead));
  for (const date of ['2026-05-05', '2026-05-06'] as const) await at(date, '08:31');
  return reference;
};

test.each<[string, LocalDate, [LocalDate, LocalTime][], LocalDate]>([
  [
    'in the evening',
    '2026-05-07',
    [
      ['2026-05-07', '18:05'],
      ['2026-05-07', '23:00'],
      ['2026-05-08', '08:29'],
    ],
    '2026-05-08',
  ],
  [
    'at the weekend',
    '2026-05-08',
    [
      ['2026-05-08', '18:00'],
      ['2026-05-09', '11:00'],
      ['2026-05-11', '07:00'],
    ],
    '2026-05-11',
  ],
  [
    'in the holidays',
    '2026-05-22',
    [
      ['2026-05-22', '18:05'],
      ['2026-05-26', '11:00'],
      ['2026-05-29', '11:00'],
    ],
    '2026-06-01',
  ],
])(
  'what Teams refuses in the afternoon is not tried again %s, but on the next morning',
  async (_, day, quiet, next) => {
    const { officer } = house.people;
    const reference = await reported();
    refuse(officer, 'PreconditionFailed', 412);
    await at(day, '17:50');
    const waiting = () => toOfficer(reference, 'retry');
    const [calls, before] = [callsTo(officer), await waiting()];
    expect(before.length).toBeGreaterThan(0);
    takesAgain(officer);
    for (const [date, time] of quiet) await at(date, time);
    expect(callsTo(officer)).toBe(calls);
    expect((await waiting()).map(({ id, attempts }) => ({ id, attempts }))).toEqual(
      before.map(({ id, attempts }) => ({ id, attempts })),
    );
    await at(next, '08:31');
    expect([callsTo(officer), await waiting()]).toEqual([calls + 1, []]);
  },
);

const toOfficer = async (reference: string, wanted: DeliveryState) => {
  const theCase = (await house.storage.cases.byReference('341', reference))!;
  const all = await house.storage.outbox.ofCase(theCase.id);
  return all.filter(({ recipient, state }) => recipient === house.people.officer.id && state === wanted);
};

test('what may have arrived is held as well, and says in the morning that it may be a repeat', async () => {
  const { officer } = house.people;
  const reference = await reported();
  refuse(officer, 'ServiceUnavailable', 503);
  await at('2026-05-07', '17:59');
  takesAgain(officer);
  await at('2026-05-07', '18:20');
  const [alert, ...others] = await toOfficer(reference, 'ambiguous');
  expect([alert!.attempts, others]).toEqual([1, []]);
  await at('2026-05-08', '08:31');
  expect(await house.storage.outbox.byId(alert!.id)).toMatchObject({ state: 'sent', attempts: 2 });
  expect(chat(officer).filter((text) => text.includes('You may have had this alert before'))).toHaveLength(1);
});

test('an alert of a child who may be at risk is tried again at any hour', async () => {
  const { officer } = house.people;
  refuse(officer, 'PreconditionFailed', 412);
  const reference = await atRiskCase();
  await at('2026-04-27', '23:00');
  expect(await noticeTo(officer, reference, 'at-risk-report')).toMatchObject({ state: 'retry' });
  takesAgain(officer);
  await at('2026-04-27', '23:02');
  expect(await noticeTo(officer, reference, 'at-risk-report')).toMatchObject({ state: 'sent' });
});

test('nobody else is told at night either, and who stands in has their time in the morning', async () => {
  const { officer, caseworker } = house.people;
  await house.as(caseworker).say('hello');
  const reference = await reported();
  await block(officer);
  refuse(caseworker, 'PreconditionFailed', 412);
  await at('2026-05-07', '17:50');
  const [alert] = await toOfficer(reference, 'unreachable');
  const told = async () => (await house.storage.steps.of(alert!.id)).map(({ to, outcome }) => `${to} ${outcome}`);
  expect(await told()).toEqual(['deputy told']);
  for (const time of ['18:07', '20:00', '23:59'] as const) await at('2026-05-07', time);
  for (const time of ['08:31', '08:44'] as const) await at('2026-05-08', time);
  expect([await told(), graph.mails]).toEqual([['deputy told'], []]);
  await at('2026-05-08', '08:46');
  expect(await told()).toEqual(['deputy failed', 'team-channel skipped', 'e-mail told']);
});
