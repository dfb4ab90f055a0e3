import { calendarFor, type Policies } from '../casework/load';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { asItStood, endOf } from '../domain/case/as-it-stood';
import type { Case, CaseHead } from '../domain/case/case';
import { isUrgent, standsOnAgenda, type AgendaCase } from '../domain/panel/agenda-case';
import { meetingAt, meetingBefore, type Cycle, type Meeting } from '../domain/panel/cycle';
import type { FrozenAgenda } from '../domain/panel/frozen';
import type { PolicyPack } from '../domain/policy/pack';
import type { Stores } from '../stores';
import { agendaCaseOf, closedAt, hasItsRules, isBeforeThePanel, unansweredIn } from './agenda-of';
import { cycleOf } from './cycle-of';

/** An agenda as the cases stood at a moment. */
interface Look {
  readonly at: Instant;
  stands(one: AgendaCase, policy: PolicyPack): boolean;
}

/** The case of a head, opened; null where there is none. It is asked for where the head does not say enough. */
export type Opening = () => Promise<Case | null>;

/**
 * Whether a case stands before the panel: on the agenda as it is now, or on one that was due to be posted for the meeting
 * that is prepared or held, or for the one before. So a case that was talked about can be opened until the next agenda
 * has had its meeting, whatever has been done about it since. Of an agenda that was closed its list says so, with what
 * is urgent and came later; one that nobody has closed yet is looked back at, but for alerts that have been answered
 * meanwhile. For a case that there is not, as much is asked of the stores as for one that there is.
 */
export async function lookAtAgenda(
  code: string,
  now: Instant,
  stores: Stores,
  policies: Policies,
): Promise<(head: CaseHead | null, open: Opening) => Promise<boolean>> {
  const authority = await stores.directory.authority(code);
  const unanswered = await unansweredIn(code, stores);
  if (!authority) return async () => false;
  const cycle = await cycleOf(authority, londonDate(now), stores, policies);
  const meeting = meetingAt(cycle, now);
  const before = meetingBefore(cycle, meeting);
  const closed = await stores.panels.frozen(code, [meeting.planned, before.planned]);
  const listed = new Set(closed.flatMap(({ items }) => items.map(({ caseId }) => caseId)));
  const looks = [meeting, before].flatMap((one) => looksAt(one, closedAt(one, closed), cycle, now));

  return async (head, open) => {
    const calendar = await calendarFor(head ?? { school: null, authority: code }, stores.directory);
    if (head && head.authority === code && listed.has(head.id)) return true;
    const theCase = await open();
    if (!theCase || theCase.authority !== code) return false;
    return looks.some(({ at, stands }) => {
      const then = asItStood(theCase, (recordedAt) => recordedAt <= at);
      if (!then || !hasItsRules(then, policies) || !isBeforeThePanel(then)) return false;
      const item = agendaCaseOf(then, { calendar, alerts: unanswered.get(theCase.id) ?? [], policies }, at);
      return stands(item, policies.inForce(authority.policy, londonDate(at)));
    });
  };
}

/** What has to be looked at besides the list of an agenda that was closed. */
function looksAt(meeting: Meeting, list: FrozenAgenda | null, cycle: Cycle, now: Instant): Look[] {
  const over = endOf(meeting.on);
  const until = over < now ? over : now;
  if (list) return [{ at: until, stands: isUrgent }];
  const previous = meetingBefore(cycle, meeting);
  const stands: Look['stands'] = (one, policy) => standsOnAgenda(one, policy, previous);
  const isPrepared = over > now;
  return [...(isPrepared ? [now] : []), meeting.postAt].filter((at) => at <= now).map((at) => ({ at, stands }));
}
