import type { Instant } from '../calendar/date';
import type { Case } from './case';
import type { Fact } from './fact';

type MoveFact = Extract<Fact, { kind: 'policy-moved' }>;

const movesOf = (facts: readonly Fact[]): MoveFact[] =>
  facts.filter((fact): fact is MoveFact => fact.kind === 'policy-moved');

/** Id of a policy pack and the moment from which it holds for a case. */
export interface Rules {
  readonly pack: string;
  readonly from: Instant;
}

/** Under which packs the case has been, oldest first: the one under which it began, and each it was moved to. */
export const rulesOver = ({ policy, openedAt, facts }: Pick<Case, 'policy' | 'openedAt' | 'facts'>): Rules[] => [
  { pack: policy, from: openedAt },
  ...movesOf(facts).map(({ move, recordedAt }) => ({ pack: move.to, from: recordedAt })),
];

/** Id of the pack that holds for the case now. */
export const rulesNow = ({ policy, facts }: Pick<Case, 'policy' | 'facts'>): string =>
  movesOf(facts).at(-1)?.move.to ?? policy;

/** When the rules that hold now began to; null for a case that was never moved. */
export const movedAt = (facts: readonly Fact[]): Instant | null => movesOf(facts).at(-1)?.recordedAt ?? null;

/** Whether a check counts as done because it was, under the rules before, and nothing has been said of it since. */
export function isCarried(item: string, last: Fact | undefined, facts: readonly Fact[]): boolean {
  const move = movesOf(facts).at(-1);
  if (!move?.move.carried.includes(item)) return false;
  return !last || facts.indexOf(last) < facts.indexOf(move);
}
