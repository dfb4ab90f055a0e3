import type { AlertRule } from './pack';

type Asking = Pick<AlertRule, 'dueWith' | 'unlessSettled' | 'trigger'>;

/** Ids of the items of the checklist on whose days that is due for which an alert asks; none where it asks for none. */
export function itemsAskedBy({ dueWith, unlessSettled, trigger }: Asking): readonly string[] {
  if (dueWith.length > 0) return dueWith;
  if (unlessSettled !== null) return [unlessSettled];
  return trigger.kind === 'overdue' ? [trigger.item] : [];
}
