import { refusing } from '../../casework/refusing';
import type { Command } from '../actions';
import type { PageDeps } from '../pages/deps';
import { schoolOf } from '../pages/report/report-draft';
import { REPORTS } from '../views/report-drafts';
import { begin } from './begin';

/** Begins a report, or offers to go on with one that the school has begun. */
export const reportCommand = (deps: PageDeps): Command => ({
  id: 'report',
  usage: 'report',
  helps: 'Report a pupil who has stopped coming, did not arrive, has left, or is not back from leave.',
  pattern: /^report(?: an?)?(?: missing)?(?: pupil| child)?$/i,
  needs: 'report',
  run: (turn) => refusing(turn.person, 'report', deps, async () => begin(turn, schoolOf(turn), REPORTS, deps)),
});
