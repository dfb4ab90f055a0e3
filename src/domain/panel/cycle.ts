import { addDays, daysBetween, laterOf, type Instant, type LocalDate } from '../calendar/date';
import { londonDate, londonInstant, type LocalTime } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { workingDaysBefore } from '../calendar/working-days';
import type { PolicyPack } from '../policy/pack';
import { weekOf } from './closed-weeks';
import type { ClosedList } from './frozen';
import { addedOf, saidOf, type MeetingChange } from './meeting-change';

/** When a panel meets: on the anchor and every so many days before and after it, but for what was said of its meetings. */
export interface Cycle {
  readonly anchor: LocalDate;
  readonly rules: Pick<PolicyPack['panel'], 'everyDays' | 'cutOffWorkingDays' | 'postAt' | 'meetsAt'>;
  readonly bankHolidays: ReadonlySet<LocalDate>;
  /** What was said of its meetings, oldest first; left out: nothing. */
  readonly changes?: readonly MeetingChange[];
  /** The authority's own term dates, where it leaves out weeks in which the schools are closed; left out: it keeps them. */
  readonly schools?: SchoolCalendar;
  /** What is on record of its meetings, which no later setting changes; left out: nothing. */
  readonly record?: PanelRecord;
}

export interface PanelRecord {
  /** In the order in which they were closed. */
  readonly lists: readonly ClosedList[];
  readonly today: LocalDate;
}

/** `skipped`: its week is left out, since the schools are closed, and nobody has put it back. */
export type MeetingState = 'planned' | 'moved' | 'cancelled' | 'skipped';

export interface Meeting {
  /** The day that the cycle gives, or on which it was added: a meeting is known by it, wherever it is moved to. */
  readonly planned: LocalDate;
  readonly on: LocalDate;
  /** When on that day, where somebody has said so. */
  readonly time: LocalTime | null;
  /** Somebody has added it to those that the cycle gives. It stands as any other does: on its day it is `planned`. */
  readonly isExtra: boolean;
  readonly state: MeetingState;
  /** The last day that the agenda looks at. */
  readonly cutOff: LocalDate;
  /** When the agenda is posted: on the cut-off day, at the hour that the policy names; of one that is added later, at once. */
  readonly postAt: Instant;
}

export const takesPlace = ({ state }: Meeting): boolean => state === 'planned' || state === 'moved';

/** Its time has come, or has been: on its day, from when the panel usually meets where nobody has said another time. */
export const hasBegun = ({ rules }: Cycle, meeting: Meeting, now: Instant): boolean =>
  takesPlace(meeting) && londonInstant(meeting.on, meeting.time ?? rules.meetsAt) <= now;

/** Whether a meeting is known by this day: the cycle gives it, or gave it when its list was closed, or somebody added it. */
export const isMeeting = (cycle: Cycle, day: LocalDate): boolean =>
  isGiven(cycle, day) || wasAdded(cycle, day) || wasClosed(cycle, day);

const isGiven = ({ anchor, rules }: Cycle, day: LocalDate): boolean => daysBetween(anchor, day) % rules.everyDays === 0;

const wasAdded = ({ changes = [] }: Cycle, day: LocalDate): boolean => addedOf(day, changes) !== null;

const wasClosed = ({ record }: Cycle, day: LocalDate): boolean =>
  record?.lists.some(({ meeting }) => meeting === day) ?? false;

/**
 * The meeting that is known by this day, as it stands after all that was said of it. Once its list was closed its
 * cut-off stays as it was, and its week is not left out: settings change what is to come.
 */
export function meetingOn(cycle: Cycle, planned: LocalDate): Meeting {
  const { changes = [], schools } = cycle;
  const { on, time, last } = saidOf(planned, changes);
  const list = listFor(cycle, planned, on);
  const isLeftOut = last === null && !list && schools !== undefined && weekOf(schools, planned) === 'closed';
  const said = last === 'moved' || last === 'cancelled' ? last : 'planned';
  const added = addedOf(planned, changes);
  const postAt = list?.postAt ?? closesAt(cycle, on, added?.at ?? null);
  return {
    ...{ planned, on, time, isExtra: added !== null },
    state: isLeftOut ? 'skipped' : said,
    ...{ cutOff: londonDate(postAt), postAt },
  };
}

/**
 * One that is called after its cut-off is closed when it is called. The next one counts what is new from then on, so that
 * nothing is put before the panel twice as new.
 */
function closesAt({ rules, bankHolidays }: Cycle, on: LocalDate, called: Instant | null): Instant {
  const due = londonInstant(workingDaysBefore(on, rules.cutOffWorkingDays, bankHolidays), rules.postAt);
  return called !== null && called > due ? called : due;
}

/** The list that was closed while the meeting was to be on this day. */
const listFor = ({ record, changes = [] }: Cycle, planned: LocalDate, on: LocalDate): ClosedList | undefined =>
  record?.lists.findLast(({ meeting, takenAt }) => {
    const before = changes.filter(({ at }) => at <= takenAt);
    return meeting === planned && saidOf(planned, before).on === on;
  });

/** The meeting on this day or the first one after it that takes place. The day of a meeting belongs to it until midnight. */
export const meetingOnOrAfter = (cycle: Cycle, date: LocalDate): Meeting => firstFrom(cycle, date, () => true);

