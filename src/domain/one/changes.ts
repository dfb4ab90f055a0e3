import type { Change } from './values';

/** A case as it stands now. `mark`: the same for two lines that say the same, and for no others. */
export interface Standing {
  readonly caseId: string;
  readonly mark: string;
  readonly open: boolean;
}

/**
 * What One has of a case, as far as anybody knows: the last line that it took, or one after that which it has not answered
 * yet, so that nothing is sent twice while its answer is on the way. Once it refused a later line, no answer is on the way
 * to an earlier one: that may never have been loaded, and counts for nothing until One says that it took it.
 */
export type HeldByOne = Pick<Standing, 'mark' | 'open'>;

/**
 * Why a case stands in the next upload; null where it does not, since One has it as it is. What One refused it has not, and
 * so it stands there again until it was taken, or was put back to what One has.
 * @param held null where One has nothing of the case.
 * @param everything also what One has as it is.
 */
export function changeOf(now: Omit<Standing, 'caseId'>, held: HeldByOne | null, everything: boolean): Change | null {
  if (held === null) return 'new';
  if (held.mark === now.mark) return everything ? 'again' : null;
  return held.open && !now.open ? 'closed' : 'changed';
}

export interface ToSend {
  readonly caseId: string;
  readonly change: Change;
}

/** The cases that stand in an upload, in the order in which they are given. */
export const toSend = (
  cases: readonly Standing[],
  held: ReadonlyMap<string, HeldByOne>,
  everything: boolean,
): ToSend[] =>
  cases.flatMap((one) => {
    const change = changeOf(one, held.get(one.caseId) ?? null, everything);
    return change === null ? [] : [{ caseId: one.caseId, change }];
  });

/** A line that was uploaded, and what One said of it; null where it has said nothing yet. */
export interface SentLine extends HeldByOne {
  readonly answer: 'taken' | 'refused' | null;
}

/** What One has by these lines of one case, in the order of their uploads. */
export function heldBy<Line extends SentLine>(lines: readonly Line[]): Line | null {
  const refused = lines.findLastIndex(({ answer }) => answer === 'refused');
  return lines.findLast(({ answer }, at) => answer === 'taken' || (answer === null && at > refused)) ?? null;
}
