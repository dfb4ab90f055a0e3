import type { Fact } from '../fact';
import type { OtherCase } from '../facts/family';
import { readFacts } from '../reading';
import { siblingsOn } from '../siblings';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

/** Links this case with those of brothers and sisters; what is linked already is left as it is. */
export function decideLink(facts: readonly Fact[], others: readonly OtherCase[]): Verdict {
  if (readFacts(facts).closed) return refuse(CASE_CLOSED);
  const known = new Set(siblingsOn(facts).map(({ caseId }) => caseId));
  const added = others.filter(({ caseId }) => !known.has(caseId));
  return record(...added.map(({ caseId, reference }) => ({ kind: 'sibling-linked', caseId, reference }) as const));
}

/** A link made in error is taken back on a closed case as well: it would mislead whoever reads the record. */
export function decideUnlink(facts: readonly Fact[], others: readonly OtherCase[]): Verdict {
  const known = new Set(siblingsOn(facts).map(({ caseId }) => caseId));
  const gone = others.filter(({ caseId }) => known.has(caseId));
  return record(...gone.map(({ caseId, reference }) => ({ kind: 'sibling-unlinked', caseId, reference }) as const));
}
