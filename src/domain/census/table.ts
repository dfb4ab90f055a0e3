import type { PolicyPack } from '../policy/pack';
import { YEAR_GROUPS } from '../pupil/year-group';
import type { CountedChild } from './counted';

/** The breakdowns in which the DfE publishes the count. */
export const TOPICS = ['total', 'sex', 'year-group', 'duration', 'reason'] as const;
export type Topic = (typeof TOPICS)[number];

/** One figure, and behind it the children that it counts. */
export interface Figure {
  readonly topic: Topic;
  /** Of the rows of its topic; by it a figure is found again. */
  readonly id: string;
  readonly label: string;
  readonly children: readonly CountedChild[];
}

export const NOT_KNOWN = 'not-known';

/**
 * Every figure of the return, also those that are nought, in the DfE's own order; each topic adds up to the total. What
 * a case of older rules says in words of its own stands after the others. `pack`: the rules in force on the day.
 */
export function figuresOf(children: readonly CountedChild[], pack: PolicyPack): Figure[] {
  return [
    { topic: 'total', id: 'all', label: 'All children missing education', children },
    ...split('sex', children, SEXES, ({ sex }) => sex),
    ...split('year-group', children, YEARS, ({ yearGroup }) => yearGroup),
    ...split('duration', children, bandsOf(pack), ({ band }) => band),
    ...split('reason', children, reasonsOf(pack), ({ reason }) => reason),
  ];
}

export const figureOf = (figures: readonly Figure[], topic: string, id: string): Figure | null =>
  figures.find((figure) => figure.topic === topic && figure.id === id) ?? null;

interface Row {
  readonly id: string;
  readonly label: string;
}

const SEXES: readonly Row[] = [
  { id: 'female', label: 'Female' },
  { id: 'male', label: 'Male' },
];

const YEARS: readonly Row[] = YEAR_GROUPS.map((id) => ({ id, label: id === 'R' ? 'Reception' : `Year ${id}` }));

const bandsOf = ({ dfe: { bands, unknownBand } }: PolicyPack): Row[] =>
  [...bands.map(({ label }) => label), unknownBand].map((label) => ({ id: label, label }));

/** The DfE has a row of its own for what was not recorded. */
const reasonsOf = ({ dfe: { reasons } }: PolicyPack): Row[] => reasons.map(({ id, label }) => ({ id, label }));

function split(
  topic: Topic,
  children: readonly CountedChild[],
  rows: readonly Row[],
  of: (child: CountedChild) => string | null,
): Figure[] {
  const byId = Map.groupBy(children, (child) => of(child) ?? NOT_KNOWN);
  const known = new Set(rows.map(({ id }) => id));
  const others = [...byId.keys()].filter((id) => !known.has(id)).toSorted();
  const all = [...rows, ...others.map((id) => ({ id, label: id === NOT_KNOWN ? 'Not known' : id }))];
  return all.map(({ id, label }) => ({ topic, id, label, children: byId.get(id) ?? [] }));
}
