import type { Case } from '../case/case';
import type { Fact } from '../case/fact';
import { saidAt } from '../case/moved';

type Told = Pick<Case, 'id' | 'facts'>;

/** Ids of the cases in which this one has ended at any time, also those from which it was parted since. */
export const everEndedIn = ({ facts }: Pick<Case, 'facts'>): readonly string[] => [
  ...new Set(facts.flatMap((fact) => (fact.kind === 'closed' && fact.duplicateOf ? [fact.duplicateOf] : []))),
];

/** What was said on the one case and stands on the other since they were joined; by way of a third one too. */
export function takenOverFrom(from: Told, other: Pick<Case, 'facts'>): readonly Fact[] {
  const said = new Set(from.facts.map(saying));
  return other.facts.filter((fact) => fact.moved && (fact.moved.caseId === from.id || said.has(saying(fact))));
}

/** Who said it when, on whichever case. */
const saying = (fact: Fact): string => `${saidAt(fact)} ${fact.moved?.recordedBy ?? fact.recordedBy}`;
