import { refusing } from '../casework/refusing';
import type { Clock } from '../clock';
import { actionsOf, type Needs } from '../domain/access/table';
import { allowAtAll } from '../people/allow';
import type { Storage } from '../stores';
import type { Turn } from './turn';

/**
 * Stands before everything that people say, press, fill in or look up: who may not do it at all is told so before
 * anything of theirs is read, and the audit trail hears of it. Whether they may do it to this case is asked where the
 * case is loaded. Throws `Refusal`.
 */
export type Gate = (turn: Turn, needs: Needs) => Promise<void>;

export const createGate =
  (deps: { readonly storage: Storage; readonly clock: Clock }): Gate =>
  async ({ person }, needs) => {
    if (needs === 'nothing') return;
    await refusing(person, actionsOf(needs)[0], deps, async () => allowAtAll(person, needs));
  };
