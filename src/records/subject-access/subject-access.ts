import type { Instant } from '../../domain/calendar/date';
import { londonDate, momentInWords } from '../../domain/calendar/london';
import type { Policies } from '../../domain/policy/policies';
import type { Draft } from '../../casework/draft-store';
import { otherCasesOn } from '../../casework/shown-facts';
import type { Stores } from '../../stores';
import type { FoundChild } from './find-child';
import { heldIn, namesFor, type HeldCase } from './held';
import { markedDraft } from './mark-draft';
import { Marker, type Mark } from './marks';

/** The answer to a request for everything that is held on a child, before a person has gone through its marks. */
export interface SubjectAccess {
  readonly madeAt: Instant;
  readonly cases: readonly HeldCase[];
  /** Reports that name the child and became no case. */
  readonly unfinished: readonly Draft[];
  /** Cases of other children that speak of this one, or of which it is spoken here: to be looked through by hand. */
  readonly elsewhere: readonly string[];
  readonly marks: readonly Mark[];
}

export async function subjectAccess(
  found: FoundChild,
  madeAt: Instant,
  stores: Stores,
  policies: Policies,
): Promise<SubjectAccess> {
  const marker = new Marker();
  const cases: HeldCase[] = [];
  for (const one of found.cases) cases.push(await heldIn(one, marker, londonDate(madeAt), stores, policies));
  const unfinished = await markedReports(found.unfinished, marker, stores);
  const own = new Set(found.cases.map(({ theCase }) => theCase.id));
  const others = found.cases.flatMap(({ theCase }) => otherCasesOn(theCase.facts)).filter((id) => !own.has(id));
  const there = await Promise.all([...new Set(others)].map((id) => stores.cases.byId(id)));
  marker.at('cases of other children');
  const elsewhere = there.flatMap((one) => (one ? [marker.person(one.reference)] : []));
  return { madeAt, cases, unfinished, elsewhere, marks: marker.marks };
}

async function markedReports(drafts: readonly Draft[], marker: Marker, stores: Stores): Promise<Draft[]> {
  const names = await namesFor(drafts, stores);
  return drafts.map((draft) => {
    const marked = markedDraft(draft, marker.at(`an unfinished report of ${momentInWords(draft.savedAt)}`));
    return { ...marked, savedBy: marker.person(names.get(draft.savedBy) ?? draft.savedBy) };
  });
}
