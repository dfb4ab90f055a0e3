import type { Policies } from '../../casework/load';
import type { Clock } from '../../clock';
import type { Instant, LocalDate } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import type { Cycle } from '../../domain/panel/cycle';
import {
  agreedAfter,
  backAs,
  forgotten,
  goneTogether,
  inTeams,
  isMissedFirst,
  markOf,
  stepFor,
  toLookAt,
  type InTeams,
  type Step,
} from '../../domain/panel/panel-calendar';
import type { PolicyPack } from '../../domain/policy/pack';
import { Refusal } from '../../errors';
import type { Authority } from '../../people/directory';
import type { Storage } from '../../stores';
import { cycleOf } from '../cycle-of';
import { SO_MANY } from '../meetings';
import type { Calendars, EventOf, FoundEvent } from './calendars';
import { eventOf, timesOf, transactionOf } from './event-words';
import type { AgreedOn } from './panel-calendar-store';
import { takeIn, tellGoneTogether, tellSeries, type Taken } from './take-in';

export interface LookDeps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly calendars: Calendars;
  readonly clock: Clock;
}

/** One authority and its calendar, while it is looked at. */
interface Look extends LookDeps {
  readonly authority: Authority;
  readonly calendar: string;
  readonly rules: PolicyPack['panel'];
  /** When it began. */
  readonly now: Instant;
  readonly signal: AbortSignal;
}

/** A meeting with what was found of it in the calendar. */
interface Seen {
  readonly planned: LocalDate;
  readonly events: readonly FoundEvent[];
  readonly agreed: AgreedOn | null;
}

/** `several-gone`: so much was missing at once that no meeting is cancelled for it. */
export type Looked = 'looked' | 'several-gone';

/**
 * Has the next meetings and their events agree. Everything is found before anything is done, and each meeting is settled
 * by itself: wherever this ends, the next look goes on. Throws what `Calendars.whyNot` understands.
 */
export async function look(
  authority: Authority,
  calendar: string,
  deps: LookDeps,
  signal: AbortSignal,
): Promise<Looked> {
  const { storage, policies, clock } = deps;
  const now = clock.now();
  const rules = policies.inForce(authority.policy, londonDate(now)).panel;
  const looking: Look = { ...deps, authority, calendar, rules, now, signal };
  const cycle = await cycleOf(authority, londonDate(now), storage, policies);
  await storage.panelCalendars.leaveOthers(authority.code, calendar);
  const agreed = await storage.panelCalendars.agreed(authority.code, calendar);
  const known = agreed.map(({ meeting }) => meeting);
  const seen: Seen[] = [];
  for (const planned of toLookAt(cycle, now, { most: SO_MANY, known })) {
    seen.push(await see(planned, agreed.find(({ meeting }) => meeting === planned) ?? null, looking));
  }
  const gone = goneTogether(seen.map((one) => ({ ...one, step: firstStep(one, cycle, looking) })));
  if (gone.length === 0) {
    await settleEach(seen, cycle, looking);
    return 'looked';
  }
  const forgot = await forget(gone, looking);
  await settleEach(
    seen.map((one) => forgot.find(({ planned }) => planned === one.planned) ?? one),
    cycle,
    looking,
  );
  return 'several-gone';
}

/** An event that no list shows is asked for by its id; where that is not known, it is not taken to be gone, but made anew. */
async function see(planned: LocalDate, agreed: AgreedOn | null, looking: Look): Promise<Seen> {
  const { calendars, calendar, signal } = looking;
  const events = await calendars.find(nameOf(planned, looking), signal);
  if (events.length > 0 || agreed === null) return { planned, events, agreed };
  if (agreed.event !== null) {
    const event = await calendars.get(calendar, agreed.event, signal);
    return { planned, events: event ? [event] : [], agreed };
  }
  return { planned, events, agreed: agreed.isThere ? { ...agreed, ...forgotten(agreed) } : agreed };
}

const firstStep = ({ planned, events, agreed }: Seen, cycle: Cycle, { rules: { meetsAt } }: Look): Step =>
  stepFor(inTeams(cycle, planned, meetsAt), events[0] ?? null, agreed, meetsAt);

/** All at once, and before any is made anew: where a look ended among them, the last one would seem to be gone alone. */
async function forget(gone: readonly Seen[], looking: Look): Promise<Seen[]> {
  const { storage, authority, calendar, now } = looking;
  const forgot = gone.map((one) => ({
    ...one,
    agreed: { meeting: one.planned, event: null, ...forgotten(one.agreed!) },
  }));
  await storage.transaction(async (stores) => {
    for (const { agreed } of forgot) await stores.panelCalendars.agree(authority.code, calendar, agreed);
    await tellGoneTogether(authority, now, stores);
  });
  return forgot;
}

