import { actionToRecord } from '../domain/access/table';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { allow } from './record';

/** Checks of the authority may be recorded by its people; the others are the school's. */
export function allowCheck(person: Person, itemId: string, { policy, case: theCase }: CaseView): void {
  const item = policy.checklist.find(({ id }) => id === itemId);
  allow(person, item ? actionToRecord(item.owner) : 'record-check', theCase);
}
