import type { Fact } from '../domain/case/fact';
import type { Casework, CaseView } from '../casework/casework';
import type { Directory } from '../people/directory';
import type { CardSpec, Turn } from './turn';
import { caseCard, type WhyShown } from './views/case';
import { siblingNotices } from './views/siblings';
import type { Names } from './views/timeline';

interface Deps {
  readonly storage: { readonly directory: Directory };
}

/** The card of a case, with the names of those who wrote on it. */
export async function shownCase(
  view: CaseView,
  turn: Turn,
  deps: Deps & { readonly casework: Pick<Casework, 'siblings'> },
  why: WhyShown = 'asked',
): Promise<CardSpec> {
  const siblings = await deps.casework.siblings.of(turn.person, view);
  return caseCard(view, turn.person, await namesOn(view, deps), why, siblingNotices(siblings));
}

/** Facts hold ids of people; a card shows names. Whoever has left is still named. */
export async function namesOn(view: CaseView, { storage }: Deps): Promise<Names> {
  const ids = [...new Set(view.case.facts.flatMap((fact) => [fact.recordedBy, ...givenTo(fact)]))];
  const people = await storage.directory.people(ids);
  return new Map(people.map((person) => [person.id, person.name]));
}

const givenTo = (fact: Fact): string[] => (fact.kind === 'assigned' && fact.to ? [fact.to] : []);
