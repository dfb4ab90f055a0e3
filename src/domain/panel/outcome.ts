import type { PolicyPack } from '../policy/pack';
import type { AgendaCase } from './agenda-case';
import type { FrozenAgenda } from './frozen';
import { isDecidedAt, type Sitting } from './minutes';

/** What came of a meeting, for a channel: counts, and decisions by the names that the policy gives them. */
export interface Outcome {
  /** Cases that stood on its agenda when it was closed; null where nobody has closed it. */
  readonly listed: number | null;
  /** Of these, those on which nothing was decided. */
  readonly undecided: number;
  /** In the order of the policy; those that were not made are left out. */
  readonly decided: readonly { readonly title: string; readonly count: number }[];
  /** Decisions whose very title would tell of the child, or that the policy does not know any more. */
  readonly unnamed: number;
}

export function outcomeOf(
  sitting: Sitting,
  cases: readonly AgendaCase[],
  frozen: FrozenAgenda | null,
  { panel }: PolicyPack,
): Outcome {
  const made = cases.flatMap(({ id: caseId, assessment }) =>
    assessment.decisions
      .filter((one) => isDecidedAt(one, sitting))
      .map(({ decided: { decision } }) => ({ caseId, decision })),
  );
  const open = panel.decisions.list.filter(({ confidential }) => !confidential);
  const decided = open
    .map(({ id, title }) => ({ title, count: made.filter(({ decision }) => decision === id).length }))
    .filter(({ count }) => count > 0);
  const items = frozen?.items ?? [];
  return {
    listed: frozen ? items.length : null,
    undecided: items.filter((item) => !made.some(({ caseId }) => caseId === item.caseId)).length,
    decided,
    unnamed: made.length - decided.reduce((sum, { count }) => sum + count, 0),
  };
}
