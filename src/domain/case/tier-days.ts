import type { ChecklistItem } from '../policy/pack';
import type { Tier } from '../policy/tier-policy';

/**
 * The school day of the absence on which a step is due under a tier; null where it is due on none. What the law asks
 * for keeps its day, and a step that may not be done before a day is not pulled before it.
 */
export function dayUnder(
  { pullForward, dueDays }: Tier,
  { id, fromDay, dueDay, fulfils }: ChecklistItem,
): number | null {
  if (dueDay === null || fulfils !== null) return dueDay;
  return Math.min(dueDays[id] ?? dueDay, Math.max(fromDay, dueDay - pullForward));
}
