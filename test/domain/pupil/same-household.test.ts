import { sameHousehold } from '../../../src/domain/pupil/same-household';
import { aPupil } from '../../builders/case';

const child = (surname: string, lastKnownAddress: string, parents = '') =>
  aPupil({ surname, lastKnownAddress, parents });

describe('children who may be of one household', () => {
  it.each([
    ['9 Example Row, Liverpool L99 9ZZ', '9, Example Row. l99 9zz'],
    ['Flat 2, 9 Example Row L999ZZ', 'Flat 2\n9 Example Rd\nL99 9ZZ'],
  ])('live at one address: %s, %s', (one, other) => {
    expect(sameHousehold(child('Ashdown', one), child('Bell', other))).toBe('address');
  });

  it.each([
    ['9 Example Row, L99 9ZZ', '11 Example Row, L99 9ZZ'],
    ['Flat 1, 9 Example Row L99 9ZZ', 'Flat 2, 9 Example Row L99 9ZZ'],
    ['', ''],
    ['not known', 'not known'],
    ['L99 9ZZ', 'L99 9ZZ'],
  ])('do not: "%s", "%s"', (one, other) => {
    expect(sameHousehold(child('Ashdown', one), child('Bell', other))).toBeNull();
  });

  it.each([
    ['Jo Ashdown, 0151 496 0101', 'mother +44 151 4960101', 'telephone'],
    ['Jo, 07700 900 123; Kit, 0151 496 0102', 'Kit (0151) 496-0102', 'telephone'],
    ['Jo Ashdown, 0151 496 0101', 'Jo Ashdown, 0151 496 0102', null],
    ['Jo Ashdown, 9 March 2016', 'Kit Ashdown, 9 March 2016', null],
    ['', '', null],
  ])('have a parent of one telephone: "%s", "%s": %s', (one, other, because) => {
    expect(sameHousehold(child('Ashdown', '', one), child('Ash-Down', '', other))).toBe(because);
    expect(sameHousehold(child('Ashdown', '', one), child('Bell', '', other))).toBeNull();
  });
});
