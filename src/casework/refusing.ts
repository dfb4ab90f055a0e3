import { may, type Action } from '../domain/access/table';
import { Refusal } from '../errors';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import { refusedNote } from './deed';
import type { CaseworkDeps } from './record';

/** A refusal is told once, however many ask on its way to the person. */
const told = new WeakSet<Refusal>();

/**
 * Puts on the trail who tried what when it is refused: by the access table, or by the rules of the case. Nobody waits for
 * it, so that a case that is not there and one that may not be seen are answered in the same time.
 */
export async function refusing<T>(
  person: Person,
  action: Action,
  { storage, clock }: Pick<CaseworkDeps, 'storage' | 'clock'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && !told.has(error)) {
      told.add(error);
      storage.audit.later(refusedNote({ person, action }, error, clock.now()));
    }
    throw error;
  }
}

/** The same for what hangs on no case: done where the access table lets this person do it at all. */
export const ifAllowed = <T>(
  person: Person,
  action: Action,
  deps: Pick<CaseworkDeps, 'storage' | 'clock'>,
  work: () => Promise<T>,
): Promise<T> =>
  refusing(person, action, deps, async () => {
    if (!may(person, action, null)) throw notAllowed(action);
    return work();
  });
