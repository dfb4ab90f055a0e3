import type { Instant, LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import type { PolicyPack } from '../policy/pack';
import type { Run } from './assessment';
import { countDays } from './counts';
import type { Fact } from './fact';
import { readFacts, withDayOne } from './reading';

/** The run of absence as it counted on a day for somebody who knew only these facts. */
export const runAsTold = (
  known: readonly Fact[],
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): Run | null => countDays(withDayOne(readFacts(known), known, policy), calendar, policy, asOf).tenDayReturn;

/** When somebody first said what makes the run begin where it does: what lay before that is history, not news. */
export function runToldAt(
  facts: readonly Fact[],
  run: Run,
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): Instant | null {
  const tells = facts.filter(({ kind }) => kind === 'opened' || kind === 'absence-described' || kind === 'attendance');
  const sinceAfter = (fact: Fact) => runAsTold(facts.slice(0, facts.indexOf(fact) + 1), calendar, policy, asOf)?.since;
  const other = tells.findLastIndex((fact) => sinceAfter(fact) !== run.since);
  return tells[other + 1]?.recordedAt ?? null;
}
