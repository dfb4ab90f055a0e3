import { may } from '../domain/access/table';
import type { Case } from '../domain/case/case';
import type { Fact, FactKind, FactStamp } from '../domain/case/fact';
import type { Person } from '../people/directory';

/** A fact, or no more of it than that it was recorded. */
export type ShownFact =
  | Fact
  | (Omit<FactStamp, 'moved'> & { readonly kind: FactKind; readonly enquiry?: string; readonly moved?: undefined });

/**
 * The facts as they may leave the house with this person. What the authority disclosed and was answered, what others
 * told it beside the case, and why it holds a case or hands it over, is for those alone who may see it; that it happened is for everybody who sees the case.
 * Another case is spoken of by its reference to those alone who may see it too: `seesToo` holds the ids of those.
 */
export function factsFor(person: Person, theCase: Case, seesToo: ReadonlySet<string>): readonly ShownFact[] {
  const facts = theCase.facts.map((fact) => withoutOtherCases(fact, seesToo));
  return may(person, 'see-enquiries', theCase) ? facts : facts.map(withoutContent);
}

/** Ids of the other cases of which these facts speak. */
export const otherCasesOn = (facts: readonly Fact[]): string[] => [
  ...new Set(facts.flatMap((fact) => [...(fact.moved ? [fact.moved.caseId] : []), ...spokenOf(fact)])),
];

function spokenOf(fact: Fact): string[] {
  if (fact.kind === 'closed') return fact.duplicateOf ? [fact.duplicateOf] : [];
  return 'caseId' in fact ? [fact.caseId] : [];
}

/** That there is another case is known; which one, and who wrote on it, is not. */
function withoutOtherCases(fact: Fact, seesToo: ReadonlySet<string>): ShownFact {
  const { moved, ...said } = fact;
  const shown: ShownFact = moved && !seesToo.has(moved.caseId) ? said : fact;
  if (spokenOf(fact).every((id) => seesToo.has(id))) return shown;
  const { id, recordedAt, recordedBy, kind } = fact;
  return fact.kind === 'closed'
    ? { id, recordedAt, recordedBy, kind: fact.kind, reason: fact.reason, note: fact.note }
    : { id, recordedAt, recordedBy, kind };
}

function withoutContent(fact: ShownFact): ShownFact {
  const { id, recordedAt, recordedBy } = fact;
  switch (fact.kind) {
    case 'enquiry-requested':
    case 'enquiry-chased':
    case 'enquiry-answered':
    case 'enquiry-not-needed':
      return { id, recordedAt, recordedBy, kind: fact.kind, enquiry: fact.enquiry };
    case 'referral-received':
      return 'further' in fact && fact.further ? { id, recordedAt, recordedBy, kind: fact.kind } : fact;
    case 'answer-open':
    case 'assigned':
    case 'held':
    case 'hold-lifted':
      return { id, recordedAt, recordedBy, kind: fact.kind };
    default:
      return fact;
  }
}
