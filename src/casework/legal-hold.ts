import { decideEndOfLegalHold, decideLegalHold } from '../domain/case/decide/legal-hold';
import type { Case } from '../domain/case/case';
import type { Person } from '../people/directory';
import { operatorNote } from '../records/audit/operator-note';
import { doneNote } from './deed';
import { append, factsOf, type CaseworkDeps } from './record';

export interface LegalHoldOrder {
  readonly theCase: Pick<Case, 'id'>;
  /** The service manager who has said so. */
  readonly by: Person;
  readonly reason: string;
  readonly ends: boolean;
}

/**
 * Forbids that anything of the case is deleted, or takes that back. The operator types what a service manager has
 * decided: the fact says whose decision it was, and the trail who typed it. Throws `Refusal`, and `LookAgain`.
 */
export async function orderLegalHold({ theCase, by, reason, ends }: LegalHoldOrder, deps: CaseworkDeps): Promise<void> {
  const now = deps.clock.now();
  await deps.storage.transaction(async (stores) => {
    const found = await stores.cases.byId(theCase.id);
    if (!found) return;
    const decide = ends ? decideEndOfLegalHold : decideLegalHold;
    const facts = factsOf(decide(found.facts, reason));
    await append(found, facts, { person: by, action: 'see-case' }, now, stores, deps, (deed, grown, added, at) => {
      const { cases, fields, from, to } = doneNote(deed, grown, added, at);
      return { ...operatorNote('legal-hold', grown.authority, at), cases, fields, from, to };
    });
  });
}
