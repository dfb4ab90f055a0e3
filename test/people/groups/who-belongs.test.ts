import { isInItsPlace, whoBelongs, type ReadGroup } from '../../../src/people/groups/who-belongs';

const TENANT = '11111111-1111-4111-8111-111111111111';
const member = (entraId: string, over = {}) => ({
  entraId,
  name: `Person ${entraId}`,
  isGuest: false,
  isEnabled: true,
  ...over,
});
const group = (over: Partial<ReadGroup>): ReadGroup => ({
  ...{ group: 'g', role: 'caseworker', authority: '341', school: null, members: [] },
  ...over,
});
const school = (urn: string, over: Partial<ReadGroup>) => group({ role: 'attendance-lead', school: urn, ...over });

test('whoever is in a group has its role, at its school or at the authority', () => {
  const groups = [group({ members: [member('a')] }), school('999901', { members: [member('b')] })];
  expect(whoBelongs(groups, TENANT)).toEqual({
    contradicting: 0,
    people: [
      { tenantId: TENANT, entraId: 'a', name: 'Person a', authority: '341', school: null, roles: ['caseworker'] },
      {
        tenantId: TENANT,
        entraId: 'b',
        name: 'Person b',
        authority: '341',
        school: '999901',
        roles: ['attendance-lead'],
      },
    ],
  });
});

test('whoever is in several groups of one place has all their roles, each once', () => {
  const members = [member('a')];
  const groups = [group({ role: 'tracking-officer', members }), group({ members }), group({ members })];
  expect(whoBelongs(groups, TENANT).people).toMatchObject([
    { entraId: 'a', roles: ['caseworker', 'tracking-officer'] },
  ]);
});

test('guests, and whoever may not sign in, have none', () => {
  const members = [member('a', { isGuest: true }), member('b', { isEnabled: false }), member('c')];
  expect(whoBelongs([group({ members })], TENANT).people.map(({ entraId }) => entraId)).toEqual(['c']);
});

test.each([
  ['two schools', school('999901', {}), school('999902', {})],
  ['a school and the authority', school('999901', {}), group({})],
  ['two authorities', group({}), group({ authority: '342' })],
])('whoever would be of %s has no role at all, and is counted', (_what, one, other) => {
  const members = [member('a')];
  const groups = [
    { ...one, members: [...members, member('b')] },
    { ...other, members },
  ];
  const { people, contradicting } = whoBelongs(groups, TENANT);
  expect(people.map(({ entraId }) => entraId)).toEqual(['b']);
  expect(contradicting).toBe(1);
});

test.each([
  ['head-teacher', '999901', true],
  ['head-teacher', null, false],
  ['tracking-officer', null, true],
  ['tracking-officer', '999901', false],
] as const)('%s at school %s is in its place: %s', (role, urn, isRight) => {
  expect(isInItsPlace({ role, school: urn })).toBe(isRight);
});
