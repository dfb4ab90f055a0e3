import fc from 'fast-check';
import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import { addDays, daysBetween, isWeekend, type Instant, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import {
  meetingAfter,
  meetingAt,
  meetingBefore,
  meetingOnOrAfter,
  postingsAt,
  type Cycle,
} from '../../../src/domain/panel/cycle';

const fortnightly = (anchor: LocalDate): Cycle => ({
  anchor,
  rules: { everyDays: 14, cutOffWorkingDays: 2, postAt: '09:00', meetsAt: '10:00' },
  bankHolidays: BANK_HOLIDAYS.days,
});
const thursdays = fortnightly('2026-04-23');

describe('a panel that meets every second Thursday from 23 April 2026', () => {
  it('meets next on the fortnight after the one before', () => {
    expect(meetingOnOrAfter(thursdays, '2026-04-23').on).toBe('2026-04-23');
    expect(meetingOnOrAfter(thursdays, '2026-04-24').on).toBe('2026-05-07');
    expect(meetingOnOrAfter(thursdays, '2026-04-01').on).toBe('2026-04-09');
    expect(meetingAfter(thursdays, meetingOnOrAfter(thursdays, '2026-05-07')).on).toBe('2026-05-21');
    expect(meetingBefore(thursdays, meetingOnOrAfter(thursdays, '2026-05-07')).on).toBe('2026-04-23');
  });

  it('gets its agenda two working days before, at nine in England', () => {
    expect(meetingOnOrAfter(thursdays, '2026-05-07')).toEqual({
      ...{ planned: '2026-05-07', time: null, isExtra: false, state: 'planned' },
      on: '2026-05-07',
      cutOff: '2026-05-05',
      postAt: '2026-05-05T08:00:00.000Z',
    });
  });

  it('counts no bank holiday as a working day', () => {
    expect(meetingOnOrAfter(fortnightly('2026-05-06'), '2026-05-06').cutOff).toBe('2026-05-01');
    expect(meetingOnOrAfter(fortnightly('2026-12-29'), '2026-12-29').cutOff).toBe('2026-12-23');
  });

  it('keeps to the clock on the wall in winter', () => {
    expect(meetingOnOrAfter(fortnightly('2026-01-15'), '2026-01-15').postAt).toBe('2026-01-13T09:00:00.000Z');
  });

  it.each<[string, Instant, LocalDate | null, LocalDate]>([
    ['a minute before the agenda is due', '2026-05-05T07:59:00.000Z', null, '2026-05-07'],
    ['when it is due', '2026-05-05T08:00:00.000Z', '2026-05-07', '2026-05-21'],
    ['on the day of the meeting', '2026-05-07T20:00:00.000Z', '2026-05-07', '2026-05-21'],
    ['on the day after it', '2026-05-08T07:00:00.000Z', null, '2026-05-21'],
    [
      'late on the day of the meeting, when in UTC it is still the day before',
      '2026-05-06T23:30:00.000Z',
      '2026-05-07',
      '2026-05-21',
    ],
  ])('%s', (_when, now, post, next) => {
    const { due, next: after } = postingsAt(thursdays, '2026-04-23', now);
    expect([due.map(({ on }) => on), after.on]).toEqual([post === null ? [] : [post], next]);
  });
});

it('comes to an end at the end of the years that can be given', () => {
  for (let day: LocalDate = '2100-12-01'; day.startsWith('2100'); day = addDays(day, 1)) {
    expect(postingsAt(thursdays, day, `${day}T12:00:00.000Z` as Instant).due.length).toBeLessThan(2);
  }
});

const dates = fc.integer({ min: 0, max: 1000 }).map((n) => addDays('2025-09-01', n));
const cycles = fc
  .record({
    anchor: dates,
    everyDays: fc.constantFrom(7, 14, 28),
    cutOffWorkingDays: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ anchor, everyDays, cutOffWorkingDays }): Cycle => ({
    anchor,
    rules: { everyDays, cutOffWorkingDays, postAt: '09:00', meetsAt: '10:00' },
    bankHolidays: BANK_HOLIDAYS.days,
  }));

describe('whatever the anchor', () => {
  it('there is one meeting in every span of a cycle, and all lie whole cycles apart', () => {
    fc.assert(
      fc.property(cycles, dates, (cycle, date) => {
        const { on } = meetingOnOrAfter(cycle, date);
        const { everyDays } = cycle.rules;
        const wait = daysBetween(date, on);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThan(everyDays);
        expect(Math.abs(daysBetween(cycle.anchor, on) % everyDays)).toBe(0);
      }),
    );
  });

  it('exactly so many working days lie from the cut-off to the day before the meeting', () => {
    fc.assert(
      fc.property(cycles, dates, (cycle, date) => {
        const { on, cutOff } = meetingOnOrAfter(cycle, date);
        let working = 0;
        for (let day = cutOff; day < on; day = addDays(day, 1)) {
          if (!isWeekend(day) && !BANK_HOLIDAYS.days.has(day)) working += 1;
        }
        expect(working).toBe(cycle.rules.cutOffWorkingDays);
      }),
    );
  });

  it('somebody who looks once a day posts every agenda once, in order, and none after its meeting', () => {
    fc.assert(
      fc.property(cycles, dates, (cycle, start) => {
        const posted: LocalDate[] = [];
        let next = meetingAt(cycle, londonInstant(start, '10:00'));
        for (let n = 0; n < 100; n += 1) {
          const now = londonInstant(addDays(start, n), '10:00');
          if (next.postAt > now) continue;
          const postings = postingsAt(cycle, next.on, now);
          for (const { on } of postings.due) {
            expect(on >= addDays(start, n)).toBe(true);
            posted.push(on);
          }
          next = postings.next;
        }
        expect(posted).toEqual([...new Set(posted)].sort());
        for (const [at, on] of posted.slice(1).entries()) {
          expect(daysBetween(posted[at]!, on)).toBe(cycle.rules.everyDays);
        }
      }),
    );
  });
});
