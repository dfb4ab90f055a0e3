import type { AlertRule } from '../policy/pack';
import type { NoticeDue } from './assessment';

/**
 * That a thing is due, or will be, is not told to those who are told by then that it is overdue: a tier of risk may have
 * pulled it before the day of that alert. Whoever hears of nothing overdue is still told.
 */
export const overdueFirst = (notices: readonly NoticeDue[]): NoticeDue[] =>
  notices.flatMap((notice) => {
    const { rule } = notice;
    const told = overdueBy(notice, notices);
    const to = rule.to.filter((role) => !told.some((other) => other.rule.to.includes(role)));
    if (to.length === rule.to.length) return [notice];
    return to.length === 0 ? [] : [{ ...notice, rule: { ...rule, to } }];
  });

/** Of a thing that is due, or will be: what tells by then that it is overdue. None of any other alert. */
export const overdueBy = ({ rule, dueAt }: NoticeDue, notices: readonly NoticeDue[]): NoticeDue[] =>
  DUE.includes(rule.trigger.kind)
    ? notices.filter((other) => isOverdueOf(rule.unlessSettled, other) && other.dueAt <= dueAt)
    : [];

const DUE: readonly AlertRule['trigger']['kind'][] = ['school-day', 'day-before'];

const isOverdueOf = (item: string | null, { rule: { trigger } }: NoticeDue): boolean =>
  trigger.kind === 'overdue' && trigger.item === item;
