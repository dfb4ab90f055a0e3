import type { ChecklistItem } from '../policy/pack';

/**
 * The item with the day on which it begins in this case. After a leave of absence the law asks for fewer school days,
 * so what belongs to their end begins earlier, as the policy says.
 */
export const beginningWith = (item: ChecklistItem, afterLeave: boolean): ChecklistItem =>
  afterLeave && item.fromDayAfterLeave !== null ? { ...item, fromDay: item.fromDayAfterLeave } : item;
