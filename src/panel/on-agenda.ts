import { calendarFor, type Policies } from '../casework/load';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import { asItStood, endOf } from '../domain/case/as-it-stood';
import type { Case, CaseHead } from '../domain/case/case';
import { standsOnAgenda } from '../domain/panel/agenda-case';
import { meetingAt, meetingBefore, postingsAt, type Cycle, type Meeting } from '../domain/panel/cycle';
import type { FrozenAgenda } from '../domain/panel/frozen';
import type { PolicyPack } from '../domain/policy/pack';
import type { Delivery } from '../notices/outbox';
import type { Stores } from '../stores';
import { closedAt, unansweredIn } from './agenda-of';
import { agendaCaseOf, hasItsRules, isBeforeThePanel, type Beside } from './as-agenda-case';
import { cameLate } from './came-late';
import { cycleOf } from './cycle-of';

/** One agenda. */
interface Look {
  /** As long as this is the same, the same is said of a case by itself of which nothing was recorded. */
  readonly key: string;
  /** Whether a case stood on it. */
  stoodOn(theCase: Case, beside: Beside): boolean;
}

/** The case of a head, opened; null where there is none. It is asked for where the head does not say enough. */
export type Opening = () => Promise<Case | null>;

/** What stands before the panel of an authority at a moment. */
export interface AtPanel {
  /** Ids of cases on lists that were closed: they stand there whatever became of them. */
  readonly listed: ReadonlySet<string>;
  /** Of a case that is not on such a list. */
  stands(theCase: Case, calendar: SchoolCalendar): boolean;
  /** The same where alerts that nobody has answered are left out: what stands by itself stands with them too. */
  standsByItself(theCase: Case, calendar: SchoolCalendar): boolean;
  /** Alerts of this case wait for an answer, so that the hour may decide whether it stands there. */
  waits(caseId: string): boolean;
  /** See `Look`. */
  readonly key: string;
}

/**
 * What stands before the panel: on the agenda as it is now, or on one that was due to be posted for the meeting that is
 * prepared or held, for one to come after it, or for the one before. So a case that was talked about can be opened until the next agenda has had its
 * meeting, whatever has been done about it since. Of an agenda that was closed its list says so, with what is urgent and
 * came later; one that nobody has closed yet is looked back at, but for alerts that have been answered meanwhile. Null
 * where there is no such authority.
 */
export async function atPanel(code: string, now: Instant, stores: Stores, policies: Policies): Promise<AtPanel | null> {
  const authority = await stores.directory.authority(code);
  const unanswered = await unansweredIn(code, stores);
  if (!authority) return null;
  const cycle = await cycleOf(authority, londonDate(now), stores, policies);
  const meeting = meetingAt(cycle, now);
  const before = meetingBefore(cycle, meeting);
  // An extra meeting may come before one whose agenda people have read already.
  const { due } = postingsAt(cycle, londonDate(now), now);
  const all = [meeting, ...due.slice(1), before];
  const closed = await stores.panels.frozen(
    code,
    all.map(({ planned }) => planned),
  );
  const policyAt: PolicyAt = (at) => policies.inForce(authority.policy, londonDate(at));
  const looks = all.flatMap((one) => looksAt(one, closedAt(one, closed), cycle, now, policyAt));
  const standsWith = (theCase: Case, calendar: SchoolCalendar, alerts: readonly Delivery[]): boolean =>
    looks.some(({ stoodOn }) => stoodOn(theCase, { calendar, alerts, policies }));
  return {
    listed: new Set(closed.flatMap(({ items }) => items.map(({ caseId }) => caseId))),
    waits: (caseId) => unanswered.has(caseId),
    key: [authority.policy, ...looks.map(({ key }) => key)].join(' '),
    stands: (theCase, calendar) => standsWith(theCase, calendar, unanswered.get(theCase.id) ?? []),
    standsByItself: (theCase, calendar) => standsWith(theCase, calendar, []),
  };
}

/** Whether a case stands there. For a case that there is not, as much is asked of the stores as for one that there is. */
export async function lookAtAgenda(
  code: string,
  now: Instant,
  stores: Stores,
  policies: Policies,
): Promise<(head: CaseHead | null, open: Opening) => Promise<boolean>> {
  const panel = await atPanel(code, now, stores, policies);
  if (!panel) return async () => false;
  return async (head, open) => {
    const calendar = await calendarFor(head ?? { school: null, authority: code }, stores.directory);
    if (head && head.authority === code && panel.listed.has(head.id)) return true;
    const theCase = await open();
    return theCase !== null && theCase.authority === code && panel.stands(theCase, calendar);
  };
}

/** What has to be looked at besides the list of an agenda that was closed. */
function looksAt(meeting: Meeting, list: FrozenAgenda | null, cycle: Cycle, now: Instant, policyAt: PolicyAt): Look[] {
  const over = endOf(meeting.on);
  if (list) {
    const stoodOn: Look['stoodOn'] = (theCase, beside) => cameLate(theCase, list, over, beside, policyAt);
    return [{ key: `late ${list.takenAt} ${over}`, stoodOn }];
  }
  const previous = meetingBefore(cycle, meeting);
  const isPrepared = over > now;
  return [...(isPrepared ? [now] : []), meeting.postAt]
    .filter((at) => at <= now)
    .map((at) => ({
      key: `after ${previous.postAt} ${at === now ? londonDate(now) : at}`,
      stoodOn: (theCase, beside) => stoodAt(at, theCase, beside, previous, policyAt),
    }));
}

/** The policy by which an authority worked at a moment. */
type PolicyAt = (at: Instant) => PolicyPack;

function stoodAt(at: Instant, theCase: Case, beside: Beside, previous: Meeting, policyAt: PolicyAt): boolean {
  const then = asItStood(theCase, (recordedAt) => recordedAt <= at);
  if (!then || !hasItsRules(then, beside.policies) || !isBeforeThePanel(then)) return false;
  return standsOnAgenda(agendaCaseOf(then, beside, at), policyAt(at), previous);
}
