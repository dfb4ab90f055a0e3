import type { Instant } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import type { Policies } from '../../domain/policy/policies';
import { otherCasesOn } from '../../casework/shown-facts';
import type { Stores } from '../../stores';
import type { FoundCase } from './cases-of';
import { heldIn, type HeldCase } from './held';
import { Marker, type Mark } from './marks';

/** The answer to a request for everything that is held on a child, before a person has gone through its marks. */
export interface SubjectAccess {
  readonly madeAt: Instant;
  readonly cases: readonly HeldCase[];
  /** Cases of other children that speak of this one, or of which it is spoken here: to be looked through by hand. */
  readonly elsewhere: readonly string[];
  readonly marks: readonly Mark[];
}

export async function subjectAccess(
  found: readonly FoundCase[],
  madeAt: Instant,
  stores: Stores,
  policies: Policies,
): Promise<SubjectAccess> {
  const marker = new Marker();
  const cases: HeldCase[] = [];
  for (const one of found) cases.push(await heldIn(one, marker, londonDate(madeAt), stores, policies));
  const own = new Set(found.map(({ theCase }) => theCase.id));
  const others = found.flatMap(({ theCase }) => otherCasesOn(theCase.facts)).filter((id) => !own.has(id));
  const there = await Promise.all([...new Set(others)].map((id) => stores.cases.byId(id)));
  marker.at('cases of other children');
  const elsewhere = there.flatMap((one) => (one ? [marker.person(one.reference)] : []));
  return { madeAt, cases, elsewhere, marks: marker.marks };
}
