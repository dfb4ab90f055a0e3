import type { Verb } from '../actions';
import { privately } from '../commands/shown';
import { isId } from '../ids';
import { Stale } from '../stale';
import { papersCard } from '../views/papers';
import { made, madeBefore, type PaperDeps } from './deps';

/** Papers that need no further question are made at once. */
const AT_ONCE = ['referral-form', 'case-json'] as const;

/** Buttons that list, make and fetch the papers of a case. */
export const paperVerbs = (deps: PaperDeps): Verb[] => [
  {
    id: 'show-papers',
    needs: 'make-papers',
    replacesCard: false,
    run: async (turn, { reference = '' }) =>
      privately(papersCard(await deps.papers.onCase(turn.person, reference)), 'The papers'),
  },
  {
    id: 'make-paper',
    needs: 'make-papers',
    replacesCard: false,
    records: true,
    run: async (turn, { reference = '', kind }) => {
      const wanted = AT_ONCE.find((one) => one === kind);
      if (!wanted) throw new Stale();
      return privately(await made(turn, reference, { kind: wanted }, deps), 'The paper');
    },
  },
  {
    id: 'fetch-paper',
    needs: 'make-papers',
    replacesCard: false,
    run: async (turn, { paper }) => {
      if (!isId(paper)) throw new Stale();
      return privately(await madeBefore(turn, paper, deps), 'The paper');
    },
  },
];
