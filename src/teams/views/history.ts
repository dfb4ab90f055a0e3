import type { Case } from '../../domain/case/case';
import type { Fact, FactKind } from '../../domain/case/fact';
import type { FactOf } from '../../domain/case/reading';

/** What a timeline tells: the facts in order, and for those of another case its reference. */
export interface History {
  readonly facts: readonly Fact[];
  readonly marks: ReadonlyMap<string, string>;
}

/** The details of the pupil as the two cases together have them: on the case that ended they stand in no such words. */
const SAID_IN_JOINING: ReadonlySet<FactKind> = new Set(['also-told', 'pupil-described']);

/**
 * The facts of a case with those of the cases that have ended in it, in the order in which they were recorded. What was
 * taken over at the joining stands once: as it was said on the case where it was said. What the school itself said on
 * a case of its own that became this one stands under whoever said it.
 */
export function historyOf(theCase: Case, endedIn: readonly Case[]): History {
  const told = new Set(endedIn.map(({ id }) => id));
  const joined = new Set(theCase.facts.flatMap((fact) => (fact.kind === 'joined' ? [fact.caseId] : [])));
  const own = theCase.facts
    .filter(({ kind, moved }) => !moved || !told.has(moved.caseId) || SAID_IN_JOINING.has(kind))
    .map((fact) => (fact.kind === 'joined' && !told.has(fact.caseId) ? withoutReason(fact) : fact))
    .map((fact) => (fact.moved && !joined.has(fact.moved.caseId) ? { ...fact, ...fact.moved } : fact));
  const theirs = endedIn.flatMap((one) => one.facts);
  return {
    facts: [...own, ...theirs].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0)),
    marks: new Map(endedIn.flatMap((one) => one.facts.map((fact) => [fact.id, one.reference] as const))),
  };
}

/** How it was known that it is one child is said to whoever may see both cases. */
const withoutReason = ({ reason: _reason, ...fact }: FactOf<'joined'>): Fact => fact;
