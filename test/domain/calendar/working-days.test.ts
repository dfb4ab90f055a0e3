import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import type { LocalDate } from '../../../src/domain/calendar/date';
import { workingDaysBefore } from '../../../src/domain/calendar/working-days';

it.each<[LocalDate, number, LocalDate]>([
  ['2026-04-23', 2, '2026-04-21'],
  ['2026-05-07', 2, '2026-05-05'],
  ['2026-05-06', 2, '2026-05-01'],
  ['2026-01-01', 2, '2025-12-30'],
  ['2026-04-26', 1, '2026-04-24'],
  ['2026-04-23', 0, '2026-04-23'],
])('before %s, %i working days back, is %s', (date, n, expected) => {
  expect(workingDaysBefore(date, n, BANK_HOLIDAYS.days)).toBe(expected);
});
