import { createGroupReader } from '../../src/graph/create-groups';
import { startGraph, type LoopbackGraph } from '../support/graph';

const TENANT = '11111111-1111-4111-8111-111111111111';
const GROUP = '55555555-5555-4555-8555-555555555555';
const user = (id: string, over = {}) => ({
  ...{
    '@odata.type': '#microsoft.graph.user',
    id,
    displayName: `Person ${id}`,
    userType: 'Member',
    accountEnabled: true,
  },
  ...over,
});

let graph: LoopbackGraph;
beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.close());

function reader(url = graph.url) {
  const entraGroups = { tenantId: TENANT, groups: [] };
  const settings = { url, externalId: '', mailFrom: null };
  return createGroupReader({ graph: settings, app: null, entraGroups }, { tryMs: 2_000, wholeMs: 5_000 })!;
}
/** The code with which it fails. */
const failing = async (what: Promise<unknown>): Promise<string> => {
  const error: unknown = await what.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).not.toBeNull();
  return reader().whyNot(error);
};

test('reads everybody of a group, page by page, and only what it needs of them', async () => {
  graph.groups.set(
    GROUP,
    ['a', 'b', 'c', 'd', 'E'].map((id) => user(id)),
  );
  const members = await reader().members(GROUP);
  expect(members.map(({ entraId }) => entraId)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(members[0]).toEqual({ entraId: 'a', name: 'Person a', isGuest: false, isEnabled: true });
  expect(graph.asked).toHaveLength(3);
  expect(graph.asked[0]!.query['$select']).toBe('id,displayName,userType,accountEnabled');
});

test('tells guests, and whoever may not sign in, from the others', async () => {
  graph.groups.set(GROUP, [user('a', { userType: 'Guest' }), user('b', { accountEnabled: false })]);
  expect(await reader().members(GROUP)).toMatchObject([
    { entraId: 'a', isGuest: true, isEnabled: true },
    { entraId: 'b', isGuest: false, isEnabled: false },
  ]);
});

test('passes over what is no person: a group within it, a device', async () => {
  const others = ['group', 'device', 'servicePrincipal'].map((kind) => ({
    '@odata.type': `#microsoft.graph.${kind}`,
    id: kind,
  }));
  graph.groups.set(GROUP, [...others, user('a')]);
  expect((await reader().members(GROUP)).map(({ entraId }) => entraId)).toEqual(['a']);
});

test('an empty group has nobody', async () => {
  graph.groups.set(GROUP, []);
  expect(await reader().members(GROUP)).toEqual([]);
});

test('without the permission to read users, when Graph names ids alone, nobody is read', async () => {
  graph.groups.set(GROUP, [user('a'), user('b', { displayName: null, userType: null, accountEnabled: null })]);
  expect(await failing(reader().members(GROUP))).toBe('members-not-readable');
});

test.each([
  ['displayName', { isGuest: false, isEnabled: false }],
  ['userType', { isGuest: true, isEnabled: true }],
  ['accountEnabled', { isGuest: false, isEnabled: false }],
])(
  'whoever has no %s is taken for no member who may sign in, and keeps nobody else from being read',
  async (field, as) => {
    graph.groups.set(GROUP, [user('a', { [field]: null }), user('b')]);
    expect(await reader().members(GROUP)).toMatchObject([
      { entraId: 'a', ...as },
      { entraId: 'b', isGuest: false, isEnabled: true },
    ]);
  },
);

test('tries again what passes by itself, and fails with the code of what does not', async () => {
  graph.groups.set(GROUP, [user('a')]);
  graph.trouble({ status: 429, code: 'TooManyRequests', headers: { 'retry-after': '0' } });
  expect(await reader().members(GROUP)).toHaveLength(1);
  graph.trouble({ status: 403, code: 'Authorization_RequestDenied' });
  expect(await failing(reader().members(GROUP))).toBe('403 Authorization_RequestDenied');
  expect(await failing(reader().members('no-such-group'))).toBe('404 NotFound');
});

test.each([
  ['on another host', 'https://elsewhere.example/v1.0/groups/g/members?$skiptoken=2'],
  ['of something else', '/v1.0/users'],
])('a next page %s is not asked for', async (_where, link) => {
  const members = [user('a')];
  graph.groups.set(GROUP, members);
  graph.nextPage = link.startsWith('/') ? graph.url + link : link;
  expect(await failing(reader().members(GROUP))).toBe('next-page-elsewhere');
  expect(graph.asked).toHaveLength(1);
});

test('a list without an end is given up', async () => {
  graph.groups.set(GROUP, [user('a')]);
  graph.nextPage = `${graph.url}/v1.0/groups/${GROUP}/members?$skiptoken=0`;
  expect(await failing(reader().members(GROUP))).toBe('no-end-of-members');
});
