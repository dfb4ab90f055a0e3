import { londonInstant } from '../../src/domain/calendar/london';
import type { Instant, LocalDate } from '../../src/domain/calendar/date';
import type { Triage } from '../../src/domain/case/fact';
import type { Way } from '../../src/domain/case/way';
import type { AlertRule, ChecklistItem, PolicyPack } from '../../src/domain/policy/pack';
import { waysOf } from '../../src/domain/policy/policy-for';
import { noRisk } from './case';

/** What a pack calls the things that every pack has, so that a test asks for what it means and not for one pack's ids. */
export const only = <T>(thing: T | undefined, what: string): T => {
  if (thing === undefined) throw new Error(`This pack has no ${what}.`);
  return thing;
};

/** A triage that is urgent by the first question of the pack. */
export const atRiskUnder = (policy: PolicyPack, question = 0): Triage => ({
  ...noRisk,
  yes: policy.triage.questions.slice(0, question + 1).map(({ id }) => id),
});

export const itemWith = (policy: PolicyPack, is: (item: ChecklistItem) => boolean, what: string): ChecklistItem =>
  only(policy.checklist.find(is), what);

/** The call that an urgent report on a pupil on roll asks of the school. */
export const urgentCallOf = (policy: PolicyPack): ChecklistItem =>
  itemWith(
    policy,
    ({ settledBy, ways }) => settledBy.includes('safeguarding-contacted') && ways.includes('missing'),
    'urgent call',
  );

export const theReturnOf = (policy: PolicyPack): ChecklistItem =>
  itemWith(policy, ({ fulfils }) => fulfils === 'ten-day-return', 'ten-day return');

/** A check that the attendance lead makes on the first day for every child, and that is finished by being made. */
export const firstCheckOf = (policy: PolicyPack): ChecklistItem =>
  itemWith(
    policy,
    ({ owner, dueDay, when, ways, settledBy }) =>
      owner === 'attendance-lead' &&
      dueDay === 1 &&
      when === 'always' &&
      ways.includes('missing') &&
      settledBy.length === 0,
    'check of the first day',
  );

/** Ids of the alerts on a case of this way that a trigger of this kind sets off. */
export function alertsOf<K extends AlertRule['trigger']['kind']>(
  policy: PolicyPack,
  kind: K,
  is: (trigger: Extract<AlertRule['trigger'], { kind: K }>, rule: AlertRule) => boolean = () => true,
  way: Way = 'missing',
): string[] {
  const found = policy.alerts
    .filter((rule) => waysOf(rule, policy).includes(way))
    .filter(({ trigger }) => trigger.kind === kind)
    .filter((rule) => is(rule.trigger as Extract<AlertRule['trigger'], { kind: K }>, rule))
    .map(({ id }) => id);
  return found.length > 0 ? found : only<string[]>(undefined, `alert of kind ${kind}`);
}

export const overdueAlertsOf = (policy: PolicyPack, item: string): string[] =>
  alertsOf(policy, 'overdue', (trigger) => trigger.item === item);

/** When the pack tells what is not urgent. */
export const morningOf = (policy: PolicyPack, day: LocalDate): Instant => londonInstant(day, policy.alertTime);
