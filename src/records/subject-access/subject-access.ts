import type { Instant } from '../../domain/calendar/date';
import { londonDate, momentInWords } from '../../domain/calendar/london';
import type { Case } from '../../domain/case/case';
import { rulesOver } from '../../domain/case/rules';
import type { Policies } from '../../domain/policy/policies';
import { authorityOf } from '../../casework/desk';
import type { Draft } from '../../casework/draft-store';
import { otherCasesOn } from '../../casework/shown-facts';
import type { Stores } from '../../stores';
import { inOneSentence } from '../audit/history';
import type { FoundChild } from './find-child';
import { entriesOf, heldIn, namesFor, type HeldCase } from './held';
import { markedDraft } from './mark-draft';
import { Marker, type Mark } from './marks';

/** The answer to a request for everything that is held on a child, before a person has gone through its marks. */
export interface SubjectAccess {
  readonly madeAt: Instant;
  readonly cases: readonly HeldCase[];
  /** References of cases that are not here, since the rules that held for them are not there any more. */
  readonly leftOut: readonly string[];
  /** Reports that name the child and became no case. */
  readonly unfinished: readonly HeldReport[];
  /** Cases of other children that speak of this one, or of which it is spoken here: to be looked through by hand. */
  readonly elsewhere: readonly string[];
  readonly marks: readonly Mark[];
}

/** An unfinished report, with who saved it and who looked at it. */
export interface HeldReport extends Draft {
  readonly trail: readonly string[];
}

export async function subjectAccess(
  found: FoundChild,
  madeAt: Instant,
  stores: Stores,
  policies: Policies,
): Promise<SubjectAccess> {
  const marker = new Marker();
  const cases: HeldCase[] = [];
  // One case whose rules are gone must not keep everything else that is held from whoever asks for it.
  const [readable, unread] = parted(found.cases, ({ theCase }) => hasAllRules(theCase, policies));
  for (const one of readable) cases.push(await heldIn(one, marker, londonDate(madeAt), stores, policies));
  const unfinished = await markedReports(found.unfinished, marker, stores);
  const own = new Set(found.cases.map(({ theCase }) => theCase.id));
  const others = found.cases.flatMap(({ theCase }) => otherCasesOn(theCase.facts)).filter((id) => !own.has(id));
  const there = await Promise.all([...new Set([...others, ...found.namedIn])].map((id) => stores.cases.byId(id)));
  marker.at('cases of other children');
  const elsewhere = there.flatMap((one) => (one ? [marker.person(one.reference)] : []));
  const leftOut = unread.map(({ theCase }) => theCase.reference);
  return { madeAt, cases, leftOut, unfinished, elsewhere, marks: marker.marks };
}

const hasAllRules = (theCase: Case, { ids }: Policies): boolean =>
  rulesOver(theCase).every(({ pack }) => ids.includes(pack));

const parted = <T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] => [
  all.filter(isFirst),
  all.filter((one) => !isFirst(one)),
];

async function markedReports(drafts: readonly Draft[], marker: Marker, stores: Stores): Promise<HeldReport[]> {
  const reports: HeldReport[] = [];
  for (const draft of drafts) {
    const authority = await authorityOf(draft.school, stores.directory);
    const entries = await entriesOf({ id: draft.id, authority }, stores);
    const names = await namesFor({ draft, entries }, stores);
    const nameOf = (id: string) => marker.person(names.get(id) ?? id);
    const marked = markedDraft(draft, marker.at(`an unfinished report of ${momentInWords(draft.savedAt)}`));
    const savedBy = nameOf(draft.savedBy);
    reports.push({ ...marked, savedBy, trail: entries.map((entry) => inOneSentence(entry, nameOf)) });
  }
  return reports;
}
