import { listNote } from '../casework/deed';
import { ifAllowed } from '../casework/refusing';
import { seenAmong } from '../casework/seeing';
import { may } from '../domain/access/table';
import { inWords, type Instant, type LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { endOf } from '../domain/case/as-it-stood';
import type { Case } from '../domain/case/case';
import { lastMeeting, meetingBefore, meetingOnOrAfter, type Cycle, type Meeting } from '../domain/panel/cycle';
import type { FrozenAgenda } from '../domain/panel/frozen';
import {
  isMinuted,
  minutesOf,
  type BeforeMeeting,
  type MinutedCase,
  type MinutedDecision,
  type Minutes,
} from '../domain/panel/minutes';
import type { PolicyPack } from '../domain/policy/pack';
import type { CalendarOf } from '../domain/register/register';
import { Refusal } from '../errors';
import type { Person } from '../people/directory';
import { closedAt, filesBefore } from './agenda-of';
import { authorityOf } from './authority-of';
import { whenOver } from './before-meeting';
import { calendarsOf } from './calendars';
import { cameLate } from './came-late';
import type { PanelDeps } from './create-panel';
import { cycleOf } from './cycle-of';
import { dayGoneBy } from './day-gone-by';
import type { PanelMinutes } from './minutes';

export function createMinutes(deps: PanelDeps): PanelMinutes {
  const { storage, policies, clock, log } = deps;
  const allowed = <T>(person: Person, work: () => Promise<T>) => ifAllowed(person, 'see-minutes', deps, work);

  async function cycleFor({ authority: code }: Person, now: Instant) {
    const authority = await authorityOf(code, storage);
    return { authority, cycle: await cycleOf(authority, londonDate(now), storage, policies) };
  }

  const listOf = async (code: string, meeting: Meeting): Promise<FrozenAgenda | null> =>
    closedAt(meeting, await storage.panels.frozen(code, [meeting.planned]));

  async function whole(person: Person, on: LocalDate, taken: string): Promise<Minutes> {
    const now = clock.now();
    const { authority, cycle } = await cycleFor(person, now);
    const meeting = heldOn(cycle, on, londonDate(now));
    const frozen = await listOf(authority.code, meeting);
    const listed = new Set(frozen?.items.map(({ caseId }) => caseId));
    const previous = meetingBefore(cycle, meeting);
    const { given, unread } = await filesBefore(authority, previous, listed, storage, policies, log);
    const policy = policies.inForce(authority.policy, meeting.on);
    const over = endOf(meeting.on);
    const look = { over, policy, frozen, calendarOf: await calendarsOf(given, storage.directory) };
    const before = new Map(given.map((one) => [one.id, beforeMeeting(one, listed.has(one.id), look)]));
    const minuted = given.filter(({ id }) =>
      isMinuted(before.get(id)!, { on: meeting.on, since: previous.on }, frozen),
    );
    const seen = await seenAmong(person, minuted, storage, deps, now, 'see-minutes');
    const shown = seen.map(({ id }) => id);
    const note = listNote({ person, action: 'see-minutes' }, shown, now);
    storage.audit.later({ ...note, fields: [taken, `meeting:${meeting.planned}`] });
    const cases = shown.map((id) => before.get(id)!);
    const names = await namesOf(cases);
    const minutes = minutesOf({
      ...{ meeting, since: previous.on, frozen, cases, names, policy, asOf: londonDate(now), unread },
      withheld: minuted.length - seen.length,
    });
    // As with the cases themselves: why it was decided so was typed for the authority's own people.
    const withReasons = new Set(seen.filter((one) => may(person, 'see-enquiries', one)).map(({ id }) => id));
    return { ...minutes, cases: minutes.cases.map((one) => (withReasons.has(one.caseId) ? one : withoutReasons(one))) };
  }

  /** Of those who were named to do something, also of whoever has left. */
  async function namesOf(cases: readonly BeforeMeeting[]): Promise<ReadonlyMap<string, string>> {
    const named = cases.flatMap(({ decisions }) => decisions.flatMap(({ decided: { person } }) => person ?? []));
    const people = named.length === 0 ? [] : await storage.directory.people([...new Set(named)]);
    return new Map(people.map(({ id, name }) => [id, name]));
  }

  /** Of an agenda that nobody has closed nobody can say what came after it. */
  function beforeMeeting(one: Case, isListed: boolean, { over, policy, frozen, calendarOf }: Look): BeforeMeeting {
    return {
      ...whenOver(one, over, policies),
      late:
        frozen !== null &&
        !isListed &&
        cameLate(one, frozen, over, { calendar: calendarOf(one), policies }, () => policy),
    };
  }

  return {
    dayOf: (person, on) =>
      allowed(person, async () => {
        const now = clock.now();
        const { cycle } = await cycleFor(person, now);
        const today = londonDate(now);
        return on === null ? lastMeeting(cycle, today).on : heldOn(cycle, on, today).on;
      }),

    last: (person) =>
      allowed(person, async () => {
        const now = clock.now();
        const { authority, cycle } = await cycleFor(person, now);
        const meeting = lastMeeting(cycle, londonDate(now));
        return (await listOf(authority.code, meeting)) && meeting.on;
      }),

    whole: (person, on, taken) => allowed(person, () => whole(person, on, taken)),
  };
}

function withoutReasons(one: MinutedCase): MinutedCase {
  const openly = (decision: MinutedDecision): MinutedDecision => ({ ...decision, reason: null, dissent: null });
  return { ...one, decided: one.decided.map(openly), carried: one.carried.map(openly) };
}

interface Look {
  /** The end of the day of the meeting. */
  readonly over: Instant;
  readonly policy: PolicyPack;
  readonly frozen: FrozenAgenda | null;
  readonly calendarOf: CalendarOf;
}

/** The meeting that was held on a day, or is on this very day. Throws `Refusal`. */
function heldOn(cycle: Cycle, on: LocalDate, today: LocalDate): Meeting {
  const meeting = meetingOnOrAfter(cycle, dayGoneBy(on, today, 'minutes'));
  if (meeting.on === on) return meeting;
  throw new Refusal(
    'no-such-meeting',
    `The panel did not meet on ${inWords(on)}. Its last meeting was on ${inWords(lastMeeting(cycle, today).on)}: say “minutes” for that one.`,
  );
}
