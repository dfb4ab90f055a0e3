import { BANK_HOLIDAYS, bankHolidaysFrom } from '../../../src/domain/calendar/bank-holidays';
import { calendarFrom, schoolYearOf, type Entry } from '../../../src/domain/calendar/entries';
import type { LocalDate } from '../../../src/domain/calendar/date';
import { isSchoolDay, schoolDaysBetween } from '../../../src/domain/calendar/school-days';
import { LIVERPOOL_2025_26 } from './liverpool';

const entry = (kind: Entry['kind'], from: LocalDate, to: LocalDate = from): Entry => ({ kind, from, to, note: kind });
const withOwn = (...own: Entry[]) => calendarFrom(LIVERPOOL_2025_26, own, BANK_HOLIDAYS);

describe('a school with entries of its own', () => {
  it('keeps the terms of the authority and takes its INSET days and closures off', () => {
    const calendar = withOwn(entry('inset', '2025-09-01'), entry('closure', '2026-01-08', '2026-01-09'));
    expect(schoolDaysBetween(calendar, '2025-09-01', '2026-08-31')).toBe(192);
    expect(isSchoolDay(calendar, '2026-01-09')).toBe('no');
    expect(isSchoolDay(calendar, '2026-02-16')).toBe('no');
  });

  it('has its own half-terms instead of the authority’s for that school year', () => {
    const calendar = withOwn(entry('half-term', '2025-10-20', '2025-10-31'));
    expect(isSchoolDay(calendar, '2025-10-22')).toBe('no');
    expect(isSchoolDay(calendar, '2026-02-17')).toBe('yes');
  });

  it('has its own terms and half-terms instead of the authority’s for that school year only', () => {
    const nextYear = [entry('term', '2026-09-01', '2026-12-18'), entry('half-term', '2026-10-26', '2026-10-30')];
    const calendar = calendarFrom(
      [...LIVERPOOL_2025_26, ...nextYear],
      [entry('term', '2025-09-03', '2025-12-17')],
      BANK_HOLIDAYS,
    );
    expect(calendar.terms).toEqual([
      { from: '2025-09-03', to: '2025-12-17' },
      { from: '2026-09-01', to: '2026-12-18' },
    ]);
    expect(isSchoolDay(calendar, '2025-10-28')).toBe('yes');
    expect(isSchoolDay(calendar, '2026-10-28')).toBe('no');
  });

  it('stands with its terms in order however they were entered', () => {
    const calendar = calendarFrom([...LIVERPOOL_2025_26].reverse(), [], BANK_HOLIDAYS);
    expect(calendar.terms.map(({ from }) => from)).toEqual(['2025-09-01', '2026-01-05', '2026-04-13']);
  });
});

it('begins a school year in August', () => {
  expect(schoolYearOf('2026-07-31')).toBe(2025);
  expect(schoolYearOf('2026-08-01')).toBe(2026);
});

describe('bank holidays', () => {
  it('are those of England and Wales, for whole years', () => {
    expect(BANK_HOLIDAYS.covers).toEqual({ from: '2019-01-01', to: '2028-12-31' });
    for (const day of ['2026-05-04', '2026-12-28', '2028-01-03'] as const) expect(BANK_HOLIDAYS.days).toContain(day);
    expect(BANK_HOLIDAYS.days).not.toContain('2026-12-26');
  });

  it('leave a term beyond them unknown', () => {
    const until2025 = bankHolidaysFrom(['2025-01-01', '2025-12-25']);
    const calendar = calendarFrom(
      [entry('term', '2025-12-01', '2026-01-20'), entry('term', '2026-02-01', '2026-03-01')],
      [],
      until2025,
    );
    expect(calendar.terms).toEqual([{ from: '2025-12-01', to: '2025-12-31' }]);
    expect(isSchoolDay(calendar, '2026-01-05')).toBe('unknown');
  });
});
