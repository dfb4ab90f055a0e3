import type { Logger } from 'pino';
import type { Policies } from '../casework/load';
import type { Instant, LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { frozenItems } from '../domain/panel/agenda-case';
import { meetingBefore, meetingOnOrAfter, postingsAt, type Cycle, type Meeting } from '../domain/panel/cycle';
import type { FrozenAgenda } from '../domain/panel/frozen';
import type { Authority } from '../people/directory';
import type { Storage } from '../stores';
import { agendaOfMeeting } from './agenda-notice';
import { casesBefore, closedAt } from './agenda-of';
import { cycleOf } from './cycle-of';
import { settle } from './settle';

interface Deps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly log: Logger;
}

/**
 * Closes the agendas whose cut-off has come, puts them into the outbox where the panel has a channel, and has the one of a
 * meeting that has been say what was decided; returns how many are posted. The cases are read before the transaction, which everybody who writes waits for on the embedded database:
 * what is recorded meanwhile is recorded since. Whoever comes second finds it done.
 */
export async function closeDue(authority: Authority, now: Instant, deps: Deps): Promise<number> {
  const { storage, policies } = deps;
  const cycle = await cycleOf(authority, londonDate(now), storage, policies);
  const { due, next } = postingsAt(cycle, londonDate(now), now);
  const closed = await storage.panels.frozen(
    authority.code,
    due.map(({ planned }) => planned),
  );
  const open = due.filter((meeting) => !closedAt(meeting, closed));
  const channel = await storage.panels.channel(authority.code);
  const held = lastHeld(cycle, londonDate(now));
  const isSettled =
    channel === null ||
    (channel.nextPostAt === next.postAt && channel.nextMeeting === next.on && channel.toldOf === held.planned);
  if (open.length === 0 && isSettled) return 0;
  const lists = await Promise.all(open.map((meeting) => listOf(authority, meeting, cycle, now, deps)));
  return storage.transaction(async (stores) => {
    for (const list of lists) {
      const isFirst = await stores.panels.freeze(authority.code, list);
      if (isFirst) await stores.outbox.agendaMoved(authority.code, agendaOfMeeting({ planned: list.meeting }), now);
    }
    // Another instance may have posted in between, or somebody chosen another channel.
    const since = await stores.panels.channel(authority.code);
    if (!since) return 0;
    // The day of the meeting is over: its agenda says from now on what was decided.
    if (since.toldOf !== held.planned) await stores.outbox.agendaMoved(authority.code, agendaOfMeeting(held), now);
    return (await settle({ ...since, toldOf: held.planned }, authority, now, stores, policies)).posted.length;
  });
}

/** The last meeting whose day is over. */
const lastHeld = (cycle: Cycle, today: LocalDate): Meeting => meetingBefore(cycle, meetingOnOrAfter(cycle, today));

async function listOf(
  authority: Authority,
  meeting: Meeting,
  cycle: Cycle,
  now: Instant,
  { storage, policies, log }: Deps,
): Promise<FrozenAgenda> {
  const previous = meetingBefore(cycle, meeting);
  const { cases } = await casesBefore(authority, previous, new Set(), now, storage, policies, log);
  const policy = policies.inForce(authority.policy, londonDate(now));
  const { planned, postAt } = meeting;
  return { meeting: planned, postAt, takenAt: now, items: frozenItems(cases, policy, previous) };
}
