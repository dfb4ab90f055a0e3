import { draftNote } from '../../casework/deed';
import type { Verb } from '../actions';
import { isId } from '../ids';
import { reportsOrRefers } from '../pages/keep';
import type { PageDeps } from '../pages/deps';
import { referralDesk, schoolOf } from '../pages/report/report-draft';
import type { Turn } from '../turn';
import { Stale } from '../stale';
import { does } from '../views/buttons';
import { statementCard } from '../views/statement';

/** Throws an unfinished report away. One whose alert has gone out is a case by now, and stays. */
export const discardReport = ({ storage, clock }: PageDeps): Verb => ({
  id: 'discard-report',
  needs: ['report', 'refer'],
  replacesCard: true,
  records: true,
  async run(turn, { draft: id }) {
    if (!isId(id)) throw new Stale();
    const begun = await storage.drafts.headById(id);
    const opened = await storage.cases.headById(id);
    const isTheirs = begun?.kind === 'report' && begun.school === deskOf(turn) && !opened;
    // Opened to say on the trail what had been filled in, and only once it is known whose it is.
    const draft = isTheirs ? await storage.drafts.byId(id) : null;
    if (draft) {
      await storage.drafts.remove(id);
      const deed = { person: turn.person, action: reportsOrRefers(turn) };
      await storage.audit.add(draftNote(deed, draft, clock.now(), 'discarded'));
    }
    return {
      kind: 'card',
      card: statementCard({
        title: 'Thrown away',
        lines: ['What was begun is gone. No case was opened.'],
        buttons: [
          turn.person.school
            ? does('Report a missing pupil', 'say', { text: 'report' })
            : does('A child on no roll', 'say', { text: 'refer' }),
        ],
        summary: 'An unfinished report was thrown away',
      }),
    };
  },
});

const deskOf = (turn: Turn): string => (turn.person.school ? schoolOf(turn) : referralDesk(turn));
