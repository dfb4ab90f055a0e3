import type { Instant, LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { Run } from './assessment';
import { countDays } from './counts';
import type { Fact } from './fact';
import { asSearched } from './last-word';
import { readFacts, withDayOne } from './reading';
import { beginsOnRoll } from './way';

/** The run of absence as it counted on a day for somebody who knew only these facts. */
export const runAsTold = (
  known: readonly Fact[],
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): Run | null =>
  countDays(asSearched(withDayOne(readFacts(known), known, policy), policy), calendar, policy, asOf).tenDayReturn;

/** When somebody first said what makes the run begin where it does: what lay before that is history, not news. */
export function runToldAt(
  facts: readonly Fact[],
  run: Run,
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): Instant | null {
  const tells = facts.filter(tellsOfAbsence);
  const sinceAfter = (fact: Fact) => runAsTold(facts.slice(0, facts.indexOf(fact) + 1), calendar, policy, asOf)?.since;
  const other = tells.findLastIndex((fact) => sinceAfter(fact) !== run.since);
  return tells[other + 1]?.recordedAt ?? null;
}

const TELLS_OF_ABSENCE = ['opened', 'absence-described', 'attendance', 'triaged', 'location-withdrawn', 'reopened'];

const tellsOfAbsence = ({ kind }: Fact) => TELLS_OF_ABSENCE.includes(kind);

/**
 * Whether the day by which the ten-day return is owed has ever passed, as the case was told then: a register that is
 * put right afterwards undoes no day on which the authority should have known.
 */
export function wasReturnOverdue(
  facts: readonly Fact[],
  calendar: SchoolCalendar,
  policy: PolicyPack,
  today: LocalDate,
): boolean {
  if (!beginsOnRoll(readFacts(facts).way)) return false;
  const overdueOn = (day: LocalDate, known: readonly Fact[]) => {
    const run = runAsTold(known, calendar, policy, day);
    const due = run && nthSchoolDay(calendar, run.since, policy.clocks.tenDayReturn.days);
    return due?.known === true && due.date < day;
  };
  return (
    overdueOn(today, facts) ||
    facts.some((fact, at) => tellsOfAbsence(fact) && overdueOn(londonDate(fact.recordedAt), facts.slice(0, at)))
  );
}
