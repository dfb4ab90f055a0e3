import { actionToRecord, type Action } from '../domain/access/table';
import type { CaseView } from './casework';

/** Checks of the authority may be recorded by its people; the others are the school's. */
export const recording =
  (itemId: string) =>
  ({ policy }: CaseView): Action => {
    const item = policy.checklist.find(({ id }) => id === itemId);
    return item ? actionToRecord(item.owner) : 'record-check';
  };
