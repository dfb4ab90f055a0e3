import type { Instant } from '../calendar/date';
import { asItStood } from '../case/as-it-stood';
import type { Case } from '../case/case';
import { isOurs } from '../case/dfe';
import { readFacts } from '../case/reading';
import type { PolicyPack } from '../policy/pack';
import type { FrozenAgenda, SectionId } from './frozen';

/** What stood on the agenda before this one when it was closed. */
export interface LastAgenda {
  readonly openCases: number;
  /** Cases in each section; one without a case is left out. */
  readonly sections: ReadonlyMap<SectionId, number>;
}

/**
 * `before`: every case that was open when that list was closed, and any others. `packOf`: the rules of a case; null where
 * they are not there, and then the case is counted as one of the authority's own.
 */
export const lastAgenda = (
  { takenAt, items }: FrozenAgenda,
  before: readonly Case[],
  packOf: (theCase: Case) => PolicyPack | null,
): LastAgenda => ({
  openCases: before.filter((one) => wasOpen(one, takenAt, packOf)).length,
  sections: new Map(
    [
      ...Map.groupBy(
        items.flatMap(({ sections }) => sections),
        (id) => id,
      ),
    ].map(([id, times]) => [id, times.length]),
  ),
});

function wasOpen(theCase: Case, at: Instant, packOf: (theCase: Case) => PolicyPack | null): boolean {
  const then = asItStood(theCase, (recordedAt) => recordedAt <= at);
  if (!then) return false;
  const { closed, way } = readFacts(then.facts);
  const pack = packOf(then);
  return closed === null && (pack === null || isOurs(way, pack));
}
