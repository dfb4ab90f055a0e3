import type { Row } from './csv';
import type { Problem } from './problem';

/** Reports every row whose key stood in an earlier row already. */
export function duplicates<T>(
  rows: readonly Row<T>[],
  column: string,
  keyOf: (value: T) => string,
  what: string,
): Problem[] {
  const firstLine = new Map<string, number>();
  const problems: Problem[] = [];
  for (const { line, value } of rows) {
    const first = firstLine.get(keyOf(value));
    if (first === undefined) firstLine.set(keyOf(value), line);
    else problems.push({ line, column, says: `${what} stands in line ${first} already.` });
  }
  return problems;
}

/** The distinct values in the order in which they first occur. */
export const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** A mistake that runs through a whole file is said once. */
export function firstOfEach<T>(rows: readonly Row<T>[], keyOf: (value: T) => string): Row<T>[] {
  const seen = new Set<string>();
  return rows.filter(({ value }) => {
    const isNew = !seen.has(keyOf(value));
    seen.add(keyOf(value));
    return isNew;
  });
}
