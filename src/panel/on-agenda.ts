import { calendarFor, type Policies } from '../casework/load';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { asItStood } from '../domain/case/as-it-stood';
import type { Case } from '../domain/case/case';
import { standsOnAgenda } from '../domain/panel/agenda';
import { meetingAt, meetingBefore, type Meeting } from '../domain/panel/cycle';
import type { Stores } from '../stores';
import { agendaCaseOf, hasItsRules, isBeforeThePanel, unansweredIn } from './agenda-of';
import { cycleOf } from './cycle-of';

/** An agenda as the cases stood at a moment. */
interface Look {
  readonly at: Instant;
  readonly meeting: Meeting;
}

/**
 * Whether a case stands before the panel: on the agenda as it is now, or on one that was due to be posted for the meeting
 * that is prepared or held, or for the one before. So a case that was talked about can be opened until the next agenda
 * has had its meeting, whatever has been done about it since. An alert that has been answered meanwhile is not looked
 * back at. For a case that there is not, as much is read as for one that there is.
 */
export async function lookAtAgenda(
  code: string,
  now: Instant,
  stores: Stores,
  policies: Policies,
): Promise<(theCase: Case | null) => Promise<boolean>> {
  const authority = await stores.directory.authority(code);
  const unanswered = await unansweredIn(code, stores);
  if (!authority) return async () => false;
  const cycle = await cycleOf(authority, londonDate(now), stores, policies);
  const meeting = meetingAt(cycle, now);
  const before = meetingBefore(cycle, meeting);
  const posted = [meeting, before].map((one): Look => ({ at: one.postAt, meeting: one }));
  const looks = [{ at: now, meeting }, ...posted].filter(({ at }) => at <= now);

  return async (theCase) => {
    const calendar = await calendarFor(theCase ?? { school: null, authority: code }, stores.directory);
    if (!theCase || theCase.authority !== code) return false;
    return looks.some(({ at, meeting: its }) => {
      const then = asItStood(theCase, (recordedAt) => recordedAt <= at);
      const previous = meetingBefore(cycle, its);
      if (!then || !hasItsRules(then, policies) || !isBeforeThePanel(then)) return false;
      const item = agendaCaseOf(then, { calendar, alerts: unanswered.get(theCase.id) ?? [], policies }, at);
      return standsOnAgenda(item, policies.inForce(authority.policy, londonDate(at)), previous);
    });
  };
}
