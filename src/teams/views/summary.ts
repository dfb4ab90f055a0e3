import { periodInWords } from '../../domain/summary/in-words';
import { inWords } from '../../domain/calendar/date';
import type { ShownCount, SummaryPage } from '../../panel/summary';
import { locatedInWords } from '../../records/handouts/summary-words';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does } from './buttons';
import { unreadInWords } from './unread';
import { count } from './words';

/** So many bars and names fit a phone; the file has all of them. */
const MOST_BARS = 8;
const MOST_NAMES = 10;

/** What a director is told of a period, for somebody's own chat: figures, and no child. */
export function summaryCard(page: SummaryPage): CardSpec {
  const { period, exact } = page;
  const title = `Summary of ${periodInWords(period)}`;
  const parts = partsOf(page);
  return {
    template: 'summary',
    summary: title,
    model: {
      title,
      says: saysOf(page),
      unread: page.unread === 0 ? '' : `${unreadInWords(page.unread)}.`,
      rows: page.moved.map(({ label, count: number }) => ({ label, count: number })),
      charts: exact ? parts : [],
      lists: exact ? [locatedPart(page)] : [...parts, locatedPart(page)],
      silent: silentOf(page),
      buttons: buttonsOf(page),
    },
  };
}

function saysOf({ authority, asOf, period, exact }: SummaryPage): string {
  const known = asOf === period.to ? `known at the end of ${inWords(asOf)}` : `known by today, ${inWords(asOf)}`;
  const rounded = exact ? '' : ' Figures of cases are rounded, as the DfE publishes its own.';
  return `${plain(authority)}, as it was ${known}.${rounded}`;
}

const partsOf = ({ byStage, closedBy, overdue }: SummaryPage) =>
  [
    partOf('Open cases by stage', byStage),
    partOf('Closed, by how', closedBy),
    partOf('Overdue, by who owes it', overdue),
  ].filter(({ bars }) => bars.length > 0);

const partOf = (title: string, counts: readonly ShownCount[]) => ({
  title,
  bars: counts
    .slice(0, MOST_BARS)
    .map(({ label, count: said, number }) => ({ label: plain(label), count: said, number })),
  more: counts.length > MOST_BARS ? `and ${counts.length - MOST_BARS} more in the file` : '',
});

const locatedPart = ({ located }: SummaryPage) => ({
  title: 'How long it took to find a child',
  bars: [{ label: locatedInWords(located), count: located.children, number: null }],
  more: '',
});

const silentOf = ({ neverReferred, schools }: SummaryPage) => ({
  title: 'Schools that reported nobody in twelve months',
  says:
    neverReferred.length === 0
      ? 'None.'
      : `${neverReferred.length} of ${count(schools, 'school')}: ${neverReferred.slice(0, MOST_NAMES).map(plain).join(', ')}${neverReferred.length > MOST_NAMES ? `, and ${neverReferred.length - MOST_NAMES} more in the file` : ''}.`,
});

/** What is handed on is rounded also for who sees every figure: whoever gets it may work on no case. */
const buttonsOf = ({ period: { from, to }, exact }: SummaryPage) => [
  ...(exact ? [does('PDF, every figure', 'handout', { kind: 'summary-pdf', on: from, to })] : []),
  does('PDF to hand on, rounded', 'handout', { kind: 'summary-rounded-pdf', on: from, to }),
];
