import { inWords, type Instant, type LocalDate } from '../calendar/date';
import { londonDate, londonTime, type LocalTime } from '../calendar/london';
import { isWorkingDay } from '../calendar/working-days';
import {
  hasBegun,
  isMeeting,
  meetingAfter,
  meetingOn,
  meetingOnOrAfter,
  takesPlace,
  type Cycle,
  type Meeting,
} from './cycle';
import type { SaidOfMeeting } from './meeting-change';

/** Of what is said of a meeting: why it cannot be so, and what to do; null where it can. */
export function whyNotChanged(
  cycle: Cycle,
  planned: LocalDate,
  said: SaidOfMeeting,
  reason: string,
  now: Instant,
): string | null {
  if (said.kind !== 'added' && !isMeeting(cycle, planned))
    return 'The panel has no such meeting. Say meetings to see those to come.';
  if (reason === '') return 'Say why. The reason stays on the record, and does not go into the channel.';
  if (said.kind === 'added') return whyNotAdded(cycle, planned, said, now);
  const today = londonDate(now);
  const meeting = meetingOn(cycle, planned);
  if (meeting.on < today) return whatHasBeen(meeting);
  if (hasBegun(cycle, meeting, now))
    return `The meeting of ${inWords(meeting.on)} has begun or has been, so it stays on record as it is.`;
  switch (said.kind) {
    case 'moved':
      return whyNotMoved(cycle, meeting, said, now);
    case 'cancelled':
      return whyNotCancelled(meeting);
    case 'put-back':
      return whyNotPutBack(cycle, meeting, today);
  }
}

const whatHasBeen = (meeting: Meeting): string =>
  takesPlace(meeting)
    ? `The meeting of ${inWords(meeting.on)} has been, so it stays as it was.`
    : `${inWords(meeting.on)} has passed. Choose a meeting that is still to come.`;

type SaidAs<K extends SaidOfMeeting['kind']> = Extract<SaidOfMeeting, { kind: K }>;

/** A week without school is no obstacle: whoever calls the panel together then means to. */
function whyNotAdded(cycle: Cycle, day: LocalDate, { time }: SaidAs<'added'>, now: Instant): string | null {
  const never = whyNotThen(cycle, day, time, now);
  if (never) return never;
  if (meetingOnOrAfter(cycle, day).on === day) return meetsAlready(day);
  // It would be known by the same day.
  const meeting = isMeeting(cycle, day) ? meetingOn(cycle, day) : null;
  switch (meeting?.state) {
    case 'cancelled':
      return `The meeting of ${inWords(day)} is cancelled. Put that one back in place of adding another.`;
    case 'moved':
      return `The meeting of ${inWords(day)} was moved to ${inWords(meeting.on)}. Give another day, or put that one back and add one on ${inWords(meeting.on)}.`;
    default:
      return null;
  }
}

function whyNotThen(cycle: Cycle, day: LocalDate, time: LocalTime | null, now: Instant): string | null {
  const today = londonDate(now);
  if (day < today || (day === today && (time ?? cycle.rules.meetsAt) <= londonTime(now)))
    return 'That has passed already. Give a day and a time that are still to come.';
  return isWorkingDay(day, cycle.bankHolidays)
    ? null
    : `${inWords(day)} is no working day. Give one on which an office works.`;
}

const meetsAlready = (day: LocalDate): string => `The panel meets on ${inWords(day)} already. Give another day.`;

function whyNotMoved(cycle: Cycle, meeting: Meeting, { to, time }: SaidAs<'moved'>, now: Instant): string | null {
  const never = whyNotThen(cycle, to, time, now);
  if (never) return never;
  if (takesPlace(meeting) && meeting.on === to && meeting.time === time)
    return `The meeting is on ${inWords(to)} already. Give another day or time.`;
  return inTheWay(cycle, meeting, to);
}

function whyNotCancelled({ on, state }: Meeting): string | null {
  if (state === 'cancelled') return `The meeting of ${inWords(on)} is cancelled already.`;
  return state === 'skipped' ? `The panel does not meet on ${inWords(on)}: the schools are closed in that week.` : null;
}

function whyNotPutBack(cycle: Cycle, meeting: Meeting, today: LocalDate): string | null {
  const { planned, state } = meeting;
  if (state === 'planned') return `The meeting is on ${inWords(planned)}, as it always was.`;
  if (planned < today) return `${inWords(planned)} has passed. Move the meeting to a day that is still to come.`;
  return inTheWay(cycle, meeting, planned);
}

/**
 * Each is on a day of its own, so that each knows which one came before it, and those that the cycle gives keep their order.
 * An extra one lies wherever it was called: none has a place before it or after it to keep.
 */
function inTheWay(cycle: Cycle, { planned, on, isExtra }: Meeting, to: LocalDate): string | null {
  const days = [planned, on, to].sort();
  for (let other = meetingOnOrAfter(cycle, days[0]!); other.on <= days[2]!; other = meetingAfter(cycle, other)) {
    if (other.planned === planned) continue;
    if (other.on === to) return meetsAlready(to);
    if (isExtra || other.isExtra) continue;
    if (other.planned < planned ? other.on > to : other.on < to)
      return `The meeting of ${inWords(other.on)} would lie on the wrong side of it. Give a day ${
        other.planned < planned ? 'after' : 'before'
      } that one, or cancel or move that one first.`;
  }
  return null;
}
