import type { PageDeps } from '../pages/deps';
import { namesOn } from '../shown-case';
import type { CardSpec, Reply, Turn } from '../turn';
import { checklistCard } from '../views/checklist';

/** A card that names a child: for the person's own chat, wherever it was asked for. The router sees to it. */
export const privately = (card: CardSpec, what: string): Reply => ({
  kind: 'in-personal-chat',
  card,
  says: `${what}: I have put it into your own chat with me.`,
});

export async function checklistFor(turn: Turn, reference: string, stage: string, deps: PageDeps): Promise<CardSpec> {
  const view = await deps.casework.see(turn.person, reference);
  return checklistCard(view, turn.person, await namesOn(view, deps), stage);
}
