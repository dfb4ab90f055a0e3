import type { Instant, LocalDate } from '../calendar/date';
import { londonDate, londonInstant } from '../calendar/london';
import { OFFICE_DAYS } from '../calendar/office-days';
import type { SchoolCalendar } from '../calendar/school-calendar';
import type { AlertRule, PolicyPack } from '../policy/pack';
import { inAlertHours } from './alert-hours';
import type { NoticeDue } from './assessment';
import { everyWeekFrom } from './every-week';
import { carriedForward, reminderDay, type PanelDecision } from './panel-decisions';

type Trigger = AlertRule['trigger'];
/** Alerts about a decision of the panel. */
export type PanelTrigger = Extract<Trigger, { kind: `panel-${string}` }>;
export const isOfPanel = (trigger: Trigger): trigger is PanelTrigger => trigger.kind.startsWith('panel-');

interface Given {
  readonly decisions: readonly PanelDecision[];
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  readonly asOf: LocalDate;
}

/**
 * What whoever owns a decision is told of it while it is carried forward: that it was made, that it is due, and every
 * week that it is not done. It goes to the role that owns it, or to the person who was named, and in their place to
 * that role and those of the rule where they are no longer there.
 */
export function decisionNotices(rule: AlertRule, trigger: PanelTrigger, given: Given): NoticeDue[] {
  return carriedForward(given.decisions).flatMap(({ decided: { id, due, recordedAt, owner, person } }) => {
    const to = person === null ? [owner] : [...new Set([owner, ...rule.to])];
    const notice = (occurrence: string, dueAt: Instant): NoticeDue => ({
      ...{ rule: { ...rule, to }, obligation: rule.id, occurrence, dueAt },
      ...(person !== null && { person }),
    });
    const knownAt = inAlertHours(recordedAt, given);
    const morning = (day: LocalDate) => londonInstant(day, given.policy.alertTime);
    const reminder = reminderDay(due);
    switch (trigger.kind) {
      case 'panel-decided':
        // What is due at once is told once.
        return morning(reminder) > knownAt ? [notice(id, knownAt)] : [];
      case 'panel-decision-due':
        // What was recorded once its day had passed is told as overdue.
        return londonDate(recordedAt) > reminder
          ? []
          : [notice(onDay(id, reminder), laterOf(morning(reminder), recordedAt))];
      case 'panel-decision-overdue':
        return everyWeekFrom(reminder, given.asOf, OFFICE_DAYS).map((day) => notice(onDay(id, day), morning(day)));
    }
  });
}

/** An occurrence that is told anew on another day; it is not called after the fact, whose author is reminded too. */
const onDay = (decided: string, day: LocalDate): string => `${decided} ${day}`;

/** Id of the fact by which the decision was made that an alert is about. */
export const decidedBy = (occurrence: string): string => occurrence.split(' ')[0]!;

const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);
