import { nameKey } from '../../../src/domain/pupil/name-key';

describe('the key that a name is searched by', () => {
  it.each([
    [
      { forename: 'Zoë', surname: 'O’Neill-Smith' },
      { forename: 'zoe', surname: "O'NEILL SMITH" },
    ],
    [
      { forename: 'Łukasz', surname: 'Żółć' },
      { forename: 'Lukasz', surname: 'Zolc' },
    ],
    [
      { forename: 'Søren', surname: 'Kærgård' },
      { forename: 'Soren', surname: 'Kaergard' },
    ],
    [
      { forename: 'Mary Ann', surname: ' Bell ' },
      { forename: 'Mary-Ann', surname: 'Bell' },
    ],
    [
      { forename: 'Ọlá', surname: 'İnce' },
      { forename: 'Ola', surname: 'Ince' },
    ],
  ])('is the same for %p and %p', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it('keeps letters of other scripts and tells names apart', () => {
    expect(nameKey({ forename: 'محمد', surname: 'علي' })).toBe('محمدعلي');
    expect(nameKey({ forename: 'Ann', surname: 'Bell' })).not.toBe(nameKey({ forename: 'Anna', surname: 'Bell' }));
  });
});
