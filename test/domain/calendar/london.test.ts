import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Instant, LocalDate } from '../../../src/domain/calendar/date';
import {
  londonDate,
  londonInstant,
  londonTime,
  momentInWords,
  type LocalTime,
} from '../../../src/domain/calendar/london';

const moments: [LocalDate, LocalTime, Instant][] = [
  ['2026-01-15', '08:30', '2026-01-15T08:30:00.000Z'],
  ['2026-03-28', '08:30', '2026-03-28T08:30:00.000Z'],
  ['2026-03-29', '08:30', '2026-03-29T07:30:00.000Z'],
  ['2026-04-27', '08:30', '2026-04-27T07:30:00.000Z'],
  ['2026-10-24', '08:30', '2026-10-24T07:30:00.000Z'],
  ['2026-10-25', '08:30', '2026-10-25T08:30:00.000Z'],
  ['2026-07-01', '00:15', '2026-06-30T23:15:00.000Z'],
];

describe('the clock on the wall in England', () => {
  it.each(moments)('%s %s is %s', (date, time, instant) => {
    expect(londonInstant(date, time)).toBe(instant);
    expect(londonDate(instant)).toBe(date);
    expect(londonTime(instant)).toBe(time);
  });

  it('begins a summer day an hour before UTC does', () => {
    expect(londonDate('2026-06-30T22:59:59.000Z')).toBe('2026-06-30');
    expect(londonDate('2026-06-30T23:00:00.000Z')).toBe('2026-07-01');
    expect(londonDate('2026-12-30T23:30:00.000Z')).toBe('2026-12-30');
  });

  it('steps over the hour that the spring takes, and takes the hour of autumn that comes twice only once', () => {
    expect(londonTime('2026-03-29T00:59:00.000Z')).toBe('00:59');
    expect(londonTime('2026-03-29T01:00:00.000Z')).toBe('02:00');
    expect(londonTime('2026-10-25T00:30:00.000Z')).toBe('01:30');
    expect(londonTime('2026-10-25T01:30:00.000Z')).toBe('01:30');
    expect(londonTime(londonInstant('2026-10-25', '01:30'))).toBe('01:30');
  });

  it('says a moment in words', () => {
    expect(momentInWords('2026-04-27T07:30:00.000Z')).toBe('Mon 27 April 2026, 08:30');
  });
});

/** A zone is fixed when a process starts: so the same questions go to a process of their own. */
describe.each(['America/Los_Angeles', 'Pacific/Auckland', 'Asia/Tokyo', 'UTC'])('on a machine in %s', (zone) => {
  it('is the same', () => {
    const answers = execFileSync(
      process.execPath,
      [path.join(__dirname, 'in-another-zone.mjs'), JSON.stringify(moments)],
      {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      },
    );
    expect(JSON.parse(answers)).toEqual({
      zone,
      moments,
      dayAfterSpring: '2026-03-30',
      weekdayOfLeapDay: 4,
      daysBetween: 365,
      words: 'Sun 29 March 2026',
    });
  });
});
