import type { SchoolCalendar } from '../calendar/school-calendar';
import type { AlertRule, PolicyPack } from '../policy/pack';
import type { Assessment, NoticeDue } from './assessment';
import type { Fact } from './fact';
import { morningOf } from './hold';
import { decidedBy } from './panel-notices';
import { whyNothingWaits } from './put-off';

export type Snooze = Extract<Fact, { kind: 'alert-snoozed' }>;

/** An alert that fell due: its rule, and which time it was. */
export interface AlertKey {
  readonly obligation: string;
  readonly occurrence: string;
}

const isSnooze = (fact: Fact): fact is Snooze => fact.kind === 'alert-snoozed';

/** The occurrence that an alert had when it first fell due; one that came again is called after the fact that put it off. */
export const firstOccurrence = (facts: readonly Fact[], occurrence: string): string =>
  facts.filter(isSnooze).find(({ id }) => id === occurrence)?.occurrence ?? occurrence;

/** How often this alert was put off, by whomever, oldest first. */
export function snoozesOf(facts: readonly Fact[], { obligation, occurrence }: AlertKey): Snooze[] {
  const first = firstOccurrence(facts, occurrence);
  return facts.filter(isSnooze).filter((one) => one.obligation === obligation && one.occurrence === first);
}

/** What this person did with the alert as it stands before them; null where they did not put it off. */
export function snoozeOf(facts: readonly Fact[], alert: AlertKey, person: string): Snooze | null {
  const own = snoozesOf(facts, alert).filter(({ recordedBy }) => recordedBy === person);
  const since = own.findIndex(({ id }) => id === alert.occurrence);
  return own[since + 1] ?? null;
}

/** Who may be in danger or is nowhere never waits, nothing is put off without end, and a death is told once. */
export const maySnooze = (
  facts: readonly Fact[],
  alert: AlertKey,
  rule: AlertRule | undefined,
  assessment: Pick<Assessment, 'inDanger' | 'nowhere' | 'open'>,
  { snooze }: PolicyPack,
): boolean =>
  rule !== undefined &&
  !rule.urgent &&
  rule.trigger.kind !== 'death-told' &&
  assessment.open &&
  whyNothingWaits(assessment) === null &&
  snoozesOf(facts, alert).length < snooze.mostTimes;

/**
 * What was put off, on the morning of the day to which it was: to whoever put it off, and as long as what it asks for is
 * still asked. `asked`: every alert of the case as its facts stand, whether it was told before or not.
 */
export function comingAgain(
  facts: readonly Fact[],
  asked: readonly NoticeDue[],
  calendar: SchoolCalendar,
  policy: PolicyPack,
): NoticeDue[] {
  return facts.filter(isSnooze).flatMap(({ id, obligation, occurrence, until, recordedBy }) => {
    // What is overdue falls due anew every week, and is the same all the time.
    const still = asked.find(
      (one) => one.obligation === obligation && (one.occurrence === occurrence || fallsDueAnew(one, occurrence)),
    );
    const dueAt = morningOf(until, calendar, policy);
    return still ? [{ rule: still.rule, obligation, occurrence: id, dueAt, person: recordedBy, again: true }] : [];
  });
}

/** Whether it is what fell due before, on another day. */
const fallsDueAnew = ({ rule, occurrence }: NoticeDue, before: string): boolean =>
  rule.trigger.kind === 'overdue' ||
  (rule.trigger.kind === 'panel-decision-overdue' && decidedBy(occurrence) === decidedBy(before));
