import type { AlertRule } from '../policy/pack';
import type { NoticeDue } from './assessment';
import { inAlertHours } from './alert-hours';
import { movedAt } from './rules';
import type { Alertable } from './notices-due';

/**
 * A report that comes late, a register that is put right, or a case that is moved to other rules is told where it
 * stands and not every milestone that passed before anybody knew: everything that is overdue, and the newest milestone
 * for each role that nothing overdue has taken the place of.
 */
export function withoutHistory(notices: readonly NoticeDue[], given: Alertable): NoticeDue[] {
  const toldAt = [given.toldAt, movedAt(given.facts)]
    .filter((moment) => moment !== null)
    .sort()
    .at(-1);
  if (!toldAt) return [...notices];
  const isHistory = (notice: NoticeDue) => isByDay(notice.rule) && notice.dueAt < toldAt;
  const history = notices.filter(isHistory);
  const stands = history.flatMap((notice) => (isOverdue(notice) ? [notice] : toWhomItIsNewest(notice, history)));
  return [
    ...notices.filter((notice) => !isHistory(notice)),
    ...stands.map((notice) => ({ ...notice, dueAt: inAlertHours(toldAt, given) })),
  ];
}

export const isByDay = ({ trigger }: AlertRule): boolean =>
  ['school-day', 'day-before', 'overdue'].includes(trigger.kind);
const isOverdue = ({ rule }: NoticeDue): boolean => rule.trigger.kind === 'overdue';

/** The milestone for those of its roles that hear of no later one, and of nothing overdue in its place. */
function toWhomItIsNewest(notice: NoticeDue, history: readonly NoticeDue[]): NoticeDue[] {
  const { rule, dueAt } = notice;
  if (rule.trigger.kind !== 'school-day') return [];
  const takesItsPlace = (other: NoticeDue) =>
    (other.dueAt > dueAt && other.rule.trigger.kind === 'school-day') ||
    (isOverdue(other) && other.rule.unlessSettled === rule.unlessSettled);
  const others = history.filter(takesItsPlace);
  const to = rule.to.filter((role) => !others.some((other) => other.rule.to.includes(role)));
  return to.length === 0 ? [] : [{ ...notice, rule: { ...rule, to } }];
}
