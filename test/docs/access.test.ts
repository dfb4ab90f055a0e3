import { ROLES } from '../../src/domain/access/roles';
import { ACTIONS, may, type Action } from '../../src/domain/access/table';
import type { Role } from '../../src/domain/access/roles';
import { isSchoolRole } from '../../src/domain/access/roles';
import { read } from './named-tests';

const DOC = read('docs/access.md');

/** `| action | what it is | a letter for each role |`. */
const rows = DOC.split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, action = '', says = '', ...cells]) => ({
    action: action.replaceAll('`', ''),
    says,
    cells: cells.slice(0, -1),
  }));

const letter = (action: Action, role: Role): string => {
  const person = { roles: [role], school: isSchoolRole(role) ? '100001' : null, authority: '999' };
  const on = { school: '100002', authority: '999' };
  if (may(person, action, on)) return 'A';
  if (may(person, action, { ...on, onAgenda: true })) return 'P';
  return may(person, action, { ...on, school: '100001' }) ? 'S' : '–';
};

test('the table in words is the table of the code, action by action and role by role', () => {
  expect(rows.map(({ action, cells }) => [action, ...cells])).toEqual(
    [...ACTIONS]
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map((action) => [action, ...ROLES.map((role) => letter(action, role))]),
  );
  expect(rows.filter(({ says }) => says === '')).toEqual([]);
});

/** In the order of the document; what it leaves out stands last, and is missed. */
const placeOf = (action: Action): number => {
  const place = rows.findIndex((row) => row.action === action);
  return place === -1 ? Infinity : place;
};
