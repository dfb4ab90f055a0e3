import { may } from '../domain/access/table';
import type { Case } from '../domain/case/case';
import type { Fact, FactKind, FactStamp } from '../domain/case/fact';
import type { Person } from '../people/directory';

/** A fact, or no more of it than that it was recorded. */
export type ShownFact = Fact | (FactStamp & { readonly kind: FactKind; readonly enquiry?: string });

/**
 * The facts as they may leave the house with this person. What the authority disclosed and was answered, and why it
 * holds a case or hands it over, is for those alone who may see it; that it happened is for everybody who sees the case.
 */
export const factsFor = (person: Person, theCase: Case): readonly ShownFact[] =>
  may(person, 'see-enquiries', theCase) ? theCase.facts : theCase.facts.map(withoutContent);

function withoutContent(fact: Fact): ShownFact {
  const { id, recordedAt, recordedBy } = fact;
  switch (fact.kind) {
    case 'enquiry-requested':
    case 'enquiry-chased':
    case 'enquiry-answered':
    case 'enquiry-not-needed':
      return { id, recordedAt, recordedBy, kind: fact.kind, enquiry: fact.enquiry };
    case 'assigned':
    case 'held':
    case 'hold-lifted':
      return { id, recordedAt, recordedBy, kind: fact.kind };
    default:
      return fact;
  }
}
