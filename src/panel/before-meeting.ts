import type { Policies } from '../casework/load';
import type { Instant } from '../domain/calendar/date';
import { asItStood } from '../domain/case/as-it-stood';
import type { Case } from '../domain/case/case';
import { deathOf } from '../domain/case/death';
import { panelDecisionsOf, ratificationsOf } from '../domain/case/panel-decisions';
import { readFacts } from '../domain/case/reading';
import { rulesNow } from '../domain/case/rules';
import type { BeforeMeeting } from '../domain/panel/minutes';

/** What was known of a case when the day of a meeting was `over`; its decisions as they stand now. */
export function whenOver(one: Case, over: Instant, policies: Policies): Omit<BeforeMeeting, 'late'> {
  const pack = policies(rulesNow(one));
  const then = asItStood(one, (recordedAt) => recordedAt < over);
  return {
    ...{ id: one.id, reference: one.reference },
    decisions: panelDecisionsOf(one.facts, pack),
    ratifications: ratificationsOf(one.facts),
    diedBy: then !== null && deathOf(then.facts, pack) !== null,
    closedBy: then !== null && readFacts(then.facts).closed !== null,
  };
}
