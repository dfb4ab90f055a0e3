import type { CaseView } from '../../casework/casework';
import type { AlertRule } from '../../domain/policy/pack';
import type { Delivery } from '../../notices/outbox';
import { told } from './timeline';

/** Alerts that tell what somebody said: it stands on the card in their words. */
const ABOUT_A_FACT: readonly string[] = [
  'found',
  'conclusion-fallen',
  'question-answered',
  'tier-raised',
  'tier-lowered',
  'referred-again',
  'nowhere',
  'death-told',
  'death-withdrawn',
];

/** In the words of whoever said it. */
export function saidIn(
  rule: AlertRule | undefined,
  { case: { facts }, ...view }: CaseView,
  { occurrence }: Delivery,
): string[] {
  const about = facts.find(({ id }) => id === occurrence);
  return rule && ABOUT_A_FACT.includes(rule.trigger.kind) && about ? [told(about, view)] : [];
}