/** One that is refused for good holds up none of the others. Then throws the first refusal, so that the log hears of it. */
async function settleEach(seen: readonly Seen[], cycle: Cycle, looking: Look): Promise<void> {
  const refused: unknown[] = [];
  for (const one of seen)
    await settle(one, cycle, looking).catch((error: unknown) => {
      if (!looking.calendars.whyNot(error).isForGood) throw error;
      refused.push(error);
    });
  if (refused.length > 0) throw refused[0];
}

async function settle(one: Seen, cycle: Cycle, looking: Look): Promise<void> {
  const { rules, authority, storage, policies, clock } = looking;
  const [event = null] = one.events;
  if (event?.isSeries) return leaveToPeople(event, one, looking);
  const teams = inTeams(cycle, one.planned, rules.meetsAt);
  const step = stepFor(teams, event, one.agreed, rules.meetsAt);
  if (step.kind !== 'take') return bring(step, teams, one, looking);
  if (isMissedFirst(step, one.agreed, looking.now)) return keep({ ...one.agreed!, missedAt: looking.now }, looking);
  const taken = await tried(() =>
    storage.transaction((stores) =>
      takeIn({ authority, teams, said: step.said, event, usual: rules.meetsAt }, clock.now(), stores, policies),
    ),
  );
  if (taken === 'overtaken') return;
  if (taken === 'refused') return bring(backAs(teams, event), teams, one, looking);
  const since = await cycleOf(authority, londonDate(clock.now()), storage, policies);
  const now = inTeams(since, one.planned, rules.meetsAt);
  return bring(stepFor(now, event, one.agreed, rules.meetsAt), now, one, looking);
}

/**
 * What people have made a series of is theirs: nothing is taken of it or written, and whoever deletes it cancels no meeting. The
 * channel is told once. Its id is kept, so that no other event is made while it is there.
 */
async function leaveToPeople({ id }: FoundEvent, { planned, agreed }: Seen, looking: Look): Promise<void> {
  const { storage, authority, calendar, now } = looking;
  if (agreed?.mark === '' && agreed.event !== null) return;
  const left = { meeting: planned, event: id, ...forgotten(agreed ?? { gone: 0 }) };
  await storage.transaction(async (stores) => {
    await stores.panelCalendars.agree(authority.code, calendar, left);
    await tellSeries(authority, planned, now, stores);
  });
}

/** Who says something at the same moment in Teams is first. */
async function tried(work: () => Promise<Taken>): Promise<Taken> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return 'overtaken';
    throw error;
  }
}

/**
 * Does what is to be done in the calendar, and keeps that both agree: not where the event had gone when it was written to.
 * With the next look it would seem that people had deleted what Teams says.
 */
async function bring(step: Step, teams: InTeams, { planned, events, agreed }: Seen, looking: Look): Promise<void> {
  if (step.kind === 'take') return;
  const written = await write(step, teams, events, agreed, looking);
  if (!written) return;
  const event = teams.slot && written.event;
  const isSame = agreed === null || agreed.event === event;
  const after = agreedAfter(teams, teams.slot !== null, agreed) ?? (isSame ? null : agreed);
  if (after) await keep({ ...after, meeting: planned, event }, looking);
}

const keep = (agreed: AgreedOn, { storage, authority, calendar }: Look): Promise<void> =>
  storage.panelCalendars.agree(authority.code, calendar, agreed);

/** The id of the event as it is known then; null where the event is not there to be written to. */
async function write(
  step: Exclude<Step, { kind: 'take' }>,
  teams: InTeams,
  events: readonly FoundEvent[],
  agreed: AgreedOn | null,
  looking: Look,
): Promise<{ readonly event: string | null } | null> {
  const { calendars, calendar, authority, rules, signal } = looking;
  const id = events[0]?.id ?? '';
  const known = { event: events[0]?.id ?? null };
  const mark = markOf(teams);
  switch (step.kind) {
    case 'nothing':
      return known;
    case 'make': {
      const transaction = transactionOf(authority.code, teams, agreed);
      const event = { ...timesOf(step.slot, rules), ...eventOf(rules), mark, transaction };
      return { event: await calendars.make(nameOf(teams.planned, looking), event, signal) };
    }
    case 'move':
      return (await calendars.move(calendar, id, { ...timesOf(step.slot, rules), mark }, signal)) ? known : null;
    case 'mark':
      return (await calendars.mark(calendar, id, mark, signal)) ? known : null;
    case 'remove':
      // With the copies that people have made: one that stayed would be taken for the meeting being there again. No series is.
      for (const one of events.filter(({ isSeries }) => !isSeries)) await calendars.remove(calendar, one.id, signal);
      return known;
  }
}

const nameOf = (planned: LocalDate, { calendar, authority: { code } }: Look): EventOf => ({
  ...{ calendar, authority: code, planned },
});
