import type { Instant, LocalDate } from '../calendar/date';
import { londonDate, type LocalTime } from '../calendar/london';
import { hasBegun, isMeeting, meetingOn, nextMeetings, takesPlace, type Cycle } from './cycle';
import { asGiven, lastWordOn, type SaidOfMeeting } from './meeting-change';

/** Day and time in England. */
export interface Slot {
  readonly day: LocalDate;
  readonly time: LocalTime;
}

/** A meeting as it stands by what was said in Teams. */
export interface InTeams {
  /** The day by which the meeting is known. */
  readonly planned: LocalDate;
  /** Where it is once it is put back. */
  readonly given: Slot;
  /** Null where it does not take place. */
  readonly slot: Slot | null;
  /** Id of the last word on it; empty where nobody has said anything. */
  readonly word: string;
}

/** The event of a meeting as it stands in the calendar. `time` is null for one that lasts the whole day. */
export interface EventSlot {
  readonly day: LocalDate;
  readonly time: LocalTime | null;
  /** What `markOf` gave when we wrote to it last. It is written in one with the day, so that nothing can come between. */
  readonly mark: string;
}

/** What is kept of a meeting and its event: how both stood when they last agreed. */
export interface Agreed {
  readonly isThere: boolean;
  /** What `markOf` gave then. */
  readonly mark: string;
  /** How many events of it were there and are not any more. */
  readonly gone: number;
  /** When a look first found that its event is gone; null where the last one found it, or there was none. */
  readonly missedAt: Instant | null;
}

/** What is to be done so that both agree. `take`: what was done in the calendar is said of the meeting. */
export type Step =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'take'; readonly said: SaidOfMeeting }
  | { readonly kind: 'make' | 'move'; readonly slot: Slot }
  /** The event stands where it should, and only does not bear the mark of it. */
  | { readonly kind: 'mark' }
  | { readonly kind: 'remove' };

/** @param usual when a meeting begins of which nobody has said another time. */
export function inTeams(cycle: Cycle, planned: LocalDate, usual: LocalTime): InTeams {
  const { changes = [] } = cycle;
  const word = lastWordOn(planned, changes)?.id ?? '';
  const given = { day: planned, time: asGiven(planned, changes).time ?? usual };
  if (!isMeeting(cycle, planned)) return { planned, given, slot: null, word };
  const meeting = meetingOn(cycle, planned);
  return { planned, given, slot: takesPlace(meeting) ? { day: meeting.on, time: meeting.time ?? usual } : null, word };
}

/**
 * What tells one standing of a meeting in Teams from every other, also from one of before that had the same day: with the
 * last word in it, somebody who moves a meeting away and back has said something.
 */
export const markOf = ({ slot, word }: Pick<InTeams, 'slot' | 'word'>): string =>
  `${slot ? `${slot.day}T${slot.time}` : 'none'} ${word}`;

/**
 * What to do of one meeting. Where Teams has said nothing since both agreed, what was done in the calendar is taken; where
 * both have changed, what was said in Teams holds. A time that was changed on the day itself is people's own.
 */
export function stepFor(teams: InTeams, event: EventSlot | null, agreed: Agreed | null, usual: LocalTime): Step {
  const { slot } = teams;
  const mark = markOf(teams);
  if (!event) {
    if (!slot) return { kind: 'nothing' };
    const wasTakenOut = agreed?.isThere === true && agreed.mark === mark;
    return wasTakenOut ? { kind: 'take', said: { kind: 'cancelled' } } : { kind: 'make', slot };
  }
  if (!slot) {
    const isThereAgain = agreed?.isThere === false && agreed.mark === mark;
    return isThereAgain ? { kind: 'take', said: thereAgain(teams, event, usual) } : { kind: 'remove' };
  }
  if (event.mark === mark)
    return event.day === slot.day ? { kind: 'nothing' } : { kind: 'take', said: movedTo(event, usual) };
  return isAt(event, slot) ? { kind: 'mark' } : { kind: 'move', slot };
}

/** What is to be done where what was done in the calendar cannot be so: it is as Teams has it. */
export function backAs({ slot }: InTeams, event: EventSlot | null): Step {
  if (!slot) return event ? { kind: 'remove' } : { kind: 'nothing' };
  return event ? { kind: 'move', slot } : { kind: 'make', slot };
}

const isAt = ({ day, time }: EventSlot, slot: Slot): boolean =>
  day === slot.day && (time === null || time === slot.time);

const movedTo = ({ day, time }: EventSlot, usual: LocalTime): SaidOfMeeting => ({
  kind: 'moved',
  to: day,
  time: time === usual ? null : time,
});

/** Taken out of the bin, say. */
const thereAgain = ({ given }: InTeams, event: EventSlot, usual: LocalTime): SaidOfMeeting =>
  event.day === given.day && event.time === given.time ? { kind: 'put-back' } : movedTo(event, usual);

/** What is to be kept from now on; null where that is kept already, or there is nothing to keep. */
export function agreedAfter(teams: InTeams, isThere: boolean, agreed: Agreed | null): Agreed | null {
  if (!isThere && !agreed) return null;
  const mark = markOf(teams);
  if (agreed?.isThere === isThere && agreed.mark === mark && agreed.missedAt === null) return null;
  const gone = agreed?.gone ?? 0;
  return { isThere, mark, gone: agreed?.isThere && !isThere ? gone + 1 : gone, missedAt: null };
}

/** Whether people have taken the event out of the calendar, by all that one look can tell. */
const isGone = (step: Step): boolean => step.kind === 'take' && step.said.kind === 'cancelled';

/**
 * Whether an event is gone, and no look before this one found it so. Nothing is done then: a calendar that is being emptied,
 * or that shows less for a moment, says more with the next look.
 */
export const isMissedFirst = (step: Step, agreed: Agreed | null, now: Instant): boolean =>
  isGone(step) && (agreed?.missedAt ?? now) >= now;

/** From so many on, events that are gone with one look were not taken out one by one. */
const SEVERAL = 2;

/**
 * Of the meetings that were looked at together, those whose event is gone and that are not cancelled for it, since others are
 * gone as well: a calendar was emptied, or shows less for another reason. Their events are made anew.
 */
export function goneTogether<T extends { readonly step: Step }>(seen: readonly T[]): T[] {
  const gone = seen.filter(({ step }) => isGone(step));
  return gone.length < SEVERAL ? [] : gone;
}

/** Of a meeting and an event that are taken to agree on nothing any more. No mark is ever empty. */
export const forgotten = ({ gone }: Pick<Agreed, 'gone'>): Agreed => ({
  ...{ isThere: false, mark: '', missedAt: null },
  gone: gone + 1,
});

/**
 * The meetings to look at, by the days by which they are known: the next ones, and those that have or had an event: one that
 * was cancelled is not among the next ones any more where an extra one was added, and may be there again. What has begun is
 * left alone: an event that is tidied away after the meeting does not cancel it.
 * @param most of the next ones.
 */
export function toLookAt(
  cycle: Cycle,
  now: Instant,
  { most, known }: { readonly most: number; readonly known: readonly LocalDate[] },
): LocalDate[] {
  const today = londonDate(now);
  const isStillToCome = (planned: LocalDate): boolean => {
    const meeting = meetingOn(cycle, planned);
    if (!isMeeting(cycle, planned)) return planned >= today;
    return meeting.on >= today && !hasBegun(cycle, meeting, now);
  };
  const next = nextMeetings(cycle, today, most).map(({ planned }) => planned);
  return [...new Set([...next, ...known])].filter(isStillToCome).sort();
}
