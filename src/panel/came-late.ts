import type { Instant } from '../domain/calendar/date';
import { asItStood } from '../domain/case/as-it-stood';
import type { Case } from '../domain/case/case';
import { isUrgent } from '../domain/panel/agenda-case';
import type { FrozenAgenda } from '../domain/panel/frozen';
import type { PolicyPack } from '../domain/policy/pack';
import type { Policies } from '../domain/policy/policies';
import type { CalendarOf } from '../domain/register/register';
import { agendaCaseOf, hasItsRules, isBeforeThePanel, type Beside } from './as-agenda-case';

/**
 * Whether a case was urgent at any moment after an agenda was closed and before the day of its meeting was `over`: it was
 * added to it then, and people may have talked about it, whatever became of it since.
 */
export const cameLate = (
  theCase: Case,
  list: Pick<FrozenAgenda, 'takenAt'>,
  over: Instant,
  { calendar, policies }: Pick<Beside, 'calendar' | 'policies'>,
  policyAt: (at: Instant) => PolicyPack,
): boolean =>
  momentsBetween(theCase, list.takenAt, over).some((at) => {
    const then = asItStood(theCase, (recordedAt) => recordedAt <= at);
    if (!then || !hasItsRules(then, policies) || !isBeforeThePanel(then)) return false;
    return isUrgent(agendaCaseOf(then, { calendar, alerts: [], policies }, at), policyAt(at));
  });

/** What is urgent is told by facts alone, so it begins and ends with one. The latest first. */
const momentsBetween = ({ facts }: Case, from: Instant, over: Instant): Instant[] =>
  [...new Set([from, ...facts.map(({ recordedAt }) => recordedAt)])]
    .filter((at) => at >= from && at < over)
    .sort()
    .reverse();

/** Ids of those among many that came late by now. One of which nothing was recorded since is as it was on the list. */
export const cameLateAmong = (
  cases: readonly Case[],
  list: FrozenAgenda,
  over: Instant,
  calendarOf: CalendarOf,
  policies: Policies,
  policyAt: (at: Instant) => PolicyPack,
): Set<string> =>
  new Set(
    cases
      .filter(({ facts }) => facts.some(({ recordedAt }) => recordedAt > list.takenAt))
      .filter((one) => cameLate(one, list, over, { calendar: calendarOf(one), policies }, policyAt))
      .map(({ id }) => id),
  );
