import { periodInWords } from '../../domain/summary/in-words';
import { inWords } from '../../domain/calendar/date';
import { momentInWords } from '../../domain/calendar/london';
import { whyNot } from '../../notices/why-not';
import type { ShownPart, SummaryPage, ToldOf } from '../../panel/summary';
import { locatedInWords, NO_REPORT, noReportInWords } from '../../records/handouts/summary-words';
import { plain } from '../rendering/escape-markdown';
import { REPEAT_SAYS } from '../short-card';
import type { CardSpec } from '../turn';
import { does } from './buttons';
import { unreadInWords } from './unread';
import { rolesInWords } from './words';

/** So many bars and names fit a phone; the file has all of them. */
const MOST_BARS = 8;
const MOST_NAMES = 10;

/** What a director is told of a period, for somebody's own chat: figures, and no child. */
export function summaryCard(page: SummaryPage, possibleRepeat = false): CardSpec {
  const { period, exact } = page;
  const title = `Summary of ${periodInWords(period)}`;
  const parts = partsOf(page);
  return {
    template: 'summary',
    summary: title,
    model: {
      title,
      says: saysOf(page) + (possibleRepeat ? REPEAT_SAYS : ''),
      unread: page.unread === 0 ? '' : `${unreadInWords(page.unread)}.`,
      rows: page.moved.map(({ label, count: number }) => ({ label, count: number })),
      charts: exact ? parts : [],
      lists: exact ? [locatedPart(page)] : [...parts, locatedPart(page)],
      silent: { title: NO_REPORT, says: plain(noReportInWords(page, MOST_NAMES)) },
      buttons: buttonsOf(page),
    },
  };
}

function saysOf(page: SummaryPage): string {
  const { authority, asOf, period, exact, few } = page;
  const known = asOf === period.to ? `known at the end of ${inWords(asOf)}` : `known by today, ${inWords(asOf)}`;
  const rounded = exact
    ? ''
    : ` Figures of cases are rounded, as the DfE publishes its own. Where ${plain(few)} children are behind one, it is not broken down further, and no school is named by it.`;
  return `${plain(authority)}, as it was ${known}.${rounded}${toldInWords(page)}`;
}

/** To whoever hands it on: whether that is still to be done. */
function toldInWords({ told }: SummaryPage): string {
  if (!told) return '';
  const roles = rolesInWords(told.to);
  if (!told.isAnybody)
    return ` It goes to nobody by itself, since nobody here has the role of ${roles}: please hand it on.`;
  return told.deliveries.length === 0
    ? ` Each month it goes to the ${roles} by itself.`
    : told.deliveries.map((one) => ` ${deliveredInWords(one)}`).join('');
}

function deliveredInWords({ name, delivery }: ToldOf['deliveries'][number]): string {
  const who = plain(name);
  if (delivery.sentAt) return `It was delivered to ${who} by itself: ${momentInWords(delivery.sentAt)}.`;
  const why = whyNot(delivery);
  return why === ''
    ? `It is on its way to ${who} and has not been delivered yet.`
    : `It has not been delivered to ${who}. ${why} Please hand it on.`;
}

const partsOf = ({ byStage, closedBy, overdue }: SummaryPage) =>
  [
    partOf('Open cases by stage', byStage),
    partOf('Closed, by how', closedBy),
    partOf('Overdue, by who owes it', overdue),
  ].filter(({ bars }) => bars.length > 0);

const partOf = (title: string, { counts }: ShownPart) => ({
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

/** What is handed on is rounded also for who sees every figure: whoever gets it may work on no case. */
const buttonsOf = ({ period: { from, to }, exact, canBeRounded }: SummaryPage) => [
  ...(exact ? [does('PDF, every figure', 'handout', { kind: 'summary-pdf', on: from, to })] : []),
  ...(canBeRounded
    ? [does(exact ? 'PDF to hand on, rounded' : 'PDF', 'handout', { kind: 'summary-rounded-pdf', on: from, to })]
    : []),
];
