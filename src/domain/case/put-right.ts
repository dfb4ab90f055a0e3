import { londonDate } from '../calendar/london';
import type { Pupil } from '../pupil/pupil';
import { saidOf } from './also-told';
import type { Fact } from './fact';
import { asOf } from './pupil-on';
import type { FactOf } from './reading';

/** Something that stood on record of the pupil, and stands there otherwise since. */
export interface PutRight {
  readonly field: keyof Pupil;
  readonly was: string;
  /** Null: it is said no more. */
  readonly now: string | null;
}

/**
 * What was not known before and is told is no correction, and neither is why a UPN was not known.
 * @param before as of the day on which `now` is said: a year group that has moved up is not put right.
 */
export const putRight = (before: Pupil | null, now: Pupil): PutRight[] =>
  (before ? saidOf(before) : []).flatMap(([field, was]) =>
    field === 'upnUnknown' || was === null || now[field]?.trim() === was.trim()
      ? []
      : [{ field, was, now: now[field] }],
  );

/** What this description put right of the one before it on the case. */
export function putRightBy(
  { id, pupil, recordedAt }: Pick<FactOf<'pupil-described'>, 'id' | 'pupil' | 'recordedAt'>,
  facts: readonly Fact[],
) {
  const all = facts.filter((fact) => fact.kind === 'pupil-described');
  const before = all[all.findIndex((one) => one.id === id) - 1];
  return before ? putRight(asOf(before, londonDate(recordedAt)), pupil) : [];
}

/** What of this description the next one put right. */
export function putRightSince({ id }: Pick<FactOf<'pupil-described'>, 'id'>, facts: readonly Fact[]): PutRight[] {
  const all = facts.filter((fact) => fact.kind === 'pupil-described');
  const at = all.findIndex((one) => one.id === id);
  const [here, next] = [all[at], all[at + 1]];
  return here && next ? putRight(asOf(here, londonDate(next.recordedAt)), next.pupil) : [];
}
