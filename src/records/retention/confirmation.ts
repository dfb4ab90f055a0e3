import { sha256 } from '../audit/hash';
import type { Fated, Preview } from './preview';
import type { Belongings } from './retention-store';

interface Going extends Fated {
  readonly fate: Extract<Fated['fate'], { kind: 'goes' }>;
  readonly had: Belongings;
}

export const goingIn = ({ cases }: Preview): Going[] =>
  cases.filter((one): one is Going => one.fate.kind === 'goes' && one.had !== null);

/** Whether nothing at all would go. */
export const isEmpty = (previews: readonly Preview[]): boolean =>
  previews.every((one) => goingIn(one).length === 0 && one.unfinished.length === 0);

/**
 * Stands for the very cases that were shown, with all that belonged to them, and the rule by which each goes. One that has
 * come due since, on which somebody wrote, or of which a paper was made, makes it another: what was not seen is not deleted.
 * So does an unfinished report with which somebody went on.
 */
export const confirmationOf = (previews: readonly Preview[]): string =>
  sha256(previews.flatMap(linesOf).sort().join('\n')).slice(0, 16);

function linesOf(preview: Preview): string[] {
  const { authority, unfinished } = preview;
  return [
    ...goingIn(preview).map(({ id, version, fate, had }) =>
      [authority.code, id, version, fate.by, fate.since, ...amountsOf(had)].join(' '),
    ),
    ...unfinished.map(({ id, savedAt, since }) => [authority.code, id, 'unfinished', savedAt, since].join(' ')),
  ];
}

/** Whether it has just as much as it had. */
export const isAsMuch = (had: Belongings, has: Belongings): boolean =>
  amountsOf(had).join(' ') === amountsOf(has).join(' ');

const amountsOf = ({ facts, drafts, papers, notices }: Belongings): number[] => [facts, drafts, papers, notices];
