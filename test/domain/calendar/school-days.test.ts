import { addDays, LocalDateSchema, type LocalDate } from '../../../src/domain/calendar/date';
import {
  calendarEnds,
  closuresWithin,
  isSchoolDay,
  nextSchoolDay,
  nthSchoolDay,
  previousSchoolDay,
  schoolDaysBetween,
} from '../../../src/domain/calendar/school-days';
import { calendarFrom } from '../../../src/domain/calendar/entries';
import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import { LIVERPOOL_2025_26, liverpool } from './liverpool';

const known = (date: LocalDate) => ({ known: true, date });

describe('the school days of Liverpool 2025/26', () => {
  it.each<[LocalDate, number, LocalDate]>([
    ['2026-04-27', 5, '2026-05-01'],
    ['2026-04-27', 6, '2026-05-05'],
    ['2026-04-27', 10, '2026-05-11'],
    ['2026-04-27', 15, '2026-05-18'],
    ['2026-04-27', 20, '2026-06-01'],
    ['2025-10-13', 5, '2025-10-17'],
    ['2025-10-13', 6, '2025-10-20'],
    ['2025-10-13', 10, '2025-10-24'],
    ['2025-10-13', 15, '2025-11-07'],
    ['2025-10-13', 20, '2025-11-14'],
  ])('absent from %s: Day %i is %s', (firstDay, n, date) => {
    expect(nthSchoolDay(liverpool, firstDay, n)).toEqual(known(date));
    expect(schoolDaysBetween(liverpool, firstDay, date)).toBe(n);
  });

  it('are 195, as the council published', () => {
    expect(schoolDaysBetween(liverpool, '2025-09-01', '2026-08-31')).toBe(195);
  });

  it('leave out weekends, bank holidays, half-terms and holidays', () => {
    expect(isSchoolDay(liverpool, '2026-05-01')).toBe('yes');
    expect(isSchoolDay(liverpool, '2026-05-02')).toBe('no');
    expect(isSchoolDay(liverpool, '2026-05-04')).toBe('no');
    expect(isSchoolDay(liverpool, '2026-05-27')).toBe('no');
    expect(isSchoolDay(liverpool, '2026-04-07')).toBe('no');
  });

  it('step over a holiday in both directions', () => {
    expect(nextSchoolDay(liverpool, '2025-12-19')).toEqual(known('2026-01-05'));
    expect(previousSchoolDay(liverpool, '2026-01-05')).toEqual(known('2025-12-19'));
    expect(nthSchoolDay(liverpool, '2026-04-01', 1)).toEqual(known('2026-04-13'));
  });
});

describe('where the calendar does not reach', () => {
  it('says so instead of inventing a day', () => {
    expect(nthSchoolDay(liverpool, '2026-07-01', 20)).toEqual({ known: false, calendarEnds: '2026-07-20' });
    expect(nextSchoolDay(liverpool, '2026-07-20')).toEqual({ known: false, calendarEnds: '2026-07-20' });
    expect(previousSchoolDay(liverpool, '2025-09-01')).toEqual({ known: false, calendarEnds: null });
    expect(isSchoolDay(liverpool, '2026-07-21')).toBe('unknown');
    expect(isSchoolDay(liverpool, '2025-08-29')).toBe('unknown');
  });

  it('still knows that nobody meets at a weekend or on a bank holiday', () => {
    expect(isSchoolDay(liverpool, '2026-08-01')).toBe('no');
    expect(isSchoolDay(liverpool, '2026-08-31')).toBe('no');
    expect(nthSchoolDay(liverpool, '2025-08-30', 1)).toEqual(known('2025-09-01'));
  });

  it('takes the days between two terms for holidays only when they can be one', () => {
    const withoutSpring = LIVERPOOL_2025_26.filter(({ note }) => !note.startsWith('Spring'));
    const calendar = calendarFrom(withoutSpring, [], BANK_HOLIDAYS);
    expect(isSchoolDay(calendar, '2026-02-03')).toBe('unknown');
    expect(nthSchoolDay(calendar, '2025-12-18', 3)).toEqual({ known: false, calendarEnds: '2025-12-19' });
    expect(nthSchoolDay(calendar, '2026-01-14', 1)).toEqual({ known: false, calendarEnds: '2025-12-19' });
    expect(previousSchoolDay(calendar, '2026-04-13')).toEqual({ known: false, calendarEnds: '2025-12-19' });
    const inset = { kind: 'inset', from: '2026-04-13', to: '2026-04-13', note: '' } as const;
    const laterStart = calendarFrom([...withoutSpring, inset], [], BANK_HOLIDAYS);
    expect(previousSchoolDay(laterStart, '2026-04-14').known).toBe(false);
  });

  it('knows nothing at all without terms', () => {
    const empty = calendarFrom([], [], BANK_HOLIDAYS);
    expect(nthSchoolDay(empty, '2026-04-27', 1)).toEqual({ known: false, calendarEnds: null });
    expect(schoolDaysBetween(empty, '2026-04-27', '2026-06-01')).toBe(0);
    expect(calendarEnds(empty)).toBeNull();
  });

  it('counts the known part', () => {
    expect(schoolDaysBetween(liverpool, '2026-07-16', '2026-09-30')).toBe(3);
    expect(schoolDaysBetween(liverpool, '2026-07-20', '2026-07-16')).toBe(0);
    expect(calendarEnds(liverpool)).toBe('2026-07-20');
  });
});

describe('closures', () => {
  it('are listed when a day of theirs falls in the range, earliest first', () => {
    const snow = { kind: 'closure', from: '2026-02-12', to: '2026-02-13', note: 'Snow' } as const;
    const calendar = calendarFrom([snow, ...LIVERPOOL_2025_26], [], BANK_HOLIDAYS);
    const notes = (from: LocalDate, to: LocalDate) => closuresWithin(calendar, { from, to }).map(({ note }) => note);
    expect(notes('2026-02-13', '2026-02-16')).toEqual(['Snow', 'Spring half-term']);
    expect(notes('2026-02-14', '2026-02-15')).toEqual([]);
    expect(notes('2025-09-01', '2025-10-27')).toEqual(['Autumn half-term']);
  });
});

it('answers tens of thousands of questions a second', () => {
  const started = performance.now();
  for (let n = 0; n < 20_000; n += 1) nthSchoolDay(liverpool, addDays('2025-09-01', n % 200), 20);
  expect(performance.now() - started).toBeLessThan(2_000);
});

describe('the end of the calendar', () => {
  it.each(['9999-12-31', '2101-01-01', '1899-12-31', '0001-01-01', '+010000-01-01', '2026-02-30'])(
    '%s is no day that anybody can give',
    (day) => expect(LocalDateSchema.safeParse(day).success).toBe(false),
  );

  it.each(['1900-01-01', '2100-12-31'] as const)('%s is one, and the count of school days from it ends', (day) => {
    expect(LocalDateSchema.parse(day)).toBe(day);
    expect(nthSchoolDay(liverpool, day, 3).known).toBe(false);
  });

  it.each<[LocalDate, number]>([
    ['9999-12-31', 1],
    ['0000-01-01', -1],
  ])('a step from %s leads nowhere, so it is an error and not the same day again', (day, step) => {
    expect(() => addDays(day, step)).toThrow('outside the calendar');
  });
});
