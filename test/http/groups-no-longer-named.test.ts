import { assemble, type Whereabouts } from '../../src/assemble';
import { startAlarmReceiver, type AlarmReceiver } from '../../src/bench/alarm-receiver';
import { readConfig } from '../../src/config';
import { policyPack } from '../../src/domain/policy/policies';
import { createLog } from '../../src/log';
import { memoryStorage } from '../../src/memory-storage';
import { MovingClock } from '../../src/moving-clock';
import { importPeople } from '../../src/people/import/people';
import type { Storage } from '../../src/stores';
import { anAuthority, TENANT, type Staff } from '../builders/authority';
import { MONDAY } from '../support/bot';
import { startGraph, type LoopbackGraph } from '../support/graph';
import { JumpingClock } from '../support/steady-clock';
import { trailOf } from '../support/trail';
import { GROUPS, HEADS, LEADS, OFFICERS, settings, user } from './groups-of-entra';

const OF_ANOTHER = [{ group: OFFICERS, role: 'tracking-officer', authority: '342' }];

let graph: LoopbackGraph;
let operator: AlarmReceiver;
let storage: Storage;
let people: Staff;
let clock: MovingClock;
let lines: string[];
let bot: Whereabouts;

beforeEach(async () => {
  [graph, operator] = await Promise.all([startGraph(), startAlarmReceiver()]);
  storage = memoryStorage();
  people = await anAuthority(storage);
  clock = new MovingClock(MONDAY);
  lines = [];
  graph.groups.set(OFFICERS, [user(people.officer)]);
  graph.groups.set(LEADS, [user(people.lead)]);
  graph.groups.set(HEADS, [user(people.head)]);
  start(GROUPS);
  await later(0);
});
afterEach(async () => {
  await stop();
  await Promise.all([graph.close(), operator.close()]);
});

function start(groups: readonly object[] | null): void {
  const { ENTRA_GROUPS, ...others } = settings(graph.url, groups ?? [], operator.url);
  const config = readConfig(groups === null ? others : { ...others, ENTRA_GROUPS });
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const given = { config, log, storage, clock, steady: new JumpingClock(), policies: policyPack };
  bot = assemble({ ...given, address: () => 'https://bot.example' });
}
async function stop(): Promise<void> {
  await bot.deliverer.stop();
  await bot.metrics.stop();
}
async function startAnew(groups: readonly object[] | null): Promise<void> {
  await stop();
  start(groups);
  await later(0);
}
async function later(hours: number): Promise<void> {
  clock.moveTo(new Date(Date.parse(clock.now()) + hours * 3_600_000).toISOString() as typeof MONDAY);
  await bot.sweep();
  await bot.idle();
}
const rolesOfLead = async () => (await storage.directory.personByEntraId(TENANT, people.lead.entraId))?.roles ?? null;
const said = (words: string) => lines.filter((line) => line.includes(words));
const calls = () => operator.taken.filter((one) => (one as { what: string }).what === 'groups-not-named');
const KEEP = 'its people keep the roles that they had for a day';

test.each([
  ['those of another authority alone', OF_ANOTHER],
  ['none at all', null],
])(
  'whoever came by groups keeps no role for ever where %s are named: the operator hears at once, and after a day it is gone',
  async (_which, groups) => {
    await startAnew(groups);
    expect(await rolesOfLead()).toEqual(['attendance-lead']);
    expect([said(KEEP).length, calls()]).toEqual([1, [{ what: 'groups-not-named', authority: '341' }]]);
    await later(23);
    expect(await rolesOfLead()).toEqual(['attendance-lead']);
    await later(1);
    expect(await rolesOfLead()).toBeNull();
    const withdrawn = (await trailOf(storage, '341')).filter(({ action }) => action === 'read-groups').at(-1);
    expect(withdrawn).toMatchObject({ outcome: 'done', person: null, fields: ['people.withdrawn'] });
    await later(24);
    expect(calls().length).toBeLessThan(3);
  },
);

test('nobody loses a role where the groups are put back, or people were imported from a file', async () => {
  await startAnew(OF_ANOTHER);
  await startAnew(GROUPS);
  await later(48);
  expect(await rolesOfLead()).toEqual(['attendance-lead']);
  await startAnew(null);
  await later(23);
  expect(await rolesOfLead()).toEqual(['attendance-lead']);
  const { entraId, name } = people.lead;
  const file = `tenant_id,entra_id,name,authority,school_urn,roles\n${TENANT},${entraId},${name},341,,caseworker\n`;
  await importPeople(storage, file, clock.now());
  await later(48);
  expect(await rolesOfLead()).toEqual(['caseworker']);
});

test('an authority whose people came from a file is nobody’s to withdraw', async () => {
  storage = memoryStorage();
  people = await anAuthority(storage);
  const before = await rolesOfLead();
  await startAnew(null);
  await later(48);
  expect([await rolesOfLead(), calls(), said(KEEP)]).toEqual([before, [], []]);
});
