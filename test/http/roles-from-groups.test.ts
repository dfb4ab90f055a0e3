import { assemble, type Whereabouts } from '../../src/assemble';
import { readConfig } from '../../src/config';
import { policyPack } from '../../src/domain/policy/policies';
import { createLog } from '../../src/log';
import { memoryStorage } from '../../src/memory-storage';
import { MovingClock } from '../../src/moving-clock';
import { startServer, type Server } from '../../src/server';
import type { Person } from '../../src/people/directory';
import type { Storage } from '../../src/stores';
import { anAuthority, OTHER_SCHOOL, SCHOOL, TENANT, type Staff } from '../builders/authority';
import { MONDAY } from '../support/bot';
import { conversationWith, type Client } from '../support/client';
import { startConnector, type LoopbackConnector } from '../support/connector';
import { startGraph, type LoopbackGraph } from '../support/graph';
import { JumpingClock } from '../support/steady-clock';
import { trailOf } from '../support/trail';
import { say } from './main-job-bot';

const [OFFICERS, LEADS, HEADS] = [5, 6, 7].map((n) => `${n}`.repeat(8) + '-5555-4555-8555-555555555555');
const MANIFEST = '22222222-2222-4222-8222-222222222222';
const GROUPS = [
  { group: OFFICERS, role: 'tracking-officer', authority: '341' },
  { group: LEADS, role: 'attendance-lead', authority: '341', school: SCHOOL },
  { group: HEADS, role: 'head-teacher', authority: '341', school: SCHOOL },
];

let graph: LoopbackGraph;
let connector: LoopbackConnector;
let storage: Storage;
let people: Staff;
let clock: MovingClock;
let bot: Whereabouts;
let server: Server;
let lines: string[];

const user = ({ entraId, name }: Pick<Person, 'entraId' | 'name'>, over = {}) => ({
  ...{
    '@odata.type': '#microsoft.graph.user',
    id: entraId,
    displayName: name,
    userType: 'Member',
    accountEnabled: true,
  },
  ...over,
});
const isIn = (group: string, ...members: object[]) => graph.groups.set(group, members);

async function start(groups: readonly object[] = GROUPS): Promise<void> {
  const config = readConfig({
    ...{ ALLOW_ANONYMOUS: '1', PORT: '0', PAGES: 'chat', LOG_LEVEL: 'debug', TENANT_IDS: TENANT },
    ...{ GRAPH: 'on', GRAPH_URL: graph.url, GRAPH_APP_EXTERNAL_ID: MANIFEST, ENTRA_GROUPS: JSON.stringify(groups) },
  });
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  const given = { config, log, storage, clock, steady: new JumpingClock(), policies: policyPack };
  bot = assemble({ ...given, address: () => 'https://bot.example' });
  const { receive, isOfTeams, papers } = bot;
  const ready = async () => ({ ok: true });
  server = await startServer(config, { receive, isOfTeams, ready, metrics: async () => '', papers }, log);
}
beforeEach(async () => {
  [graph, connector] = await Promise.all([startGraph(), startConnector()]);
  storage = memoryStorage();
  people = await anAuthority(storage);
  clock = new MovingClock(MONDAY);
  lines = [];
  isIn(OFFICERS!, user(people.officer));
  isIn(LEADS!, user(people.lead));
  isIn(HEADS!, user(people.head));
});
afterEach(async () => {
  await bot.deliverer.stop();
  await bot.metrics.stop();
  await server.close();
  await Promise.all([graph.close(), connector.close()]);
});

function as(person: Pick<Person, 'entraId' | 'name'>): Client {
  const headers = { 'content-type': 'application/json' };
  const url = `http://127.0.0.1:${server.port}/api/messages`;
  const post = (body: unknown) => fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return conversationWith({ ...people.lead, ...person }, { post, connector });
}
async function later(minutes = 5): Promise<void> {
  clock.moveTo(new Date(Date.parse(clock.now()) + minutes * 60_000).toISOString() as typeof MONDAY);
  await bot.sweep();
  await bot.idle();
}
const rolesOf = async ({ entraId }: Pick<Person, 'entraId'>) =>
  (await storage.directory.personByEntraId(TENANT, entraId))?.roles ?? null;
const said = (words: string) => lines.filter((line) => line.includes(words));
const everybody = () => Promise.all(Object.values(people).map((person: Person) => rolesOf(person)));
const NOT_READ = 'groups could not be read: all roles stay as they are';

test('whoever is in a group has its role, and whoever is in none has no role, from the reading on', async () => {
  await start();
  const newcomer = { entraId: '77777777-7777-4777-8777-777777777777', name: 'Kai New' };
  isIn(HEADS!, user(people.head), user(people.lead), user(newcomer));
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
  isIn(LEADS!);
  expect((await lead.click(page, 'Continue', {})).shown?.text).toContain('Report a missing pupil');
  await later();
  const refused = await lead.click(page, 'Continue', {});
  expect(JSON.stringify([refused.shown?.text, refused.line, refused.messages.map(({ text }) => text)])).toContain(
    'I do not know you yet',
  );
  isIn(LEADS!, user(people.lead));
  await later();
  expect((await say(lead, 'report')).text).toContain('Report a missing pupil');
});

test.each([
  ['a guest', { userType: 'Guest' }],
  ['an account that is disabled', { accountEnabled: false }],
])('%s has no role, whatever group it is in', async (_what, over) => {
  await start();
  isIn(LEADS!, user(people.lead, over), user(people.safeguarding));
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
    isIn(LEADS!, user(people.lead), user(people.head), user(people.safeguarding));
    graph.trouble({ status: 500, code: 'Broken', to: new RegExp(LEADS!), times: 9 });
    await later();
    expect(said(NOT_READ)).toHaveLength(1);
    expect(said('"code":"500 Broken"')).toHaveLength(1);
    expect(said('words that may name a person')).toEqual([]);
  });

  test('where a group is not there any more', async () => {
    graph.groups.delete(HEADS!);
    await later();
    expect(said(NOT_READ)).toHaveLength(1);
  });

  test('where Graph names ids alone, for want of a permission', async () => {
    isIn(LEADS!, { '@odata.type': '#microsoft.graph.user', id: people.lead.entraId, displayName: null });
    await later();
    expect(said('members-not-readable')).toHaveLength(1);
  });

  test('where all groups are empty', async () => {
    for (const group of [OFFICERS, LEADS, HEADS]) isIn(group!);
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
  const readings = () => graph.calls().filter((call) => call.includes(OFFICERS!)).length;
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
  isIn(HEADS!);
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
