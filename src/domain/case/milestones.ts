import type { LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import type { AlertRule, PolicyPack } from '../policy/pack';
import type { ItemState, Milestone, Run } from './assessment';

/** The days at which the policy alerts, on this school's own calendar. */
export function milestonesOf(run: Run, calendar: SchoolCalendar, { alerts }: PolicyPack): Milestone[] {
  const days = alerts.flatMap(({ trigger }) => (trigger.kind === 'school-day' ? [trigger.day] : []));
  return [...new Set(days)]
    .sort((a, b) => a - b)
    .map((day): Milestone => ({ day, on: nthSchoolDay(calendar, run.since, day) }));
}

/** An alert for an item that is done or was skipped is not wanted; one that does not apply yet settles nothing. */
export function isWanted(rule: AlertRule, checklist: readonly ItemState[]): boolean {
  const state = checklist.find(({ item }) => item.id === rule.unlessSettled)?.state;
  return rule.trigger.kind === 'at-risk' || (state !== 'done' && state !== 'skipped');
}

/**
 * The day of the last milestone that has come; null while another is still to come that somebody will be told of, so
 * that the absence speaks for itself. Before any has come it is the first day missed.
 */
export function lastMilestone(
  run: Run,
  milestones: readonly Milestone[],
  checklist: readonly ItemState[],
  { alerts }: PolicyPack,
  asOf: LocalDate,
): LocalDate | null {
  const wanted = alerts.filter((rule) => isWanted(rule, checklist));
  const isTold = (day: number) => wanted.some(({ trigger }) => trigger.kind === 'school-day' && trigger.day === day);
  const known = milestones.flatMap(({ day, on }) => (on.known ? [{ day, on: on.date }] : []));
  if (known.some(({ day, on }) => on > asOf && isTold(day))) return null;
  return known.findLast(({ on }) => on <= asOf)?.on ?? run.since;
}
