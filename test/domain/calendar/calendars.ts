import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import type { Closure, SchoolCalendar } from '../../../src/domain/calendar/school-calendar';

const day = (from: LocalDate, days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(from, n));

const closure: fc.Arbitrary<Closure> = fc
  .record({
    from: day('2024-08-01', 1200),
    length: fc.integer({ min: 0, max: 9 }),
    kind: fc.constantFrom('half-term', 'inset', 'closure'),
  })
  .map(({ from, length, kind }) => ({ kind, from, to: addDays(from, length), note: '' }));

/** Terms one after the other with holidays in between, some of them too long to be a holiday. */
export const calendars: fc.Arbitrary<SchoolCalendar> = fc
  .record({
    start: day('2024-08-20', 60),
    terms: fc.array(fc.record({ gap: fc.integer({ min: 1, max: 110 }), length: fc.integer({ min: 0, max: 110 }) }), {
      maxLength: 7,
    }),
    closures: fc.array(closure, { maxLength: 12 }),
    bankHolidays: fc.array(day('2024-08-01', 1200), { maxLength: 25 }),
  })
  .map(({ start, terms, closures, bankHolidays }) => {
    let next = start;
    return {
      terms: terms.map(({ gap, length }) => {
        const from = addDays(next, gap);
        next = addDays(from, length);
        return { from, to: next };
      }),
      closures,
      bankHolidays: new Set(bankHolidays),
    };
  });

export const days: fc.Arbitrary<LocalDate> = day('2024-07-01', 1300);
