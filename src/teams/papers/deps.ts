import type { Order, Papers } from '../../records/papers';
import type { CardSpec, Turn } from '../turn';
import { notMadeCard, paperReadyCard } from '../views/papers';

export interface PaperDeps {
  readonly papers: Papers;
  /** The address at which browsers reach the bot. */
  readonly address: () => string;
}

const linkTo = (secret: string, { address }: PaperDeps): string => `${address()}/papers/${secret}`;

/** The paper behind a link, or all that stands in its way. */
export async function made(turn: Turn, reference: string, order: Order, deps: PaperDeps): Promise<CardSpec> {
  const made = await deps.papers.make(turn.person, reference, order);
  return made.made ? paperReadyCard(made, linkTo(made.secret, deps)) : notMadeCard(reference, made.reasons);
}

export async function madeBefore(turn: Turn, paperId: string, deps: PaperDeps): Promise<CardSpec> {
  const ready = await deps.papers.again(turn.person, paperId);
  return paperReadyCard(ready, linkTo(ready.secret, deps));
}
