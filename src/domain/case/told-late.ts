import type { AlertRule } from '../policy/pack';
import type { NoticeDue } from './assessment';
import { inAlertHours } from './alert-hours';
import { movedAt } from './rules';
import type { Alertable } from './notices-due';

/**
 * A report that comes late, a register that is put right, or a case that is moved to other rules is told where it stands and not every milestone that
 * passed before anybody knew: everything that is overdue, and the newest milestone for each role that nothing overdue
 * has taken the place of.
 */
export function withoutHistory(notices: readonly NoticeDue[], given: Alertable): NoticeDue[] {
  const toldAt = [given.toldAt, movedAt(given.facts)]
    .filter((moment) => moment !== null)
    .sort()
    .at(-1);
  if (!toldAt) return [...notices];
  const isHistory = (notice: NoticeDue) => isByDay(notice.rule) && notice.dueAt < toldAt;
  const history = notices.filter(isHistory);
  const stands = history.filter((notice) => isOverdue(notice) || isNewest(notice, history));
  return [
    ...notices.filter((notice) => !isHistory(notice)),
    ...stands.map((notice) => ({ ...notice, dueAt: inAlertHours(toldAt, given) })),
  ];
}

export const isByDay = ({ trigger }: AlertRule): boolean =>
  ['school-day', 'day-before', 'overdue'].includes(trigger.kind);
const isOverdue = ({ rule }: NoticeDue): boolean => rule.trigger.kind === 'overdue';

function isNewest(notice: NoticeDue, history: readonly NoticeDue[]): boolean {
  if (notice.rule.trigger.kind !== 'school-day') return false;
  return !history.some((other) => {
    const covers = notice.rule.to.every((role) => other.rule.to.includes(role));
    const isLater = other.dueAt > notice.dueAt && other.rule.trigger.kind === 'school-day';
    return covers && (isLater || (isOverdue(other) && other.rule.unlessSettled === notice.rule.unlessSettled));
  });
}
