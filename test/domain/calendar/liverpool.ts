import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import { calendarFrom, type Entry } from '../../../src/domain/calendar/entries';

/** What Liverpool published for 2025/26, without any school's INSET days. */
export const LIVERPOOL_2025_26: readonly Entry[] = [
  { kind: 'term', from: '2025-09-01', to: '2025-12-19', note: 'Autumn' },
  { kind: 'half-term', from: '2025-10-27', to: '2025-10-31', note: 'Autumn half-term' },
  { kind: 'term', from: '2026-01-05', to: '2026-03-27', note: 'Spring' },
  { kind: 'half-term', from: '2026-02-16', to: '2026-02-20', note: 'Spring half-term' },
  { kind: 'term', from: '2026-04-13', to: '2026-07-20', note: 'Summer' },
  { kind: 'half-term', from: '2026-05-25', to: '2026-05-29', note: 'Summer half-term' },
];

export const liverpool = calendarFrom(LIVERPOOL_2025_26, [], BANK_HOLIDAYS);
