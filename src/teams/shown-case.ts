import type { Fact } from '../domain/case/fact';
import type { Casework, CaseView } from '../casework/casework';
import type { Directory } from '../people/directory';
import type { CardSpec, Turn } from './turn';
import { caseCard } from './views/case';
import type { WhyShown } from './views/why-shown';
import { duplicateNotices } from './views/duplicates';
import { historyOf, type History } from './views/history';
import { siblingNotices } from './views/siblings';
import type { Names } from './views/timeline';

interface Deps {
  readonly storage: { readonly directory: Directory };
}

/** The card of a case, with the names of those who wrote on it. */
export async function shownCase(
  view: CaseView,
  turn: Turn,
  deps: Deps & { readonly casework: Pick<Casework, 'siblings' | 'duplicates'> },
  why: WhyShown = 'asked',
): Promise<CardSpec> {
  const siblings = await deps.casework.siblings.of(turn.person, view);
  const others = await deps.casework.duplicates.of(turn.person, view);
  const ofOthers = [...duplicateNotices(others), ...siblingNotices(siblings)];
  const history = await historyFor(view, turn, deps);
  return caseCard(view, turn.person, await namesOn(view, deps, history.facts), why, ofOthers, history);
}

/** With what was recorded on cases that have ended in this one, where this person may see those. */
export const historyFor = async (
  view: CaseView,
  { person }: Turn,
  { casework }: { readonly casework: Pick<Casework, 'duplicates'> },
): Promise<History> => historyOf(view.case, await casework.duplicates.endedIn(person, view));

/** Facts hold ids of people; a card shows names. Whoever has left is still named. */
export async function namesOn(view: CaseView, { storage }: Deps, facts = view.case.facts): Promise<Names> {
  const ids = [...new Set(facts.flatMap((fact) => [fact.recordedBy, ...givenTo(fact)]))];
  const people = await storage.directory.people(ids);
  return new Map(people.map((person) => [person.id, person.name]));
}

function givenTo(fact: Fact): string[] {
  if (fact.kind === 'assigned') return fact.to ? [fact.to] : [];
  return fact.kind === 'panel-decided' && fact.person ? [fact.person] : [];
}
