import type { Fact } from '../domain/case/fact';
import type { CaseView } from '../casework/casework';
import type { Directory } from '../people/directory';
import type { CardSpec, Turn } from './turn';
import { caseCard, type WhyShown } from './views/case';
import type { Names } from './views/timeline';

interface Deps {
  readonly storage: { readonly directory: Directory };
}

/** The card of a case, with the names of those who wrote on it. */
export const shownCase = async (view: CaseView, turn: Turn, deps: Deps, why: WhyShown = 'asked'): Promise<CardSpec> =>
  caseCard(view, turn.person, await namesOn(view, deps), why);

/** Facts hold ids of people; a card shows names. Whoever has left is still named. */
export async function namesOn(view: CaseView, { storage }: Deps): Promise<Names> {
  const ids = [...new Set(view.case.facts.flatMap((fact) => [fact.recordedBy, ...givenTo(fact)]))];
  const people = await storage.directory.people(ids);
  return new Map(people.map((person) => [person.id, person.name]));
}

const givenTo = (fact: Fact): string[] => (fact.kind === 'assigned' && fact.to ? [fact.to] : []);
