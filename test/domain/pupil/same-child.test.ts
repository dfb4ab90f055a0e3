import { sameChild } from '../../../src/domain/pupil/same-child';
import { aPupil } from '../../builders/case';

const UPN = 'C341999926001';
const rowan = aPupil({ forename: 'Rowan', surname: 'Ashdown', dateOfBirth: '2016-03-09', upn: UPN });
const without = { ...rowan, upn: null };

describe('two descriptions', () => {
  test.each([
    ['both names and the birthday', without, { ...without, forename: 'ROWAN', surname: 'Ash-down' }],
    ['the UPN and the birthday, under another last name', rowan, { ...rowan, surname: 'Other' }],
    ['the UPN and the birthday, with no name', rowan, { ...rowan, forename: '', surname: '' }],
    ['the UPN and the first name, with no birthday', rowan, { ...rowan, dateOfBirth: null }],
  ])('are surely of one child: %s', (_how, a, b) => {
    expect([sameChild(a, b), sameChild(b, a)]).toEqual([true, true]);
  });

  test.each([
    ['a twin under the same UPN', rowan, { ...rowan, forename: 'Robin' }],
    ['the same UPN and another birthday', rowan, { ...rowan, dateOfBirth: '2015-03-09' as const }],
    ['the same UPN and nothing besides', rowan, { ...rowan, forename: '', dateOfBirth: null }],
    ['a first name and a birthday', { ...without, surname: '' }, { ...without, surname: '' }],
    [
      'a last name that both are still to have',
      { ...without, surname: '(last name not yet given)' },
      { ...without, surname: '(last name not yet given)' },
    ],
    ['a first name run into the last', { ...without, forename: 'Ro', surname: 'wanAshdown' }, without],
  ])('are not surely of one child: %s', (_how, a, b) => {
    expect([sameChild(a, b), sameChild(b, a)]).toEqual([false, false]);
  });
});
