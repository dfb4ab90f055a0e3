import type { LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { Obligation, Run } from './assessment';
import type { Fact } from './fact';

/** The risk is weighed anew at every milestone: owed from its morning until somebody answers. */
export function tierOwed(
  facts: readonly Fact[],
  run: Run | null,
  { tiers }: PolicyPack,
  calendar: SchoolCalendar,
  asOf: LocalDate,
): Obligation[] {
  if (!run) return [];
  const { title, why, owner, citation } = tiers;
  const day =
    tiers.askAgainOn.findLast((one) => one <= run.days && !isAnswered(one)) ??
    tiers.askAgainOn.find((one) => one > run.days);
  if (day === undefined) return [];
  const due = nthSchoolDay(calendar, run.since, day);
  const state = !due.known || due.date > asOf ? 'later' : due.date < asOf ? 'overdue' : 'due';
  return [{ id: 'tier', title, owner, due, state, why, citation }];

  function isAnswered(milestone: number): boolean {
    const from = nthSchoolDay(calendar, run!.since, milestone);
    return facts.some((fact) => fact.kind === 'tier-set' && from.known && londonDate(fact.recordedAt) >= from.date);
  }
}
