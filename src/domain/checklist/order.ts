import type { Assessment, ItemState } from '../case/assessment';
import type { ChecklistItem } from '../policy/pack';
import { isSettled } from './item-state';

type Standing = Pick<Assessment, 'checklist' | 'atRisk'>;

/** What the policy wants settled before this item. Where the child may be at risk nothing waits for anything. */
export function waitsFor(item: ChecklistItem, { checklist, atRisk }: Standing): ItemState[] {
  if (atRisk) return [];
  return checklist.filter((state) => item.after.includes(state.item.id) && !isSettled(state));
}