/** The meeting that is being prepared at this moment, or that takes place today. */
export const meetingAt = (cycle: Cycle, now: Instant): Meeting => meetingOnOrAfter(cycle, londonDate(now));

/** The days on which the panel has met from a day on, with that of today's meeting; earliest first. */
export function daysMet(cycle: Cycle, from: LocalDate, today: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let one = meetingOnOrAfter(cycle, from); one.on <= today; one = meetingAfter(cycle, one)) days.push(one.on);
  return [...new Set(days)];
}

/** The last meeting that was due to be held: that of this day, or the one before it. */
export function lastMeeting(cycle: Cycle, today: LocalDate): Meeting {
  const next = meetingOnOrAfter(cycle, today);
  return next.on === today ? next : meetingBefore(cycle, next);
}

export const meetingAfter = (cycle: Cycle, meeting: Meeting): Meeting =>
  firstFrom(cycle, meeting.on, (one) => byDay(one, meeting) > 0);

export function meetingBefore(cycle: Cycle, meeting: Meeting): Meeting {
  const isBefore = (one: Meeting) => isHeld(cycle, one) && byDay(one, meeting) < 0;
  let last = lastOfCycle(cycle, meeting.on);
  while (!isBefore(last) || last.state === 'moved')
    last = meetingOn(cycle, addDays(last.planned, -cycle.rules.everyDays));
  return [last, ...outOfTurn(cycle).filter(isBefore)].sort(byDay).at(-1)!;
}

/** The next meetings from today on, with those that do not take place, each on the day that it is or was to be on. */
export function nextMeetings(cycle: Cycle, today: LocalDate, most: number): Meeting[] {
  const { everyDays } = cycle.rules;
  const first = firstOfCycle(cycle, today).planned;
  const spoken = knownOnes(cycle);
  const days = Array.from({ length: most + spoken.length }, (_, n) => addDays(first, n * everyDays));
  const given = days.map((day) => meetingOn(cycle, day)).filter((one) => !isOnlyReckoned(cycle, one));
  const elsewhere = spoken.filter(({ planned }) => !days.includes(planned));
  const last = days.at(-1)!;
  return [...given, ...elsewhere]
    .filter(({ on }) => on >= today && on <= last)
    .sort(byDay)
    .slice(0, most);
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

/** Two on one day can only come of term dates or a cycle that were changed after one of them was moved or added. */
const byDay = (a: Meeting, b: Meeting): number => a.on.localeCompare(b.on) || a.planned.localeCompare(b.planned);

/** The cycle goes on for good, and only so many of its meetings were spoken of or lie in one school year's holidays. */
function firstFrom(cycle: Cycle, from: LocalDate, isWanted: (meeting: Meeting) => boolean): Meeting {
  const isOne = (one: Meeting) => isHeld(cycle, one) && one.on >= from && isWanted(one);
  let next = firstOfCycle(cycle, from);
  while (!isOne(next) || next.state === 'moved') next = meetingOn(cycle, addDays(next.planned, cycle.rules.everyDays));
  return [next, ...outOfTurn(cycle).filter(isOne)].sort(byDay)[0]!;
}

/** What the cycle gives on this day or after it, whatever was said of it. */
function firstOfCycle(cycle: Cycle, date: LocalDate): Meeting {
  const { anchor, rules } = cycle;
  const cycles = Math.ceil(daysBetween(anchor, date) / rules.everyDays);
  return meetingOn(cycle, addDays(anchor, cycles * rules.everyDays));
}

function lastOfCycle(cycle: Cycle, date: LocalDate): Meeting {
  const first = firstOfCycle(cycle, date);
  return first.planned === date ? first : meetingOn(cycle, addDays(first.planned, -cycle.rules.everyDays));
}

/** Those that were spoken of, with those that were added, and those that only the cycle of before has given. */
function knownOnes(cycle: Cycle): Meeting[] {
  const spoken = (cycle.changes ?? []).map(({ meeting }) => meeting).filter((day) => isMeeting(cycle, day));
  const ofBefore = (cycle.record?.lists ?? []).map(({ meeting }) => meeting).filter((day) => !isGiven(cycle, day));
  return [...new Set([...spoken, ...ofBefore])].map((day) => meetingOn(cycle, day));
}

const outOfTurn = (cycle: Cycle): Meeting[] =>
  knownOnes(cycle).filter(({ state, planned }) => state === 'moved' || !isGiven(cycle, planned));

const isHeld = (cycle: Cycle, one: Meeting): boolean => takesPlace(one) && !isOnlyReckoned(cycle, one);

/**
 * A day gone by, or before a meeting whose list is closed, that only the cycle of today gives: too near to such a meeting
 * for both to be. One whose list nobody closed, since the bot was down, lies a whole interval from the others. Of an
 * extra one nothing follows: it is called as near to another as it is needed.
 */
function isOnlyReckoned(cycle: Cycle, { planned }: Meeting): boolean {
  const { record, rules, changes = [] } = cycle;
  if (!record || wasClosed(cycle, planned)) return false;
  if (changes.some(({ meeting }) => meeting === planned)) return false;
  return record.lists.some(
    ({ meeting }) =>
      !wasAdded(cycle, meeting) &&
      (planned < record.today || planned < meeting) &&
      Math.abs(daysBetween(meeting, planned)) < rules.everyDays,
  );
}
