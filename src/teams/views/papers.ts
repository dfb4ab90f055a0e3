import { inWords } from '../../domain/calendar/date';
import { londonDate, londonTime } from '../../domain/calendar/london';
import { PAPER_NAMES } from '../../records/paper';
import type { PapersOfCase, Ready } from '../../records/papers';
import { TICKET_MINUTES } from '../../records/tickets';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does, opens, opensCase, type Button } from './buttons';
import { nameOf } from './case';
import { statementCard } from './statement';
import { short } from './words';

const MOST = 8;

/** The papers that can be made of a case, and those that were. Names the child: only for a personal chat. */
export function papersCard({ view, papers }: PapersOfCase): CardSpec {
  const { reference } = view.case;
  const made = papers.slice(0, MOST).map((paper) => ({
    says: `${PAPER_NAMES[paper.kind]}. Made ${madeInWords(paper)} by ${short(paper.by, 60)}. Check sum ${paper.sha256.slice(0, 8)}.`,
    open: paper.mayFetch
      ? does('Fetch', 'fetch-paper', { paper: paper.id })
      : does('Make your own', 'make-paper', { reference, kind: 'referral-form' }),
  }));
  return {
    template: 'more',
    summary: `Papers of case ${reference}`,
    model: {
      name: nameOf(view),
      subtitle: `Papers of case ${reference}`,
      groups: [
        { title: 'Make a paper', rows: offers(reference) },
        ...(made.length > 0 ? [{ title: 'Made already', rows: made }] : []),
      ],
      buttons: [opensCase('Open the case', reference)],
    },
  };
}

const offers = (reference: string): { says: string; open: Button }[] => [
  {
    says: 'The referral to the authority, with the checklist and the timeline, as a PDF.',
    open: does('Referral form', 'make-paper', { reference, kind: 'referral-form' }),
  },
  {
    says: 'The return that tells the authority that a name is deleted, as a PDF or for a spreadsheet.',
    open: opens('Deletion return', 'deletion-return', { case: reference }),
  },
  {
    says: 'The Common Transfer File (XML) for the lost pupil database or the next school.',
    open: opens('Transfer file', 'transfer-file', { case: reference }),
  },
  {
    says: 'The whole case as data (JSON), for another system.',
    open: does('Data', 'make-paper', { reference, kind: 'case-json' }),
  },
];

const madeInWords = ({ madeAt }: Ready['paper']): string => `${inWords(londonDate(madeAt))}, ${londonTime(madeAt)}`;

/** Where a paper lies ready. The link is for this person alone: only for a personal chat or a dialog. */
export function paperReadyCard({ view, paper }: Ready, url: string): CardSpec {
  const { reference } = view.case;
  return {
    template: 'paper-link',
    summary: `A paper of case ${reference} is ready`,
    model: {
      title: 'The paper is ready',
      subtitle: `${PAPER_NAMES[paper.kind]} · ${reference}`,
      lines: [
        `The link is yours: it works once, and for ${TICKET_MINUTES} minutes. Please do not pass it on.`,
        `File ${plain(paper.fileName)}, check sum ${paper.sha256.slice(0, 8)}.`,
      ],
      link: { title: 'Fetch the paper', url },
      buttons: [does('Papers of this case', 'show-papers', { reference }), opensCase('Open the case', reference)],
    },
  };
}

/** Everything that stands in the way at once, so that one round of corrections is enough. */
export const notMadeCard = (reference: string, reasons: readonly string[]): CardSpec =>
  statementCard({
    title: 'This paper cannot be made yet',
    lines: reasons.map((reason) => short(reason, 300)),
    small: 'Nothing was written. Correct the details on the case and ask again.',
    buttons: [
      does('Details', 'show-details', { reference }),
      does('Papers of this case', 'show-papers', { reference }),
    ],
    summary: `A paper of case ${reference} cannot be made yet`,
  });
