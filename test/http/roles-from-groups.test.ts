import { assemble, type Whereabouts } from '../../src/assemble';
import { readConfig } from '../../src/config';
import { policyPack } from '../../src/domain/policy/policies';
import { createLog } from '../../src/log';
import { memoryStorage } from '../../src/memory-storage';
import { MovingClock } from '../../src/moving-clock';
import { startServer, type Server } from '../../src/server';
import type { Person } from '../../src/people/directory';
import type { Storage } from '../../src/stores';
import { anAuthority, OTHER_SCHOOL, TENANT, type Staff } from '../builders/authority';
import { MONDAY } from '../support/bot';
import { conversationWith, type Client } from '../support/client';
import { startAlarmReceiver, type AlarmReceiver } from '../../src/bench/alarm-receiver';
import { startConnector, type LoopbackConnector } from '../support/connector';
import { startGraph, type LoopbackGraph } from '../support/graph';
import { JumpingClock } from '../support/steady-clock';
import { trailOf } from '../support/trail';
import { GROUPS, HEADS, LEADS, NOT_READ, OFFICERS, settings, user } from './groups-of-entra';
import { say } from './main-job-bot';

let graph: LoopbackGraph;
let connector: LoopbackConnector;
let storage: Storage;
let people: Staff;
let clock: MovingClock;
let bot: Whereabouts;
let server: Server;
let lines: string[];
let operator: AlarmReceiver;

const isIn = (group: string, ...members: object[]) => graph.groups.set(group, members);

async function start(groups: readonly object[] = GROUPS): Promise<void> {
  const config = readConfig(settings(graph.url, groups, operator.url));
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const given = { config, log, storage, clock, steady: new JumpingClock(), policies: policyPack };
  bot = assemble({ ...given, address: () => 'https://bot.example' });
  const { receive, isOfTeams, papers } = bot;
  const ends = { ready: async () => ({ ok: true }), metrics: async () => '' };
  server = await startServer(config, { receive, isOfTeams, papers, ...ends }, log);
}
beforeEach(async () => {
  [graph, connector, operator] = await Promise.all([startGraph(), startConnector(), startAlarmReceiver()]);
  storage = memoryStorage();
  people = await anAuthority(storage);
  clock = new MovingClock(MONDAY);
  lines = [];
  isIn(OFFICERS, user(people.officer));
  isIn(LEADS, user(people.lead));
  isIn(HEADS, user(people.head));
});
afterEach(async () => {
  await bot.deliverer.stop();
  await bot.metrics.stop();
  await server.close();
  await Promise.all([graph.close(), connector.close(), operator.close()]);
});
function as(person: Pick<Person, 'entraId' | 'name'>): Client {
  const how = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const url = `http://127.0.0.1:${server.port}/api/messages`;
  const post = (body: unknown) => fetch(url, { ...how, body: JSON.stringify(body) });
  return conversationWith({ ...people.lead, ...person }, { post, connector });
}
async function later(minutes = 5): Promise<void> {
  clock.moveTo(new Date(Date.parse(clock.now()) + minutes * 60_000).toISOString() as typeof MONDAY);
  await bot.sweep();
  await bot.idle();
}
const known = ({ entraId }: Pick<Person, 'entraId'>) => storage.directory.personByEntraId(TENANT, entraId);
const rolesOf = async (one: Pick<Person, 'entraId'>) => (await known(one))?.roles ?? null;
const said = (words: string) => lines.filter((line) => line.includes(words));
const everybody = () => Promise.all(Object.values(people).map((person: Person) => rolesOf(person)));

test('whoever is in a group has its role, and whoever is in none has no role, from the reading on', async () => {
  await start();
  const newcomer = { entraId: '77777777-7777-4777-8777-777777777777', name: 'Kai New' };
  isIn(HEADS, user(people.head), user(people.lead), user(newcomer));
  await later();
  expect(await rolesOf(people.officer)).toEqual(['tracking-officer']);
  expect(await rolesOf(people.lead)).toEqual(['attendance-lead', 'head-teacher']);
  expect(await rolesOf(newcomer)).toEqual(['head-teacher']);
  expect(await rolesOf(people.manager)).toBeNull();
  expect((await say(as(people.lead), 'report')).text).toContain('Report a missing pupil');
});

