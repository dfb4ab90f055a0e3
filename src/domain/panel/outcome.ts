import type { PolicyPack } from '../policy/pack';
import type { FrozenAgenda } from './frozen';
import { isAt, isDecidedAt, type BeforeMeeting, type Sitting } from './minutes';

/** What came of a meeting, for a channel: counts, and decisions by the names that the policy gives them. */
export interface Outcome {
  /**
   * Cases that stood on its agenda when it was closed, but for those of which the panel was asked nothing; null where nobody
   * has closed it.
   */
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
  cases: readonly Pick<BeforeMeeting, 'id' | 'decisions' | 'ratifications' | 'diedBy'>[],
  frozen: FrozenAgenda | null,
  { panel }: PolicyPack,
): Outcome {
  const { list, ratified } = panel.decisions;
  const made = cases.flatMap(({ id: caseId, decisions, ratifications }) => [
    ...decisions.filter((one) => isDecidedAt(one, sitting)).map(({ decided: { decision } }) => ({ caseId, decision })),
    ...ratifications.filter((one) => isAt(one, sitting)).map(() => ({ caseId, decision: ratified.id })),
  ]);
  const open = [...list.filter(({ confidential }) => !confidential), ratified];
  const decided = open
    .map(({ id, title }) => ({ title, count: made.filter(({ decision }) => decision === id).length }))
    .filter(({ count }) => count > 0);
  const died = new Set(cases.filter(({ diedBy }) => diedBy).map(({ id }) => id));
  const items = frozen?.items.filter(({ caseId }) => !died.has(caseId)) ?? [];
  const isDecided = new Set(made.map(({ caseId }) => caseId));
  return {
    listed: frozen ? items.length : null,
    undecided: items.filter(({ caseId }) => !isDecided.has(caseId)).length,
    decided,
    unnamed: made.length - decided.reduce((sum, { count }) => sum + count, 0),
  };
}
