import { isSettled } from '../../checklist/item-state';
import type { PolicyPack } from '../../policy/pack';
import type { Found, ItemState } from '../assessment';

/** Checks that the policy asks for before a ground on absence is met, and that nobody has made or skipped with a reason. */
export function openChecks(checklist: readonly ItemState[], found: Found | null, policy: PolicyPack): ItemState[] {
  const { checks } = policy.jointEnquiry;
  // Where it is known where the child is, nobody goes on looking.
  const ended = found?.how === 'located' ? policy.found.endsChecks : [];
  return checklist.filter(
    (state) => checks.includes(state.item.id) && !ended.includes(state.item.id) && !isSettled(state),
  );
}

/** The school has told the authority of this absence: without it there are not two who enquire together. */
export const isNotified = (checklist: readonly ItemState[]): boolean =>
  checklist.some(({ item, state }) => item.fulfils === 'ten-day-return' && state === 'done');
