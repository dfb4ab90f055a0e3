import { refusing } from '../../casework/refusing';
import type { Command } from '../actions';
import type { PageDeps } from '../pages/deps';
import { referralDesk } from '../pages/report/report-draft';
import { REFERRALS } from '../views/report-drafts';
import { begin } from './begin';

/** Begins a case without a school's report: somebody has told the authority of a child who is on no roll. */
export const referCommand = (deps: PageDeps): Command => ({
  id: 'refer',
  usage: 'refer',
  helps: 'Take in word of a child on no school’s roll, or another authority’s enquiry.',
  pattern: /^refer(?: an?)?(?: child| referral)?$/i,
  needs: 'refer',
  run: (turn) => refusing(turn.person, 'refer', deps, async () => begin(turn, referralDesk(turn), REFERRALS, deps)),
});
