import { counted } from '../../letters';

/** One thing that is wrong with a file, so that a person can find it and knows what to do. */
export interface Problem {
  /** Counted from 1 as a text editor does; null when it concerns the file as a whole. */
  readonly line: number | null;
  /** The column's name, or in a JSON file the path; null when it concerns the whole line. */
  readonly column: string | null;
  readonly says: string;
}

/** Nothing was imported. Carries every problem of the file, in its order, so that one round of corrections is enough. */
export class ImportRefused extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const inOrder = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    super(inOrder.map(inWords).join('\n'));
    this.name = 'ImportRefused';
    this.problems = inOrder;
  }
}

/** `line 4, roles: There is no role teacher.` */
export const inWords = ({ line, column, says }: Problem): string => {
  const place = [line === null ? null : `line ${line}`, column].filter((part) => part !== null).join(', ');
  return place === '' ? says : `${place}: ${says}`;
};

/** So many mistakes in one column are said line by line. */
const MOST_SAID = 50;

/** In their order, for whoever mends them; of a column that is wrong from top to bottom the first ones, and how many follow. */
export function allInWords(problems: readonly Problem[]): string[] {
  const times = new Map<string | null, number>();
  const said = problems.filter(({ column }) => {
    const time = (times.get(column) ?? 0) + 1;
    times.set(column, time);
    return time <= MOST_SAID;
  });
  const more = [...times].flatMap(([column, count]) => (count > MOST_SAID ? [moreOf(column, count - MOST_SAID)] : []));
  return [...said, ...more].map(inWords);
}

const moreOf = (column: string | null, count: number): Problem => ({
  ...{ line: null, column },
  says: `${counted(count, 'more line has', 'more lines have')} a mistake here.`,
});

/** What an import did. */
export interface Imported {
  readonly says: string;
  /** What is allowed but may be a mistake, or needs somebody to know. */
  readonly notes: readonly string[];
  /** Codes of those whose rows were in it. */
  readonly authorities: readonly string[];
  /** Ids of those of which something was put on record; left out where it was of none. */
  readonly cases?: readonly string[];
  /** What of it is named on the trail; left out where that is nothing. */
  readonly fields?: readonly string[];
}

export function refuseIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ImportRefused(problems);
}
