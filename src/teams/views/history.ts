import type { Case } from '../../domain/case/case';
import type { Fact } from '../../domain/case/fact';
import { readFacts } from '../../domain/case/reading';

/** What a timeline tells: the facts in order, and for those of another case its reference. */
export interface History {
  readonly facts: readonly Fact[];
  readonly marks: ReadonlyMap<string, string>;
}

/**
 * The facts of a case with those of the cases that have ended in it, in the order in which they were recorded. What was
 * taken over at the joining stands once: as it was said on the case where it was said.
 */
export function historyOf(theCase: Case, endedIn: readonly Case[]): History {
  const joinedAt = new Set(readFacts(theCase.facts).joined.map(({ recordedAt }) => recordedAt));
  const said = new Set(endedIn.flatMap((one) => one.facts.map(bodyOf)));
  const own = theCase.facts.filter((fact) => !(joinedAt.has(fact.recordedAt) && said.has(bodyOf(fact))));
  const theirs = endedIn.flatMap((one) => one.facts);
  return {
    facts: [...own, ...theirs].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0)),
    marks: new Map(endedIn.flatMap((one) => one.facts.map((fact) => [fact.id, one.reference] as const))),
  };
}

const bodyOf = ({ id: _id, recordedAt: _at, recordedBy: _by, ...body }: Fact): string => JSON.stringify(body);