test('a role that was withdrawn is refused with the next click, and back with the next reading after it was given again', async () => {
  await start();
  await later();
  const lead = as(people.lead);
  const page = await say(lead, 'report');
  isIn(LEADS);
  expect((await lead.click(page, 'Continue', {})).shown?.text).toContain('Report a missing pupil');
  await later();
  const refused = await lead.click(page, 'Continue', {});
  expect(JSON.stringify([refused.shown?.text, refused.line, refused.messages.map(({ text }) => text)])).toContain(
    'I do not know you yet',
  );
  isIn(LEADS, user(people.lead));
  await later();
  expect((await say(lead, 'report')).text).toContain('Report a missing pupil');
});

test.each([
  ['a guest', { userType: 'Guest' }],
  ['an account that is disabled', { accountEnabled: false }],
  ['somebody whom Entra does not call a member', { userType: null }],
])('%s has no role, whatever group it is in', async (_what, over) => {
  await start();
  isIn(LEADS, user(people.lead, over), user(people.safeguarding));
  await later();
  expect(await rolesOf(people.lead)).toBeNull();
  expect(await rolesOf(people.safeguarding)).toEqual(['attendance-lead']);
});

describe('nobody’s roles change', () => {
  let before: unknown;
  beforeEach(async () => {
    await start();
    before = await everybody();
  });
  afterEach(async () => {
    expect(await everybody()).toEqual(before);
    expect((await trailOf(storage, '341')).filter(({ action }) => action === 'read-groups')).toEqual([]);
  });

  test('where Graph fails half-way, and they do once it answers', async () => {
    isIn(LEADS, user(people.lead), user(people.head), user(people.safeguarding));
    graph.trouble({ status: 500, code: 'Broken', to: new RegExp(LEADS), times: 9 });
    await later();
    expect(said(NOT_READ)).toHaveLength(1);
    expect(said('"code":"500 Broken"')).toHaveLength(1);
    expect(said('words that may name a person')).toEqual([]);
  });

  test('where a group is not there any more', async () => {
    graph.groups.delete(HEADS);
    await later();
    expect(said(NOT_READ)).toHaveLength(1);
  });

  test('where Graph names ids alone, for want of a permission', async () => {
    isIn(LEADS, { '@odata.type': '#microsoft.graph.user', id: people.lead.entraId, displayName: null });
    await later();
    expect(said('members-not-readable')).toHaveLength(1);
  });

  test('where all groups are empty', async () => {
    for (const group of [OFFICERS, LEADS, HEADS]) isIn(group);
    await later();
    expect(said('there is nobody in any group')).toHaveLength(1);
  });
});

test('a school that is not imported stops the reading, and is named', async () => {
  await start([...GROUPS, { group: HEADS, role: 'head-teacher', authority: '341', school: '999999' }]);
  const before = await everybody();
  await later();
  expect(said('"school":"999999"')).toHaveLength(1);
  expect(await everybody()).toEqual(before);
});

test('what failed is tried with the next sweep, and what was read is read again after some minutes', async () => {
  await start();
  graph.trouble({ status: 403, code: 'Denied' });
  await later();
  expect(said(NOT_READ)).toHaveLength(1);
  const readings = () => graph.calls().filter((call) => call.includes(OFFICERS)).length;
  await later(1);
  expect(readings()).toBe(2);
  await later(1);
  expect(readings()).toBe(2);
  await later(4);
  expect(readings()).toBe(3);
});

test('the trail says that roles were given and withdrawn, once for each time that they were', async () => {
  await start();
  await later();
  await later();
  isIn(HEADS);
  await later();
  const entries = (await trailOf(storage, '341')).filter(({ action }) => action === 'read-groups');
  expect(entries).toMatchObject([
    { outcome: 'done', person: null, fields: ['people.withdrawn'], cases: [] },
    { outcome: 'done', person: null, fields: ['people.withdrawn'] },
  ]);
});

