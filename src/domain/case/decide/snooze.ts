import { addDays, inWords, type LocalDate } from '../../calendar/date';
import type { AlertRule, PolicyPack } from '../../policy/pack';
import type { Assessment } from '../assessment';
import type { Fact } from '../fact';
import { whyNothingWaits } from '../put-off';
import { firstOccurrence, snoozesOf, type AlertKey } from '../snooze';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

/** An alert, and the rule that it fell due under where there still is one. */
export interface Reminder extends AlertKey {
  readonly rule: AlertRule | undefined;
}

/** Puts off the reminders of one card, all or none, and nothing of what they are about. */
export function decideSnooze(
  facts: readonly Fact[],
  reminders: readonly Reminder[],
  assessment: Pick<Assessment, 'open' | 'inDanger' | 'nowhere'>,
  until: LocalDate,
  reason: string,
  { snooze }: PolicyPack,
  today: LocalDate,
): Verdict {
  if (!assessment.open) return refuse(CASE_CLOSED);
  const kept = whyNothingWaits(assessment);
  if (kept) return refuse(kept);
  if (reminders.some(({ rule }) => !rule || rule.urgent))
    return refuse('This alert cannot be put off. Please answer it, or ask a colleague to.');
  if (reminders.some((alert) => snoozesOf(facts, alert).length >= snooze.mostTimes))
    return refuse('This alert was put off before, as often as it may be. Please answer it, or ask a colleague to.');
  if (reason === '') return refuse('Say what you wait for. The reason stays on the record.');
  if (until <= today) return refuse('Give a day to come: the alert comes again that morning.');
  const last = addDays(today, snooze.mostDays);
  if (until > last) return refuse(`It can be put off to ${inWords(last)} at the latest.`);
  return record(
    ...reminders.map(({ obligation, occurrence }) => ({
      kind: 'alert-snoozed' as const,
      ...{ obligation, occurrence: firstOccurrence(facts, occurrence), until, reason },
    })),
  );
}
