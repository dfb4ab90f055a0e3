import type { Instant } from '../calendar/date';
import type { Fact, FactBody, FactStamp } from './fact';
import { isAfter } from './in-order';

/** As it goes on record on the case that takes it over: whoever said it said it then, and nobody says it anew. */
export const takenOver = <B extends FactBody>(body: B, said: Omit<FactStamp, 'id'>, from: string): B => ({
  ...body,
  moved: { caseId: from, recordedAt: saidAt(said), recordedBy: said.moved?.recordedBy ?? said.recordedBy },
});

/** When it was said, on whichever case. */
export const saidAt = ({ recordedAt, moved }: Omit<FactStamp, 'id'>): Instant => moved?.recordedAt ?? recordedAt;

/** In the order in which it was said, on whichever case. */
export const asSaid = <F extends Fact>(facts: readonly F[]): readonly F[] => facts.toSorted(bySaying);

export const isSaidAfter = (a: Fact, b: Fact): boolean => bySaying(a, b) > 0 || (bySaying(a, b) === 0 && isAfter(a, b));

const bySaying = (a: Fact, b: Fact): number => (saidAt(a) < saidAt(b) ? -1 : saidAt(a) > saidAt(b) ? 1 : 0);

/** Without what was taken over from a case that was parted from this one later: it is of another child. */
export function ofThisChild(facts: readonly Fact[]): readonly Fact[] {
  if (!facts.some(({ kind }) => kind === 'parted')) return facts;
  const partedLater = (from: string, at: number) =>
    facts.some((later, index) => index > at && later.kind === 'parted' && later.caseId === from);
  return facts.filter(({ moved }, at) => !moved || !partedLater(moved.caseId, at));
}