test('whoever is in groups that do not go together has no role, and the log says how many they are', async () => {
  await start([...GROUPS, { group: HEADS, role: 'head-teacher', authority: '341', school: OTHER_SCHOOL }]);
  await later();
  expect(await rolesOf(people.head)).toBeNull();
  expect(await rolesOf(people.lead)).toEqual(['attendance-lead']);
  expect(said('people in groups that do not go together have no role')).toHaveLength(1);
  expect(lines.join('')).not.toContain(people.head.name);
});

describe('two authorities', () => {
  const WESTMERE = policyPack('westmere').authority.code;
  const THEIRS = '88888888-5555-4555-8555-555555555555';
  const robin = { entraId: '99999999-7777-4777-8777-777777777777', name: 'Robin North' };
  const withTheirs = [...GROUPS, { group: THEIRS, role: 'tracking-officer', authority: WESTMERE }];
  beforeEach(async () => {
    await storage.transaction(async ({ directory }) => {
      const { name } = policyPack('westmere').authority;
      const more = { policy: 'westmere', urgentContacts: [], panelAnchor: '2026-04-23' } as const;
      await directory.saveAuthority({ code: WESTMERE, name, ...more });
    });
    isIn(THEIRS, user(robin));
  });

  test('are read apart: where a group of one is gone, roles that were withdrawn at the other are gone all the same', async () => {
    await start(withTheirs);
    await later();
    graph.groups.delete(THEIRS);
    isIn(LEADS);
    await later();
    expect(await rolesOf(people.lead)).toBeNull();
    expect(await rolesOf(people.officer)).toEqual(['tracking-officer']);
    expect(await rolesOf(robin)).toEqual(['tracking-officer']);
    expect(said(NOT_READ)).toHaveLength(1);
    expect(said(NOT_READ)[0]).toContain(`"authority":"${WESTMERE}"`);
  });

  test('nobody is moved from the one that cannot be read to the other, after a restart as before it', async () => {
    await start(withTheirs);
    await later();
    graph.groups.delete(THEIRS);
    isIn(OFFICERS, user(people.officer), user(robin));
    await later();
    const standsAt = async () => (await storage.directory.personByEntraId(TENANT, robin.entraId))?.authority;
    expect(await standsAt()).toBe(WESTMERE);
    await bot.deliverer.stop();
    await bot.metrics.stop();
    await server.close();
    await start(withTheirs);
    await later();
    expect(await standsAt()).toBe(WESTMERE);
    expect(await rolesOf(people.officer)).toEqual(['tracking-officer']);
  });

  test('whoever stands in groups of both gets no role while one of them cannot be read', async () => {
    isIn(THEIRS, user(robin), user(people.head));
    await start(withTheirs);
    await later();
    expect(await rolesOf(people.head)).toBeNull();
    graph.groups.delete(THEIRS);
    await later();
    expect(await rolesOf(people.head)).toBeNull();
    expect(await rolesOf(people.lead)).toEqual(['attendance-lead']);
  });
});

describe('groups that cannot be read for an hour', () => {
  const calls = () => operator.taken.filter((one) => (one as { what: string }).what === 'groups-not-read');
  beforeEach(async () => {
    await start();
    await later();
    graph.groups.delete(HEADS);
  });

  test('have the operator called until they hear, then once a day, and with what is an id alone', async () => {
    await later();
    await later(59);
    expect(calls()).toEqual([]);
    operator.answerWith(500);
    await later(1);
    await later(5);
    expect(said('"what":"groups-not-read"').filter((line) => line.includes('the operator is called'))).toHaveLength(2);
    expect(calls()).toEqual([]);
    operator.answerWith(200);
    await later(5);
    await later(5);
    await later(60);
    expect(calls()).toEqual([{ what: 'groups-not-read', authority: '341' }]);
    await later(24 * 60);
    expect(calls()).toHaveLength(2);
  });

  test('are reckoned from when it began, whatever is restarted meanwhile, and not once they were read', async () => {
    await later();
    await bot.deliverer.stop();
    await bot.metrics.stop();
    await server.close();
    await start();
    await later(50);
    isIn(HEADS, user(people.head));
    await later(5);
    graph.groups.delete(HEADS);
    await later(10);
    await later(50);
    expect(calls()).toEqual([]);
    await bot.deliverer.stop();
    await bot.metrics.stop();
    await server.close();
    await start();
    await later(10);
    expect(calls()).toHaveLength(1);
  });
});
