import type { CaseView } from '../../casework/casework';
import { shownCase } from '../shown-case';
import type { PageArgs, Turn } from '../turn';
import type { PageDeps } from './deps';
import type { PageResult } from './page';

/** The page that says whom to call. `draft`: of the report that goes on after it; left out where none does. */
export const toUrgent = ({ case: { reference } }: CaseView, draft?: string): PageResult => {
  const args: PageArgs = draft === undefined ? { case: reference } : { case: reference, draft };
  return { kind: 'page', page: 'urgent', args };
};

/** Since the child was last said to be at risk nobody has told of a call. */
export function asksForCall({ assessment, case: { facts } }: CaseView): boolean {
  const last = facts.findLast(({ kind }) => kind === 'triaged' || kind === 'safeguarding-contacted');
  return assessment.open && last?.kind === 'triaged';
}

/** A yes is on record since it came before: the case, where that says all that there is to say. */
export const onRecordAlready = async (view: CaseView, turn: Turn, deps: PageDeps): Promise<PageResult> => ({
  kind: 'done',
  card: await shownCase(view, turn, deps, 'recorded-already'),
});
