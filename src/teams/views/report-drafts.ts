import type { Draft } from '../../casework/draft-store';
import { fullName } from '../../domain/pupil/pupil';
import { pupilFrom } from '../pages/report/pupil-fields';
import type { CardSpec, PageArgs } from '../turn';
import { does, opens } from './buttons';
import { short } from './words';

/** An unfinished report of the school, with what is needed to go on with it. */
export interface UnfinishedReport {
  readonly draft: Draft;
  readonly by: string;
  /** `at 09:10`. */
  readonly saved: string;
  readonly page: string;
  readonly args: PageArgs;
  /** The urgent alert has gone out: this one cannot be thrown away. */
  readonly opened: boolean;
}

const MOST = 5;

/** Drafts are shared by a school: what one begins in the office another finishes on a telephone. */
export const reportDraftsCard = (reports: readonly UnfinishedReport[], newDraft: string): CardSpec => ({
  template: 'report-drafts',
  summary: 'Unfinished reports',
  model: {
    title: 'Report a missing pupil',
    says:
      reports.length === 1
        ? 'There is an unfinished report at your school.'
        : 'There are unfinished reports at your school.',
    rows: reports.slice(0, MOST).map(({ draft, by, saved, page, args, opened }) => ({
      name: short(fullName(pupilFrom(draft.values)), 80) || 'Name not yet given',
      begun: `Begun by ${short(by, 60)} ${saved}${opened ? '. The alert has been sent.' : ''}`,
      buttons: [
        opens('Go on', page, args),
        ...(opened ? [] : [does('Throw away', 'discard-report', { draft: draft.id })]),
      ],
    })),
    buttons: [opens('Begin a new report', 'report-triage', { draft: newDraft }, 'positive')],
  },
});
