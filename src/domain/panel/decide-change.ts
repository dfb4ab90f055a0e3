import { inWords, type Instant, type LocalDate } from '../calendar/date';
import { londonDate, londonTime } from '../calendar/london';
import { isWorkingDay } from '../calendar/working-days';
import { isOfCycle, meetingOn, meetingOnOrAfter, meetingAfter, takesPlace, type Cycle, type Meeting } from './cycle';
import type { SaidOfMeeting } from './meeting-change';

/** Of what is said of a meeting: why it cannot be so, and what to do; null where it can. */
export function whyNotChanged(
  cycle: Cycle,
  planned: LocalDate,
  said: SaidOfMeeting,
  reason: string,
  now: Instant,
): string | null {
  if (!isOfCycle(cycle, planned)) return 'The panel has no such meeting. Say meetings to see those to come.';
  if (reason === '') return 'Say why. The reason stays on the record, and does not go into the channel.';
  const today = londonDate(now);
  const meeting = meetingOn(cycle, planned);
  if (meeting.on < today) return whatHasBeen(meeting);
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

type Moved = SaidOfMeeting & { kind: 'moved' };

function whyNotMoved(cycle: Cycle, meeting: Meeting, { to, time }: Moved, now: Instant): string | null {
  const today = londonDate(now);
  if (to < today || (to === today && time !== null && time <= londonTime(now)))
    return 'That has passed already. Give a day and a time that are still to come.';
  if (!isWorkingDay(to, cycle.bankHolidays))
    return `${inWords(to)} is no working day. Give one on which an office works.`;
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

/** Meetings keep their order, each on a day of its own, so that each knows which one came before it. */
function inTheWay(cycle: Cycle, { planned, on }: Meeting, to: LocalDate): string | null {
  const days = [planned, on, to].sort();
  for (let other = meetingOnOrAfter(cycle, days[0]!); other.on <= days[2]!; other = meetingAfter(cycle, other)) {
    if (other.planned === planned) continue;
    if (other.on === to) return `The panel meets on ${inWords(to)} already. Give another day.`;
    if (other.planned < planned ? other.on > to : other.on < to)
      return `The meeting of ${inWords(other.on)} would lie on the wrong side of it. Give a day ${
        other.planned < planned ? 'after' : 'before'
      } that one, or cancel or move that one first.`;
  }
  return null;
}
