import type { LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import { OFFICE_DAYS } from '../calendar/office-days';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { Obligation, Run } from './assessment';
import type { Fact } from './fact';

/** The risk of a child whose name stands in no register: no school sees it, so the authority asks itself. */
export const TIER_OFF_ROLL = 'tier-off-roll';

/**
 * The risk is weighed anew at every milestone: owed from its morning until somebody answers. Of a pupil on roll these
 * are school days of the absence; of a child on no roll working days since the referral or since the name was deleted,
 * and the authority is asked.
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
  const days = onRoll ? calendar : OFFICE_DAYS;
  const day =
    askAgainOn.findLast((one) => one <= run.days && !isAnswered(one)) ?? askAgainOn.find((one) => one > run.days);
  if (day === undefined) return [];
  const due = nthSchoolDay(days, run.since, day);
  const state = !due.known || due.date > asOf ? 'later' : due.date < asOf ? 'overdue' : 'due';
  return [{ id: onRoll ? 'tier' : TIER_OFF_ROLL, title, owner, due, state, why, citation }];

  function isAnswered(milestone: number): boolean {
    const from = nthSchoolDay(days, run!.since, milestone);
    return facts.some((fact) => fact.kind === 'tier-set' && from.known && londonDate(fact.recordedAt) >= from.date);
  }
}
