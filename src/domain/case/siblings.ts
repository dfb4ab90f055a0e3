import type { Fact } from './fact';
import type { OtherCase } from './facts/family';

/** The cases of brothers and sisters as they are linked now: the last word on each stands. */
export function siblingsOn(facts: readonly Fact[]): OtherCase[] {
  const linked = new Map<string, OtherCase>();
  for (const fact of facts) {
    if (fact.kind === 'sibling-linked') linked.set(fact.caseId, { caseId: fact.caseId, reference: fact.reference });
    if (fact.kind === 'sibling-unlinked') linked.delete(fact.caseId);
  }
  return [...linked.values()];
}

/** The last word on a check of the list. */
export const factOnItem = (facts: readonly Fact[], item: string): Fact | undefined =>
  facts.findLast((fact) => (fact.kind === 'check-recorded' || fact.kind === 'check-skipped') && fact.item === item);
