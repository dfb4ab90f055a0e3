import type { LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { Obligation, Run } from './assessment';
import type { Fact } from './fact';

/**
 * The risk is weighed anew at every milestone: owed from its morning until somebody answers. Of a pupil on roll these
 * are school days of the absence, of a child on no roll working days since the referral, and the authority is asked.
 */
export function tierOwed(
  facts: readonly Fact[],
  { run, onRoll }: { readonly run: Run | null; readonly onRoll: boolean },
  { tiers }: PolicyPack,
  calendar: SchoolCalendar,
  asOf: LocalDate,
): Obligation[] {
  if (!run) return [];
  const { title, why, citation } = tiers;
  const { owner, askAgainOn } = onRoll ? tiers : tiers.offRoll;
  const day =
    askAgainOn.findLast((one) => one <= run.days && !isAnswered(one)) ?? askAgainOn.find((one) => one > run.days);
  if (day === undefined) return [];
  const due = nthSchoolDay(calendar, run.since, day);
  const state = !due.known || due.date > asOf ? 'later' : due.date < asOf ? 'overdue' : 'due';
  return [{ id: 'tier', title, owner, due, state, why, citation }];

  function isAnswered(milestone: number): boolean {
    const from = nthSchoolDay(calendar, run!.since, milestone);
    return facts.some((fact) => fact.kind === 'tier-set' && from.known && londonDate(fact.recordedAt) >= from.date);
  }
}
