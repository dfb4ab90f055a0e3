import { ROLES, SCHOOL_ROLES, type Role } from '../../../src/domain/access/roles';
import { ACTIONS, actionToRecord, may, type Action, type PersonLike } from '../../../src/domain/access/table';

/** In this order, because a table is read by its columns. */
const COLUMNS: readonly Role[] = [
  'attendance-lead',
  'safeguarding-lead',
  'head-teacher',
  'ews-officer',
  'tracking-officer',
  'caseworker',
  'service-manager',
  'director',
  'panel-member',
  'administrator',
  'auditor',
];
/** The whole table once more, by hand. S: cases of the own school. P: on the panel's agenda. A: cases of the authority. A dot: none. */
const BY_HAND = `
  see-case          S S S A A A A . P . .
  search            S S S A A A A . . . .
  link-siblings     S S S A A A . . . . .
  link-procedure    S S S A A A . . . . .
  join-cases        . . . . A A . . . . .
  report            S S S . . . . . . . .
  refer             . . . . A A . . . . .
  triage            S S S A A A . . . . .
  set-tier          S S S A A A . . . . .
  record-check      S S S . . . . . . . .
  record-ews-check  S S S A . . . . . . .
  record-authority-check . . . A A A A . . . .
  mark-attendance   S S S . . . . . . . .
  record-sighting   S S S A A A . . . . .
  acknowledge       S S S A A A A . . . .
  snooze            S S S A A A A . . . .
  be-away           S S S A A A A . . A .
  see-deliveries    . . . . A . A . . . A
  acknowledge-own   S S S A A A A . . A .
  record-enquiry    . . . . A A A . . . .
  see-enquiries     . . . . A A A . . . .
  assign            . . . . A A A . . . .
  hold              . . . . A A A . . . .
  ask-school        . . . . A A A . . . .
  answer-school     S S S . . . . . . . .
  close             S S S . A . . . . . .
  make-papers       S S S A A A A . . . .
  move-policy       . . . . A . A . . . .
  record-location   S S S A A A . . . . .
  tell-death        S S S . A A . . . . .
  reopen            S S S . A . . . . . .
  sign-for-school   . S S . . . . . . . .
  sign-for-authority . . . . A . A . . . .
  see-grounds       S S S . A . A . . . .
  decide-removal    . . S . . . . . . . .
  record-removal    S S S . . . . . . . .
  record-return     S S S . . . . . . . .
  set-dfe-reason    . . . . A A . . . . .
  see-agenda        . . . . A A A . A . .
  see-minutes       . . . . A A A . P . .
  see-register      . . . . A A A . P . .
  see-census        . . . . A A A . A . .
  see-census-children . . . . A A A . . . .
  see-summary       . . . . A A A A A . .
  upload-to-one     . . . . A . A . . . .
  post-agenda       . . . . A . A . A . .
  change-meeting    . . . . A . A . . . .
  record-panel-decision . . . . A . A . . . .
  do-panel-decision . . . A A A A . . . .
  post-alerts       . . . . A . A . . . .
  move-clock        S S S A A A A A A A A`;

const cells = BY_HAND.trim()
  .split('\n')
  .flatMap((line) => {
    const [action, ...row] = line.trim().split(/\s+/);
    return row.map((cell, at) => ({ action: action as Action, role: COLUMNS[at]!, cell }));
  });

const isSchoolRole = (role: Role): boolean => (SCHOOL_ROLES as readonly Role[]).includes(role);
const personWith = (role: Role): PersonLike => ({
  roles: [role],
  school: isSchoolRole(role) ? '100001' : null,
  authority: '999',
});
const ownSchool = { school: '100001', authority: '999' };
const otherSchool = { school: '100002', authority: '999' };
const otherAuthority = { school: '100003', authority: '998' };

test('every role and every action is stated', () => {
  const stated = new Set(cells.map(({ action, role }) => `${action} ${role}`));
  expect(stated).toEqual(new Set(ACTIONS.flatMap((action) => ROLES.map((role) => `${action} ${role}`))));
  expect(cells.filter(({ cell }) => !['S', 'P', 'A', '.'].includes(cell))).toEqual([]);
});

test.each(cells)('$action by $role: $cell', ({ action, role, cell }) => {
  const person = personWith(role);
  expect({
    own: may(person, action, ownSchool),
    otherSchool: may(person, action, otherSchool),
    onAgenda: may(person, action, { ...otherSchool, onAgenda: true }),
    noSchool: may(person, action, { ...otherSchool, school: null }),
    otherAuthority: may(person, action, { ...otherAuthority, onAgenda: true }),
    atAll: may(person, action, null),
  }).toEqual({
    own: cell === 'S' || cell === 'A',
    otherSchool: cell === 'A',
    onAgenda: cell === 'A' || cell === 'P',
    noSchool: cell === 'A',
    otherAuthority: false,
    atAll: cell !== '.',
  });
});

test('somebody without a role may do nothing', () => {
  for (const action of ACTIONS)
    expect(may({ ...personWith('head-teacher'), roles: [] }, action, ownSchool)).toBe(false);
});

test('somebody with two roles may do what either may', () => {
  const both: PersonLike = { roles: ['panel-member', 'ews-officer'], school: null, authority: '999' };
  expect([may(both, 'post-agenda', null), may(both, 'record-ews-check', ownSchool)]).toEqual([true, true]);
});

test('a school role without a school opens nothing', () => {
  const nowhere: PersonLike = { roles: ['attendance-lead'], school: null, authority: '999' };
  expect([may(nowhere, 'report', null), may(nowhere, 'see-case', ownSchool)]).toEqual([false, false]);
});

test('a school with the same number in another authority is another school', () => {
  expect(may(personWith('attendance-lead'), 'see-case', { school: '100001', authority: '998' })).toBe(false);
});

test('the checks of the Education Welfare Service are recorded as such', () => {
  expect([actionToRecord('ews-officer'), actionToRecord('attendance-lead')]).toEqual([
    'record-ews-check',
    'record-check',
  ]);
});
