import { inWords } from '../../domain/calendar/date';
import { periodInWords } from '../../domain/summary/in-words';
import type { ShownPart, SummaryPage } from '../../panel/summary';
import { renderPdf } from '../pdf/render';
import { facts, heading, paragraph, type Part, type Sheet } from '../pdf/sheet';
import { locatedInWords, NO_REPORT, noReportInWords } from './summary-words';

/** For the director: figures with plots, and every figure once more in a table. */
export const summaryPdf = (page: SummaryPage, made: Date): Promise<Buffer> => renderPdf(summarySheet(page, made));

export function summarySheet(page: SummaryPage, made: Date): Sheet {
  const { authority, period, asOf, exact, located, unread } = page;
  const title = `Children missing education: ${periodInWords(period)}`;
  const known = asOf === period.to ? 'known at the end of' : 'known by';
  return {
    title,
    subtitle: `${authority}, as it was ${known} ${inWords(asOf)}`,
    footer: `${authority}, summary of ${periodInWords(period)}`,
    author: 'Whereabouts',
    made,
    parts: [
      paragraph(exact ? EXACT : roundedInWords(page)),
      ...(unread > 0 ? [paragraph(`${unread} could not be read and are left out.`)] : []),
      heading('Cases'),
      facts(Object.fromEntries(page.moved.map(({ label, count }) => [label, count]))),
      heading('How long it took to find a child'),
      paragraph(`${located.children} ${locatedInWords(located)}.`),
      ...figures('Open cases by stage', 'Stage', page.byStage),
      ...figures('Closed, by how', 'How', page.closedBy),
      ...figures('Overdue, by who owes it', 'Who', page.overdue),
      heading(NO_REPORT),
      paragraph(noReportInWords(page)),
    ],
  };
}

const EXACT = 'Figures as they are: for those who work on the cases. No child is named here.';
const roundedInWords = ({ few }: SummaryPage): string =>
  `Figures of cases are rounded, so that a small one tells of no child, and may not add up. Where ${few} children are behind one, it is not broken down further, and no school is named by it. No child is named here.`;

/** Most bars of one plot; the table beneath has all. */
const MOST_BARS = 20;

function figures(title: string, what: string, { counts, withheld }: ShownPart): Part[] {
  if (counts.length === 0) return [heading(title), paragraph(withheld ? 'So few that it is not told.' : 'None.')];
  const bars = counts.flatMap(({ label, number }) => (number === null ? [] : [{ label, number }])).slice(0, MOST_BARS);
  return [
    heading(title),
    ...(bars.length > 0 ? [{ kind: 'plot' as const, says: `Bar chart: ${title}`, bars }] : []),
    {
      kind: 'table',
      columns: [
        { title: what, share: 0.8 },
        { title: 'Count', share: 0.2 },
      ],
      rows: counts.map(({ label, count }) => [label, count]),
    },
  ];
}
