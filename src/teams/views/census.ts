import { inWords } from '../../domain/calendar/date';
import type { Topic } from '../../domain/census/table';
import type { CountedChild } from '../../domain/census/counted';
import type { CountedAtSomeTime } from '../../domain/census/school-year';
import { yearInWords } from '../../domain/pupil/in-words';
import { lower } from '../../letters';
import type { BehindFigure, CensusPage, BehindChild, FigureId, ShownFigure, ShownYear } from '../../panel/census';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does, opensCase } from './buttons';
import { statementCard } from './statement';
import { unreadInWords } from './unread';
import { allOf, count } from './words';

export const MOST_BEHIND = 10;

const TOPIC_WORDS: Readonly<Record<Exclude<Topic, 'total'>, string>> = {
  sex: 'By sex',
  'year-group': 'By year group',
  duration: 'By how long',
  reason: 'By main reason',
};

/** The termly count for somebody's own chat. It tells of no single child. */
export function censusCard(page: CensusPage): CardSpec {
  const { on, exact, isTold, figures } = page;
  const total = figures.find(({ topic }) => topic === 'total')!;
  const some = isTold ? figures.filter(isSome) : [];
  const behind = exact ? [...some, ...page.atSomeTime.filter(isSome)] : [];
  return {
    template: 'census',
    summary: `Termly count of ${inWords(on)}`,
    model: {
      title: `Children missing education: ${total.count}`,
      says: saysOf(page),
      unread: page.unread === 0 ? '' : `${unreadInWords(page.unread)}.`,
      years: page.atSomeTime.map(({ label, count: number }) => ({ label, count: number })),
      sections: Object.entries(TOPIC_WORDS)
        .map(([topic, title]) => ({ title, rows: rowsOf(some.filter((figure) => figure.topic === topic)) }))
        .filter(({ rows }) => rows.length > 0),
      choices: behind.length > 0 ? [choicesOf(page, behind)] : [],
      buttons: [
        does('Every figure (CSV)', 'handout', { kind: 'census-csv', on }),
        ...(exact ? [does('Who is counted (CSV)', 'handout', { kind: 'census-children-csv', on })] : []),
      ],
    },
  };
}

function saysOf({ on, today, exact, isTold }: CensusPage): string {
  const day = on === today ? `As of today, ${inWords(on)}.` : `As it was known at the end of ${inWords(on)}.`;
  const who = 'Counted are children of school age who are on no school’s roll and have no education that is confirmed.';
  const rounded = exact ? 'What is nought is left out here.' : 'Every figure is rounded, as the DfE publishes it.';
  return `${day} ${who} ${rounded}${isTold ? '' : ' So few are not broken down further.'}`;
}

const isSome = ({ count: number }: Pick<ShownFigure, 'count'>): boolean => number !== '0';

const rowsOf = (figures: readonly ShownFigure[]) =>
  figures.map(({ label, count: number }) => ({ label: plain(label), count: number }));

const choicesOf = ({ on }: CensusPage, figures: readonly (ShownFigure | ShownYear)[]) => ({
  figures: figures.map((figure) => ({ title: `${plain(figure.label)} (${figure.count})`, value: figureValue(figure) })),
  first: figureValue(figures[0]!),
  show: does('Show who', 'census-children', { on, from: '0' }),
});

/** A topic has no space in its name. */
const figureValue = ({ topic, id }: FigureId): string => `${topic} ${id}`;

export function figureIn(value: string | undefined): FigureId | null {
  const [, topic, id] = /^(\S+) (.+)$/.exec(value ?? '') ?? [];
  return topic && id ? { topic, id } : null;
}

/** By reference: whoever may open the case sees the child there. */
export function behindCard(page: BehindFigure, figure: FigureId): CardSpec {
  const { on, from, total, label, children } = page;
  const turn = (title: string, start: number) =>
    does(title, 'census-children', { on, figure: figureValue(figure), from: String(Math.max(0, start)) });
  if (total === 0) {
    return statementCard({
      title: `${plain(label)}: nobody`,
      lines: [`On ${inWords(on)} nobody is counted here.`],
      small: '',
      buttons: [does('Back to the count', 'census', { on })],
      summary: 'Nobody is counted here',
    });
  }
  return {
    template: 'register',
    summary: `Termly count: ${count(total, 'child', 'children')}`,
    model: {
      title: `${plain(label)}: ${total}`,
      says: `Who is behind this figure on ${inWords(on)}.${total > children.length ? ` Shown here: ${from + 1} to ${from + children.length}.` : ''} A case opens as it is now.`,
      counts: '',
      unread: '',
      rows: children.map((child) => rowOf(child, page)),
      choices: [],
      buttons: [
        ...(from > 0 ? [turn('Earlier ones', from - MOST_BEHIND)] : []),
        ...(from + children.length < total ? [turn('Show more', from + MOST_BEHIND)] : []),
        does('Back to the count', 'census', { on }),
      ],
    },
  };
}

const SEX_WORDS = { female: 'Female', male: 'Male' } as const;

function rowOf(child: BehindChild, page: BehindFigure) {
  const { reference, also } = child;
  return {
    name: reference,
    colour: 'default',
    ...('days' in child ? whenCounted(child) : whereCounted(child, page)),
    about: also.length > 0 ? `The same child: ${allOf(also)}` : '',
    known: '',
    asks: '',
    askColour: 'default',
    open: opensCase('Open', reference),
  };
}

const whenCounted = ({ days: { from, to } }: CountedAtSomeTime) => ({
  stands: `First counted on ${inWords(from)}`,
  out: `Last counted on ${inWords(to)}`,
});

function whereCounted({ sex, yearGroup, band, reason, suggested }: CountedChild, { reasons }: BehindFigure) {
  const words = reason === null ? 'No reason' : plain(reasons.get(reason) ?? reason);
  return {
    stands: [
      sex ? SEX_WORDS[sex] : 'Sex not known',
      yearGroup === null ? 'Year group not known' : yearInWords(yearGroup),
      lower(plain(band)),
    ].join(' · '),
    out: suggested ? `${words} (follows from the case; nobody has chosen it)` : words,
  };
}
