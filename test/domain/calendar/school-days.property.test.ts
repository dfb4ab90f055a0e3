import fc from 'fast-check';
import { addDays } from '../../../src/domain/calendar/date';
import type { Reach } from '../../../src/domain/calendar/school-calendar';
import {
  isSchoolDay,
  nextSchoolDay,
  nthSchoolDay,
  previousSchoolDay,
  schoolDaysBetween,
} from '../../../src/domain/calendar/school-days';
import { calendars, days } from './calendars';
import { slowCount, slowNth, slowStatus } from './slow-oracle';

const dateOf = (reach: Reach) => (reach.known ? reach.date : null);

describe('on every calendar, the same answer as the slow oracle', () => {
  it('whether a day is a school day', () => {
    fc.assert(
      fc.property(calendars, days, (calendar, day) => {
        expect(isSchoolDay(calendar, day)).toBe(slowStatus(calendar, day));
      }),
      { numRuns: 2_000 },
    );
  });

  it('which is the nth', () => {
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: 1, max: 60 }), (calendar, day, n) => {
        expect(dateOf(nthSchoolDay(calendar, day, n))).toBe(slowNth(calendar, day, n, 1));
      }),
      { numRuns: 1_000 },
    );
  });

  it('which comes next and which came before', () => {
    fc.assert(
      fc.property(calendars, days, (calendar, day) => {
        expect(dateOf(nextSchoolDay(calendar, day))).toBe(slowNth(calendar, addDays(day, 1), 1, 1));
        expect(dateOf(previousSchoolDay(calendar, day))).toBe(slowNth(calendar, addDays(day, -1), 1, -1));
      }),
      { numRuns: 1_000 },
    );
  });

  it('how many there are', () => {
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: -5, max: 200 }), (calendar, from, length) => {
        const to = addDays(from, length);
        expect(schoolDaysBetween(calendar, from, to)).toBe(slowCount(calendar, from, to));
      }),
      { numRuns: 300 },
    );
  });

  it('never names a last known day after the first day that is not known', () => {
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: 1, max: 300 }), (calendar, day, n) => {
        const reach = nthSchoolDay(calendar, day, n);
        if (reach.known || reach.calendarEnds === null) return;
        expect(calendar.terms.map(({ to }) => to)).toContain(reach.calendarEnds);
      }),
    );
  });
});
