import type { Assessment, ItemState } from '../case/assessment';
import type { ChecklistItem } from '../policy/pack';
import { isSettled } from './item-state';

type Standing = Pick<Assessment, 'checklist' | 'inDanger'>;

/** What the policy wants settled before this item. Where the child may be in danger nothing waits for anything. */
export function waitsFor(item: ChecklistItem, { checklist, inDanger }: Standing): ItemState[] {
  if (inDanger) return [];
  return checklist.filter((state) => item.after.includes(state.item.id) && !isSettled(state));
}
