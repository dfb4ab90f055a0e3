import type { Report, Reported } from '../../../casework/casework';
import { shownCase } from '../../shown-case';
import type { Turn } from '../../turn';
import type { WhyShown } from '../../views/why-shown';
import type { PageDeps } from '../deps';
import type { PageResult } from '../page';

/** What came of a report, as its reader is told. */
export const whyShown = ({ existing, again, added }: Reported): WhyShown => {
  if (!existing) return 'reported';
  return again ? 'missing-again' : added ? 'told-on' : 'already-open';
};

/** The pupil has an open case, and nothing more is asked: what was typed so far goes on it, and it is shown. */
export async function putOnTheCase(turn: Turn, given: Omit<Report, 'absence'>, deps: PageDeps): Promise<PageResult> {
  const reported = await deps.casework.report(turn.person, { ...given, absence: null });
  await deps.storage.drafts.remove(given.draftId);
  return { kind: 'done', card: await shownCase(reported.view, turn, deps, whyShown(reported)) };
}
