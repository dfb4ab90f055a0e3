import type { Fact } from '../case/fact';
import type { FactOf } from '../case/reading';

/** The word that forbids to delete anything of the case; null where none stands. */
export function standingLegalHold(facts: readonly Fact[]): FactOf<'legal-hold-begun'> | null {
  const last = facts.findLast(({ kind }) => kind === 'legal-hold-begun' || kind === 'legal-hold-ended');
  return last?.kind === 'legal-hold-begun' ? last : null;
}
