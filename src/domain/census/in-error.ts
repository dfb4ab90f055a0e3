import { addDays, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import { asItStoodOn } from '../case/as-it-stood';
import type { Case } from '../case/case';
import { readFacts } from '../case/reading';
import { rulesNow } from '../case/rules';
import type { Policies } from '../policy/policies';

/**
 * A case that was closed since no child was missing, as was known at the end of a day: it counts in none of the DfE's
 * figures of that day, also not for the days on which it stood open. The DfE asks for children missing education
 * (Education Act 1996 s436A), and there was none. Opened again, it counts as if it had never been closed.
 */
export function isInError(theCase: Case, policies: Policies, on: LocalDate): boolean {
  const then = asItStoodOn(theCase, on);
  return then !== null && standsInError(then, policies);
}

/** The same of a case as it stood at a moment. */
export function standsInError(then: Case, policies: Policies): boolean {
  const { closed } = readFacts(then.facts);
  const rules = closed && rulesNow(then);
  if (!rules) return false;
  if (!policies.ids.includes(rules)) return false;
  return policies(rules).closing.reasons.some(({ id, nobodyMissing }) => id === closed.reason && nobodyMissing);
}

/** Days over which that was so; `to`: the first on which it was not any more, null while that has not come. */
export interface DaysInError {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** The same of every day, for the index of the register. */
export function daysInError(theCase: Case, policies: Policies): DaysInError[] {
  if (!theCase.facts.some(({ kind }) => kind === 'closed')) return [];
  const days = [...new Set(theCase.facts.map(({ recordedAt }) => londonDate(recordedAt)))].sort();
  const found: DaysInError[] = [];
  let since: LocalDate | null = null;
  for (const day of days) {
    const now = isInError(theCase, policies, day);
    if (!now && since) found.push({ from: since, to: day });
    since = now ? (since ?? day) : null;
  }
  return since ? [...found, { from: since, to: null }] : found;
}

export const isWithinDays = (days: readonly DaysInError[], on: LocalDate): boolean =>
  days.some(({ from, to }) => from <= on && (to === null || on <= addDays(to, -1)));
