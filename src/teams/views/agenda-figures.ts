import { inWords } from '../../domain/calendar/date';
import type { Agenda, AgendaSection } from '../../domain/panel/agenda';
import type { LabelledCount } from '../../domain/panel/breakdown';
import { plain } from '../rendering/escape-markdown';
import { count } from './words';

/** How many open cases there are, and how many more or fewer than on the agenda before. */
export function openInWords({ openCases, openBefore, asOf }: Agenda): string {
  const open = openCases === 0 ? 'No open cases' : count(openCases, 'open case');
  const change = openBefore === null ? null : openCases - openBefore;
  return `${open}, as of ${inWords(asOf)}${change === null ? '' : `: ${changeInWords(change)}`}`;
}

const changeInWords = (change: number): string =>
  change === 0
    ? 'as many as on the last agenda'
    : `${Math.abs(change)} ${change > 0 ? 'more' : 'fewer'} than on the last agenda`;

/** Three beside one another fit a phone; what is missing to three stays empty, so that they stand under one another. */
export function countRows({ sections }: Agenda) {
  const counts: Count[] = sections.map((section) => ({
    title: section.title,
    number: String(section.items.length),
    change: changeOf(section),
  }));
  while (counts.length % ACROSS > 0) counts.push({ title: '', number: '', change: '' });
  const rows = [];
  for (let at = 0; at < counts.length; at += ACROSS) rows.push({ columns: counts.slice(at, at + ACROSS) });
  return rows;
}

const ACROSS = 3;

interface Count {
  readonly title: string;
  readonly number: string;
  readonly change: string;
}

function changeOf({ items, before }: AgendaSection): string {
  if (before === null) return '';
  const change = items.length - before;
  if (change === 0) return 'as before';
  return change > 0 ? `${change} more` : `${-change} fewer`;
}

/** Each with its words, for whoever sees neither a chart nor a table. */
export function chartsOf({ byStage, byDuration, byReason }: Agenda) {
  return {
    byStage: chartOf(byStage),
    byDuration: chartOf(byDuration),
    byReason: chartOf(byReason),
  };
}

/** How many figures the charts show. */
export const figuresOn = ({ byStage, byDuration, byReason }: Agenda): number =>
  [byStage, byDuration, byReason].reduce((sum, counts) => sum + fewer(counts).length, 0);

/** A chart is no Markdown, and the words in its place are. */
const chartOf = (counts: readonly LabelledCount[]) => {
  const rows = fewer(counts).map(({ label, cases }) => ({ x: label, label: plain(label), cases }));
  const words = rows.map(({ label, cases }) => `${label}: ${cases}`).join('\n\n');
  return rows.length === 0 ? [] : [{ rows, words }];
};

/** More bars than these are read by nobody on a telephone. */
const MOST_BARS = 8;

/** The greatest in the order that they had, and all others as one. */
function fewer(counts: readonly LabelledCount[]): readonly LabelledCount[] {
  if (counts.length <= MOST_BARS) return counts;
  const greatest = counts.toSorted((a, b) => b.cases - a.cases).slice(0, MOST_BARS - 1);
  const [kept, others] = [true, false].map((is) => counts.filter((one) => greatest.includes(one) === is));
  const cases = others!.reduce((sum, one) => sum + one.cases, 0);
  return [...kept!, { label: `${others!.length} others together`, cases }];
}

export const NO_CHARTS = { byStage: [], byDuration: [], byReason: [] };
