import { addDays, inWords, type LocalDate } from '../../calendar/date';
import type { AlertRule, PolicyPack } from '../../policy/pack';
import type { Assessment } from '../assessment';
import type { Fact } from '../fact';
import { firstOccurrence, snoozesOf, type AlertKey } from '../snooze';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

/** Puts off the reminder, and nothing of what it is about. */
export function decideSnooze(
  facts: readonly Fact[],
  alert: AlertKey,
  rule: AlertRule | undefined,
  { open, atRisk }: Pick<Assessment, 'open' | 'atRisk'>,
  until: LocalDate,
  reason: string,
  { snooze }: PolicyPack,
  today: LocalDate,
): Verdict {
  if (!open) return refuse(CASE_CLOSED);
  if (atRisk || !rule || rule.urgent) return refuse('This child may be at risk, so no alert is put off.');
  if (snoozesOf(facts, alert).length >= snooze.mostTimes)
    return refuse('This alert was put off before, as often as it may be. Please answer it, or ask a colleague to.');
  if (reason === '') return refuse('Say what you wait for. The reason stays on the record.');
  if (until <= today) return refuse('Give a day to come: the alert comes again that morning.');
  const last = addDays(today, snooze.mostDays);
  if (until > last) return refuse(`It can be put off to ${inWords(last)} at the latest.`);
  const { obligation, occurrence } = alert;
  return record({
    kind: 'alert-snoozed',
    obligation,
    occurrence: firstOccurrence(facts, occurrence),
    until,
    reason,
  });
}
