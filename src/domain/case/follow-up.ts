import { addDays, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import { OFFICE_DAYS } from '../calendar/office-days';
import { nthSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { Obligation } from './assessment';
import type { Fact } from './fact';

/**
 * A child on no roll is followed until there is provision: whatever else is done, somebody says where things stand
 * again and again. Everything that is recorded says so; that an alert was acknowledged does not.
 */
export function followUpOwed(facts: readonly Fact[], { referrals }: PolicyPack, asOf: LocalDate): Obligation[] {
  const last = facts.findLast(({ kind }) => kind !== 'acknowledged');
  if (!last) return [];
  const { owner, title, why, citation, everyWorkingDays } = referrals.followUp;
  const due = nthSchoolDay(OFFICE_DAYS, addDays(londonDate(last.recordedAt), 1), everyWorkingDays);
  const state = due.known && asOf >= due.date ? (asOf > due.date ? 'overdue' : 'due') : 'later';
  return [{ id: 'follow-up', title, owner, due, state, why, citation }];
}
