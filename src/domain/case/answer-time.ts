import { addDays, type Instant, type LocalDate } from '../calendar/date';
import { londonDate, londonInstant } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay, previousSchoolDay } from '../calendar/school-days';
import type { AnswerTime } from '../policy/answer-policy';
import type { PolicyPack } from '../policy/pack';

/** The moment by which an answer is awaited, or the last day that the calendar knows when it does not reach so far. */
export type AnswerBy =
  { readonly known: true; readonly at: Instant } | { readonly known: false; readonly calendarEnds: LocalDate | null };

export interface Hours {
  /** The school's own; the days of an office where the child is on no roll: `calendarOfCase`. */
  readonly calendar: SchoolCalendar;
  readonly policy: Pick<PolicyPack, 'alertTime' | 'alertUntil'>;
}

/**
 * By when an alert that was sent at this moment is to be answered. School hours run from `alertTime` to `alertUntil` on
 * the days on which this school meets; what comes outside of them begins with the next. Where the calendar does not
 * reach, nothing is guessed. Plain hours, for a child who may be at risk, pass by night and in the holidays too. Counted
 * from the full minute, since a time of day is what people read.
 */
export function answerBy(moment: Instant, within: AnswerTime, { calendar, policy }: Hours): AnswerBy {
  const sentAt = later(moment, -(Date.parse(moment) % 60_000));
  if ('hours' in within) return { known: true, at: later(sentAt, hoursInMs(within.hours)) };
  let left = hoursInMs(within.schoolHours);
  for (let from = londonDate(sentAt); ;) {
    const next = nthSchoolDay(calendar, from, 1);
    if (!next.known) return next;
    const opens = londonInstant(next.date, policy.alertTime);
    const closes = londonInstant(next.date, policy.alertUntil);
    const begins = sentAt > opens ? sentAt : opens;
    const open = Math.max(0, Date.parse(closes) - Date.parse(begins));
    if (left <= open) return { known: true, at: later(begins, left) };
    left -= open;
    from = addDays(next.date, 1);
  }
}

/**
 * The last moment of which `answerBy` says that so many school hours have passed since by `now`. Where the calendar does not
 * reach, plain hours are counted back, which are fewer.
 */
export function hoursBefore(now: Instant, schoolHours: number, { calendar, policy }: Hours): Instant {
  let left = hoursInMs(schoolHours);
  for (let before = addDays(londonDate(now), 1); ;) {
    const day = previousSchoolDay(calendar, before);
    if (!day.known) return later(now, -hoursInMs(schoolHours));
    const opens = londonInstant(day.date, policy.alertTime);
    const closes = londonInstant(day.date, policy.alertUntil);
    const ends = now < closes ? now : closes;
    const open = Math.max(0, Date.parse(ends) - Date.parse(opens));
    if (left <= open) return later(ends, -left + REST_OF_A_MINUTE_MS);
    left -= open;
    before = day.date;
  }
}

/** Within a minute it is counted from its beginning. */
const REST_OF_A_MINUTE_MS = 59_999;

const hoursInMs = (hours: number): number => Math.round(hours * 60) * 60_000;

const later = (instant: Instant, ms: number): Instant => new Date(Date.parse(instant) + ms).toISOString() as Instant;
