import { inWords, type LocalDate } from '../../domain/calendar/date';
import type { Row, Rows } from './csv';

/** An event that says that a term starts or ends, as many schools publish their dates. */
export interface Boundary {
  readonly kind: 'term-starts' | 'term-ends';
  readonly on: LocalDate;
  readonly title: string;
}

interface Term {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly note: string;
}

/** Makes a term of each start with the end that follows it. One that stands alone is a problem, never a guess. */
export function pairTerms(boundaries: readonly Row<Boundary>[]): Rows<Term> {
  const inOrder = [...boundaries].sort((a, b) => (a.value.on < b.value.on ? -1 : 1));
  const rows: Row<Term>[] = [];
  const problems = inOrder.flatMap(({ line, value }, index) => {
    const before = inOrder[index - 1];
    const after = inOrder[index + 1];
    if (value.kind === 'term-starts' && after?.value.kind === 'term-ends') {
      rows.push({ line, value: { from: value.on, to: after.value.on, note: value.title } });
      return [];
    }
    if (value.kind === 'term-ends' && before?.value.kind === 'term-starts') return [];
    const says =
      value.kind === 'term-starts'
        ? `A term starts on ${inWords(value.on)}, and no event says when it ends.`
        : `A term ends on ${inWords(value.on)}, and no event says when it starts.`;
    return [{ line, column: 'SUMMARY', says }];
  });
  return { rows, problems };
}
