import fc from 'fast-check';
import type { LocalDate } from '../../../src/domain/calendar/date';
import { compulsorySchoolAge, schoolAgeOn } from '../../../src/domain/pupil/school-age';
import { days } from '../calendar/calendars';

describe('compulsory school age', () => {
  it.each<[string, LocalDate, LocalDate, LocalDate]>([
    ['a fifth birthday in the autumn', '2020-10-15', '2025-12-31', '2037-06-26'],
    ['a fifth birthday in the spring', '2020-02-10', '2025-03-31', '2036-06-27'],
    ['a fifth birthday in the summer', '2020-05-01', '2025-08-31', '2036-06-27'],
    ['a fifth birthday on the prescribed day itself', '2020-08-31', '2025-08-31', '2036-06-27'],
    ['a fifth birthday the day after', '2020-09-01', '2025-12-31', '2037-06-26'],
    ['a birthday between leaving date and September', '2010-07-20', '2015-08-31', '2026-06-26'],
    ['the last Friday being the last day of June', '2007-03-01', '2012-03-31', '2023-06-30'],
    ['a birthday on New Year’s Eve', '2019-12-31', '2024-12-31', '2036-06-27'],
    ['a birthday on 29 February', '2016-02-29', '2021-03-31', '2032-06-25'],
  ])('after %s', (_, born, from, to) => {
    expect(compulsorySchoolAge(born)).toEqual({ from, to });
  });

  it('includes its first and its last day', () => {
    expect(schoolAgeOn('2020-10-15', '2025-12-30')).toBe('not-yet');
    expect(schoolAgeOn('2020-10-15', '2025-12-31')).toBe('of-age');
    expect(schoolAgeOn('2010-07-20', '2026-06-26')).toBe('of-age');
    expect(schoolAgeOn('2010-07-20', '2026-06-27')).toBe('past');
  });

  it('begins before the sixth birthday and ends on a Friday in the last week of June, at 15 or 16', () => {
    fc.assert(
      fc.property(days, (born) => {
        const { from, to } = compulsorySchoolAge(born);
        const begins = new Date(from);
        const ends = new Date(to);
        const age = (on: Date) => (on.getTime() - new Date(born).getTime()) / (365.2425 * 86_400_000);
        expect(age(begins)).toBeGreaterThan(4.99);
        expect(age(begins)).toBeLessThan(5.42);
        expect([ends.getUTCDay(), ends.getUTCMonth()]).toEqual([5, 5]);
        expect(ends.getUTCDate()).toBeGreaterThan(23);
        expect(age(ends)).toBeGreaterThan(15.8);
        expect(age(ends)).toBeLessThan(16.83);
      }),
    );
  });
});
