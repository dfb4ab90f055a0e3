import type { ListWish } from '../../casework/case-lists';
import type { CaseView } from '../../casework/casework';
import type { PageDeps } from '../pages/deps';
import { namesOn } from '../shown-case';
import type { CardSpec, Reply, Turn } from '../turn';
import { myCasesCard, namedOn } from '../views/my-cases';
import { checklistCard } from '../views/checklist';

/** A card that names a child: for the person's own chat, wherever it was asked for. The router sees to it. */
export const privately = (card: CardSpec, what: string): Reply => ({
  kind: 'in-personal-chat',
  card,
  says: `${what}: I have put it into your own chat with me.`,
});

/** A page of the open cases of a person, whose names they have seen from then on. */
export function myCases(
  cases: readonly CaseView[],
  { person }: Turn,
  { casework }: PageDeps,
  wish?: ListWish,
  from?: number,
): CardSpec {
  casework.shown(person, namedOn(cases, person, wish, from));
  return myCasesCard(cases, person, wish, from);
}

export async function checklistFor(turn: Turn, reference: string, stage: string, deps: PageDeps): Promise<CardSpec> {
  const view = await deps.casework.see(turn.person, reference);
  return checklistCard(view, turn.person, await namesOn(view, deps), stage);
}
