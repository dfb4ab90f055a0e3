import { addDays, daysBetween, laterOf, type Instant, type LocalDate } from '../calendar/date';
import { londonDate, londonInstant } from '../calendar/london';
import { workingDaysBefore } from '../calendar/working-days';
import type { PolicyPack } from '../policy/pack';

/** When a panel meets: on the anchor and every so many days before and after it. */
export interface Cycle {
  readonly anchor: LocalDate;
  readonly rules: Pick<PolicyPack['panel'], 'everyDays' | 'cutOffWorkingDays' | 'postAt'>;
  readonly bankHolidays: ReadonlySet<LocalDate>;
}

export interface Meeting {
  readonly on: LocalDate;
  /** The last day that the agenda looks at. */
  readonly cutOff: LocalDate;
  /** When the agenda is posted: on the cut-off day, at the hour that the policy names. */
  readonly postAt: Instant;
}

/** The meeting on this day or the first one after it. The day of a meeting belongs to it until midnight. */
export function meetingOnOrAfter(cycle: Cycle, date: LocalDate): Meeting {
  const { anchor, rules } = cycle;
  const cycles = Math.ceil(daysBetween(anchor, date) / rules.everyDays);
  return meetingOn(cycle, addDays(anchor, cycles * rules.everyDays));
}

/** The meeting that is being prepared at this moment, or that takes place today. */
export const meetingAt = (cycle: Cycle, now: Instant): Meeting => meetingOnOrAfter(cycle, londonDate(now));

/** The last meeting that was due to be held: that of this day, or the one before it. */
export function lastMeeting(cycle: Cycle, today: LocalDate): Meeting {
  const next = meetingOnOrAfter(cycle, today);
  return next.on === today ? next : meetingBefore(cycle, next);
}

export const meetingAfter = (cycle: Cycle, meeting: Meeting): Meeting =>
  meetingOn(cycle, addDays(meeting.on, cycle.rules.everyDays));

export const meetingBefore = (cycle: Cycle, meeting: Meeting): Meeting =>
  meetingOn(cycle, addDays(meeting.on, -cycle.rules.everyDays));

export function meetingOn({ rules, bankHolidays }: Cycle, on: LocalDate): Meeting {
  const cutOff = workingDaysBefore(on, rules.cutOffWorkingDays, bankHolidays);
  return { on, cutOff, postAt: londonInstant(cutOff, rules.postAt) };
}

/** The agendas that are to be posted at a moment, earliest first, and the meeting whose agenda comes next. */
export interface Postings {
  readonly due: readonly Meeting[];
  readonly next: Meeting;
}

/**
 * What to post of the meetings from `from` on. An agenda whose moment has passed is still posted while its meeting has
 * not; one whose meeting has passed is of no use to anybody and is left out. Over Christmas two may be due at once.
 */
export function postingsAt(cycle: Cycle, from: LocalDate, now: Instant): Postings {
  const due: Meeting[] = [];
  const first = laterOf(from, londonDate(now));
  let meeting = meetingOnOrAfter(cycle, first);
  while (meeting.postAt <= now) {
    due.push(meeting);
    meeting = meetingAfter(cycle, meeting);
  }
  return { due, next: meeting };
}
