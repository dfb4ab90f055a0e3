import type { Logger } from 'pino';
import type { Policies } from '../casework/load';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { Case } from '../domain/case/case';
import { rulesNow } from '../domain/case/rules';
import { asItStood, endOf } from '../domain/case/as-it-stood';
import { agenda, type Agenda } from '../domain/panel/agenda';
import type { AgendaCase } from '../domain/panel/agenda-case';
import type { FrozenAgenda } from '../domain/panel/frozen';
import { lastAgenda } from '../domain/panel/last-agenda';
import { meetingAfter, meetingBefore, takesPlace, type Meeting } from '../domain/panel/cycle';
import { outcomeOf } from '../domain/panel/outcome';
import type { Delivery } from '../notices/outbox';
import type { Authority } from '../people/directory';
import type { Stores } from '../stores';
import type { CalendarOf } from '../domain/register/register';
import { agendaCaseOf, hasItsRules, isBeforeThePanel } from './as-agenda-case';
import { whenOver } from './before-meeting';
import { calendarsOf } from './calendars';
import { cameLateAmong } from './came-late';
import { cycleOf } from './cycle-of';

/** Cases as an agenda looks at them, and how many there are besides that cannot be read. */
interface Looked {
  /** All that was read for it: also what went on as another one, and what cannot be looked at. */
  readonly read: readonly Case[];
  /** What can be looked at. */
  readonly given: readonly Case[];
  readonly calendarOf: CalendarOf;
  readonly cases: readonly AgendaCase[];
  readonly unread: number;
}

export interface ReadAgenda {
  readonly agenda: Agenda;
  /** The cases that were read for it. */
  readonly cases: readonly Case[];
}

/** The agenda of one meeting as the cases stand at a moment. A case that cannot be read is left out, and told the operator. */
export async function agendaOf(
  authority: Authority,
  meeting: Meeting,
  now: Instant,
  stores: Stores,
  policies: Policies,
  log: Pick<Logger, 'error'>,
): Promise<ReadAgenda> {
  const asOf = londonDate(now);
  const cycle = await cycleOf(authority, asOf, stores, policies);
  const [previous, next] = [meetingBefore(cycle, meeting), meetingAfter(cycle, meeting)];
  const closed = await stores.panels.frozen(authority.code, [meeting.planned, previous.planned]);
  const frozen = closedAt(meeting, closed);
  const listed = new Set(frozen?.items.map(({ caseId }) => caseId));
  const looked = await casesBefore(authority, previous, listed, now, stores, policies, log);
  const policyAt = (at: Instant) => policies.inForce(authority.policy, londonDate(at));
  const late = frozen && cameLateAmong(looked.given, frozen, endOf(meeting.on), looked.calendarOf, policies, policyAt);
  const policy = policyAt(now);
  const before = closedAt(previous, closed);
  const last = before && lastAgenda(before, looked.read, (one) => rulesOf(one, policies));
  const isOver = takesPlace(meeting) && meeting.on < asOf;
  const sitting = { on: meeting.on, since: previous.on };
  const held = isOver ? looked.given.map((one) => whenOver(one, endOf(meeting.on), policies)) : [];
  return {
    agenda: agenda({
      ...{ cases: looked.cases, unread: looked.unread },
      ...{ meeting, previous, next, policy, asOf, frozen, last },
      ...(late && { cameLate: late }),
      ...(frozen && { whenClosed: casesWhenClosed(looked, frozen, policies) }),
      ...(isOver && { outcome: outcomeOf(sitting, held, frozen, policy) }),
    }),
    cases: looked.read,
  };
}

const rulesOf = (one: Case, policies: Policies) => (hasItsRules(one, policies) ? policies(rulesNow(one)) : null);

/** The cases as they were when a list was closed. One of which nothing was recorded since is as it is now. */
const casesWhenClosed = ({ given, cases, calendarOf }: Looked, { takenAt }: FrozenAgenda, policies: Policies) =>
  given.flatMap((one, at) => {
    if (one.facts.every(({ recordedAt }) => recordedAt <= takenAt)) return [cases[at]!];
    const then = asItStood(one, (recordedAt) => recordedAt <= takenAt);
    if (!then || !hasItsRules(then, policies) || !isBeforeThePanel(then)) return [];
    return [agendaCaseOf(then, { calendar: calendarOf(one), alerts: [], policies }, takenAt)];
  });

/** The list that was closed at the cut-off of the meeting as it stands now. */
export const closedAt = ({ planned, postAt }: Meeting, closed: readonly FrozenAgenda[]): FrozenAgenda | null =>
  closed.find((one) => one.meeting === planned && one.postAt === postAt) ?? null;

/** @param listed ids of cases that are looked at also where they went on as another one. */
export async function casesBefore(
  authority: Authority,
  previous: Meeting,
  listed: ReadonlySet<string>,
  now: Instant,
  stores: Stores,
  policies: Policies,
  log: Pick<Logger, 'error'>,
): Promise<Looked> {
  const { given, read, unread } = await filesBefore(authority, previous, listed, stores, policies, log);
  const calendarOf = await calendarsOf(given, stores.directory);
  const unanswered = await unansweredIn(authority.code, stores);
  const cases = given.map((one) => {
    const [calendar, alerts] = [calendarOf(one), unanswered.get(one.id) ?? []];
    return agendaCaseOf(one, { calendar, alerts, policies }, now);
  });
  return { given, calendarOf, read, cases, unread };
}

/**
 * The cases that may stand before a meeting as they are on record: those that are open, or were since `previous`. What is
 * on its list is read whenever it was closed: a meeting may have been added since, and `previous` be another.
 */
export async function filesBefore(
  { code }: Authority,
  previous: Meeting,
  listed: ReadonlySet<string>,
  stores: Stores,
  policies: Policies,
  log: Pick<Logger, 'error'>,
): Promise<Omit<Looked, 'cases' | 'calendarOf'>> {
  const open = await stores.cases.openCases(code, null);
  const closed = await stores.cases.closedSince(code, previous.postAt);
  const read = [...open, ...closed, ...(await stillListed(listed, [...open, ...closed], stores))];
  const before = read.filter((one) => listed.has(one.id) || isBeforeThePanel(one));
  const given = before.filter((one) => hasItsRules(one, policies));
  // One case whose rules are gone must not take the agenda from all the others.
  for (const one of before) if (!given.includes(one)) log.error({ case: one.id }, UNREAD);
  return { given, read, unread: before.length - given.length };
}

async function stillListed(listed: ReadonlySet<string>, read: readonly Case[], { cases }: Stores): Promise<Case[]> {
  const known = new Set(read.map(({ id }) => id));
  const others = [...listed].filter((id) => !known.has(id));
  return others.length > 0 ? cases.byIds(others) : [];
}

const UNREAD = 'the rules of a case are not there, and the agenda leaves it out';

/** The alerts of an authority that nobody has answered yet, by the case that they are about. */
export async function unansweredIn(authority: string, { outbox }: Stores): Promise<Map<string | null, Delivery[]>> {
  const [passedOn, awaited] = [await outbox.passedOn(authority), await outbox.awaitedIn(authority)];
  return Map.groupBy([...passedOn, ...awaited], ({ caseId }) => caseId);
}
