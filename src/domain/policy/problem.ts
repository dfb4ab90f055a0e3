/** What is wrong with a pack, and where: `checklist[S04].settles[1]`. */
export interface Problem {
  readonly path: string;
  /** What is wrong, and how to mend it. */
  readonly says: string;
}

/** As many as can be read through; of a longer list nobody finds the one that was meant. */
const MOST_LISTED = 12;

/** Something is named that is not there. */
export function noSuch(what: string, id: string, there: Iterable<string>): string {
  const ids = [...there];
  const use = ids.length > 0 && ids.length <= MOST_LISTED ? `one of ${ids.join(', ')}` : 'one that is there';
  return `There is no ${what} ${id}. Use ${use}, or add it.`;
}

/** Every member of the list whose id stood there before. */
export const twice = (path: string, list: readonly { readonly id: string }[]): Problem[] =>
  list
    .filter((entry, at) => list.findIndex(({ id }) => id === entry.id) < at)
    .map(({ id }) => ({ path, says: `The id ${id} occurs twice. Give one of them another id.` }));
