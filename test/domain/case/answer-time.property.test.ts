import fc from 'fast-check';
import { addDays, type Instant, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import type { SchoolCalendar } from '../../../src/domain/calendar/school-calendar';
import { answerBy, hoursBefore } from '../../../src/domain/case/answer-time';
import { policyPack, SHIPPED } from '../../../src/domain/policy/policies';
import { OFFICE_DAYS } from '../../../src/domain/calendar/office-days';
import { liverpool } from '../calendar/liverpool';
import { calendars } from '../calendar/calendars';
import { slowStatus } from '../calendar/slow-oracle';

const MINUTE = 60_000;
const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const);

/** What the clock on the wall shows, by the platform's own time zones. */
function onTheWall(ms: number): { day: LocalDate; time: string } {
  const part = Object.fromEntries(wall.formatToParts(ms).map(({ type, value }) => [type, value]));
  return {
    day: `${part['year']}-${part['month']}-${part['day']}` as LocalDate,
    time: `${part['hour']}:${part['minute']}`,
  };
}

/** Minute by minute: one more is counted when the school is open in it. Null where the calendar says nothing. */
function slowAnswerBy(
  sentAt: Instant,
  minutes: number,
  calendar: SchoolCalendar,
  hours: { alertTime: string; alertUntil: string },
): Instant | null {
  let counted = 0;
  for (let ms = Date.parse(sentAt); ; ms += MINUTE) {
    const { day, time } = onTheWall(ms);
    const status = slowStatus(calendar, day);
    if (status === 'unknown') return null;
    if (status === 'yes' && hours.alertTime <= time && time < hours.alertUntil) counted += 1;
    if (counted === minutes) return new Date(ms + MINUTE).toISOString() as Instant;
    // Nobody waits for a closed school by the minute: the rest of such an hour goes by at once.
    if (status === 'no' && time.endsWith(':00')) ms += 59 * MINUTE;
  }
}

const packs = fc.constantFrom(...SHIPPED);
const quarters = (most: number) => fc.integer({ min: 1, max: most * 4 }).map((n) => n / 4);
const momentIn = (from: LocalDate, days: number) =>
  fc
    .record({ day: fc.integer({ min: 0, max: days }), minute: fc.integer({ min: 0, max: 24 * 60 - 1 }) })
    .map(
      ({ day, minute }) =>
        new Date(Date.parse(`${addDays(from, day)}T00:00:00Z`) + minute * MINUTE).toISOString() as Instant,
    );

const dateOf = (by: ReturnType<typeof answerBy>): Instant | null => (by.known ? by.at : null);

describe('the moment by which an alert is to be answered', () => {
  it('is that of the slow oracle on Liverpool’s calendar, under each pack that ships', () => {
    fc.assert(
      fc.property(momentIn('2025-09-01', 320), quarters(20), packs, (sentAt, schoolHours, policy) => {
        expect(dateOf(answerBy(sentAt, { schoolHours }, { calendar: liverpool, policy }))).toBe(
          slowAnswerBy(sentAt, schoolHours * 60, liverpool, policy),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is that of the slow oracle on every calendar', () => {
    fc.assert(
      fc.property(
        calendars,
        momentIn('2024-07-01', 1300),
        quarters(12),
        packs,
        (calendar, sentAt, schoolHours, policy) => {
          expect(dateOf(answerBy(sentAt, { schoolHours }, { calendar, policy }))).toBe(
            slowAnswerBy(sentAt, schoolHours * 60, calendar, policy),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('lies as many plain hours ahead where a child may be at risk, whatever the calendar says', () => {
    fc.assert(
      fc.property(calendars, momentIn('2024-07-01', 1300), quarters(24), packs, (calendar, sentAt, hours, policy) => {
        const by = answerBy(sentAt, { hours }, { calendar, policy });
        expect(Date.parse(dateOf(by)!) - Date.parse(sentAt)).toBe(hours * 60 * MINUTE);
      }),
    );
  });
});

describe('the last moment since which so many school hours have passed', () => {
  const anyMoment = momentIn('2025-09-01', 320);
  /** The school's calendar tells of enough days before it. */
  const inTheYear = momentIn('2025-10-20', 270);
  const seconds = fc.integer({ min: -70, max: 70 });

  it.each([
    ['an office', OFFICE_DAYS],
    ['a school', liverpool],
  ])('divides what is to be answered by now from what is not, by the days of %s', (_whose, calendar) => {
    fc.assert(
      fc.property(inTheYear, quarters(20), packs, seconds, anyMoment, (now, schoolHours, policy, beside, any) => {
        const last = hoursBefore(now, schoolHours, { calendar, policy });
        const near = new Date(Date.parse(last) + beside * 1000).toISOString() as Instant;
        for (const since of [any, near]) {
          const by = answerBy(since, { schoolHours }, { calendar, policy });
          if (by.known && since <= now) expect(by.at <= now).toBe(since <= last);
        }
      }),
    );
  });

  it('lies by the days of an office never before that of a school', () => {
    fc.assert(
      fc.property(anyMoment, anyMoment, quarters(20), packs, (now, since, schoolHours, policy) => {
        const by = answerBy(since, { schoolHours }, { calendar: liverpool, policy });
        fc.pre(by.known && by.at <= now);
        expect(since <= hoursBefore(now, schoolHours, { calendar: OFFICE_DAYS, policy })).toBe(true);
      }),
    );
  });
});

describe('four school hours', () => {
  const { alertTime, alertUntil } = policyPack('liverpool');
  const by = (sentAt: Instant, calendar: SchoolCalendar = liverpool) =>
    answerBy(sentAt, { schoolHours: 4 }, { calendar, policy: { alertTime, alertUntil } });
  const at = (day: LocalDate, time: `${number}:${number}`) => ({ known: true, at: londonInstant(day, time) });

  it('of an alert of the morning end at noon', () => {
    expect(by(londonInstant('2026-04-28', '08:30'))).toEqual(at('2026-04-28', '12:30'));
  });

  it('go on in the morning after a night, on which the clocks change', () => {
    expect(by(londonInstant('2026-03-27', '16:00'))).toEqual({ known: true, at: londonInstant('2026-04-13', '10:30') });
    expect(by(londonInstant('2025-10-24', '16:00'))).toEqual(at('2025-11-03', '10:30'));
  });

  it('do not pass on a bank holiday', () => {
    expect(by(londonInstant('2026-05-01', '17:00'))).toEqual(at('2026-05-05', '11:30'));
  });

  it('may end at the very close of the day', () => {
    expect(by(londonInstant('2026-04-28', '14:00'))).toEqual(at('2026-04-28', '18:00'));
  });

  it('are not guessed where the calendar ends', () => {
    expect(by(londonInstant('2026-07-20', '16:00'))).toEqual({ known: false, calendarEnds: '2026-07-20' });
  });
});
