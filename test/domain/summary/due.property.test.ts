import fc from 'fast-check';
import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import { addDays, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import { lastSummaryDue } from '../../../src/domain/summary/due';

const [FIRST, LAST]: [LocalDate, LocalDate] = ['2024-03-01', '2026-12-31'];
const days: LocalDate[] = [];
for (let day = FIRST; day <= LAST; day = addDays(day, 1)) days.push(day);

/** Each day on which something is due, found by going through the calendar day by day. */
function allDue(workingDay: number, at: `${number}:${number}`) {
  let worked = 0;
  return days.flatMap((day) => {
    if (day.endsWith('-01')) worked = 0;
    if (isWeekend(day) || BANK_HOLIDAYS.days.has(day)) return [];
    worked += 1;
    return worked === workingDay ? [{ before: `${day.slice(0, 7)}-01`, dueAt: londonInstant(day, at) }] : [];
  });
}

test('the last month that was to be told of is the one whose working day came last, from its minute on', () => {
  const given = fc.record({
    workingDay: fc.integer({ min: 1, max: 15 }),
    at: fc.constantFrom('00:00' as const, '09:00' as const, '23:59' as const),
    on: fc.constantFrom(...days.slice(70)),
    time: fc.constantFrom('00:00' as const, '08:59' as const, '09:00' as const, '23:59' as const),
  });
  fc.assert(
    fc.property(given, ({ workingDay, at, on, time }) => {
      const now = londonInstant(on, time);
      const { before, dueAt } = allDue(workingDay, at).findLast((one) => one.dueAt <= now)!;
      const due = lastSummaryDue(now, { workingDay, at });
      expect(due.dueAt).toBe(dueAt);
      expect(addDays(due.month.to, 1)).toBe(before);
      expect(due.month.from.slice(0, 7)).toBe(due.month.to.slice(0, 7));
      expect(due.month.from.endsWith('-01')).toBe(true);
    }),
    { numRuns: 300 },
  );
});
