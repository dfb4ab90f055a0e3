import type { Draft } from '../../casework/draft-store';
import { inWords, type LocalDate } from '../../domain/calendar/date';
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
  /** The last day on which it is surely kept as it stands. */
  readonly until: LocalDate;
}

/** The words and pages of what is begun: a school's report, or a referral to the authority. */
export interface Beginnings {
  readonly title: string;
  readonly one: string;
  readonly several: string;
  readonly unfinished: string;
  readonly namesAChild: string;
  readonly begin: string;
  readonly beginAnew: string;
  readonly firstPage: string;
  /** Where it goes on after an urgent triage has opened the case. */
  readonly afterAlert: string;
  readonly action: 'report' | 'refer';
}

export const REPORTS: Beginnings = {
  title: 'Report a missing pupil',
  one: 'There is an unfinished report at your school.',
  several: 'There are unfinished reports at your school.',
  unfinished: 'Unfinished reports',
  namesAChild: 'A report names a child',
  begin: 'Begin the report',
  beginAnew: 'Begin a new report',
  firstPage: 'report-triage',
  afterAlert: 'report-pupil',
  action: 'report',
};

export const REFERRALS: Beginnings = {
  title: 'A child on no school’s roll',
  one: 'There is an unfinished referral.',
  several: 'There are unfinished referrals.',
  unfinished: 'Unfinished referrals',
  namesAChild: 'A referral names a child',
  begin: 'Begin the referral',
  beginAnew: 'Begin a new referral',
  firstPage: 'refer',
  afterAlert: 'refer-route',
  action: 'refer',
};

/** To whoever could still finish it. */
export const mayGoAfter = (until: LocalDate): string => `Unfinished, it may be deleted after ${inWords(until)}.`;

/** More are not shown. */
export const MOST_UNFINISHED = 5;

/** Drafts are shared by a desk: what one begins in the office another finishes on a telephone. */
export const reportDraftsCard = (
  reports: readonly UnfinishedReport[],
  newDraft: string,
  words: Beginnings = REPORTS,
): CardSpec => ({
  template: 'report-drafts',
  summary: words.unfinished,
  model: {
    title: words.title,
    says: reports.length === 1 ? words.one : words.several,
    rows: reports.slice(0, MOST_UNFINISHED).map(({ draft, by, saved, page, args, opened, until }) => ({
      name: short(fullName(pupilFrom(draft.values)), 80) || 'Name not yet given',
      begun: `Begun by ${short(by, 60)} ${saved}${opened ? '. The alert has been sent.' : `. ${mayGoAfter(until)}`}`,
      buttons: [
        opens('Go on', page, args),
        ...(opened ? [] : [does('Throw away', 'discard-report', { draft: draft.id })]),
      ],
    })),
    buttons: [opens(words.beginAnew, words.firstPage, { draft: newDraft }, 'positive')],
  },
});
