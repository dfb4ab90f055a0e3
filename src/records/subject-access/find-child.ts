import type { Draft } from '../../casework/draft-store';
import type { Case } from '../../domain/case/case';
import type { Stores } from '../../stores';
import { askedBy, bareNames, caseKnownAs, reportKnownAs, type KnownAs } from './known-as';

/** Why a case is taken to be of this child. */
export type FoundBy =
  | 'asked for'
  | 'the same UPN'
  | 'the same name and date of birth'
  | 'joined with another of them'
  | 'an unfinished report that names the child'
  | 'a UPN, or a name with date of birth, that was corrected since';

export interface FoundCase {
  readonly theCase: Case;
  readonly by: FoundBy;
}

/** `unfinished`: reports that name the child and became no case. */
export interface FoundChild {
  readonly cases: readonly FoundCase[];
  readonly unfinished: readonly Draft[];
}

type From = Pick<Stores, 'cases' | 'directory' | 'drafts'>;

const PAGE = 200;

/**
 * Every case of one child, open and closed, of whichever school or authority, in the order in which they were opened, and
 * every unfinished report. All there is is looked through, since what was corrected is in no index.
 */
export async function findChild(
  asked: { readonly upn: string } | { readonly theCase: Case },
  stores: From,
): Promise<FoundChild> {
  const reports = await stores.drafts.everyReport();
  const all = [...(await everyCase(stores)), ...reports.map(reportKnownAs)];
  const first = 'upn' in asked ? askedBy(asked.upn) : caseKnownAs(asked.theCase);
  const found = allOfOne(first, all);
  const cases: FoundCase[] = [];
  for (const [{ id, kind }, by] of found) {
    const theCase = kind === 'case' ? await stores.cases.byId(id) : null;
    if (theCase) cases.push({ theCase, by });
  }
  const ids = new Set(cases.map(({ theCase }) => theCase.id));
  const named = new Set([...found.keys()].flatMap(({ id, kind }) => (kind === 'report' ? [id] : [])));
  return {
    cases: cases.sort((a, b) => (a.theCase.openedAt < b.theCase.openedAt ? -1 : 1)),
    unfinished: reports.filter(({ id }) => named.has(id) && !ids.has(id)),
  };
}

/** What is found leads to more: a case that was joined may know another UPN. */
function allOfOne(first: KnownAs, all: readonly KnownAs[]): ReadonlyMap<KnownAs, FoundBy> {
  const found = new Map<KnownAs, FoundBy>([[first, 'asked for']]);
  const seen = new Set([`${first.kind} ${first.id}`]);
  for (const one of found.keys()) {
    for (const other of all) {
      const by = seen.has(`${other.kind} ${other.id}`) ? null : why(one, other);
      if (by === null) continue;
      found.set(other, by);
      seen.add(`${other.kind} ${other.id}`);
    }
  }
  return found;
}

/** Why the other is of the same child as this one; null where nothing says so. */
function why(one: KnownAs, other: KnownAs): FoundBy | null {
  const shared = one.now.filter((name) => other.now.includes(name));
  if (one.kind !== other.kind && one.id === other.id) return 'an unfinished report that names the child';
  if (shared.some((name) => name.startsWith('upn '))) return 'the same UPN';
  if (shared.length > 0) return 'the same name and date of birth';
  if (one.joined.includes(other.id)) return 'joined with another of them';
  if (one.ever.some((name) => other.ever.includes(name)))
    return 'a UPN, or a name with date of birth, that was corrected since';
  return bareNames(one).some((name) => other.ever.includes(name)) ? 'an unfinished report that names the child' : null;
}

/** By what each is known, and no more of it: there may be thousands. */
async function everyCase({ cases, directory }: From): Promise<KnownAs[]> {
  const known: KnownAs[] = [];
  for (const { code } of await directory.authorities()) {
    known.push(...(await cases.openCases(code, null)).map(caseKnownAs));
    let after: string | null = '';
    while (after !== null) {
      const page: Awaited<ReturnType<typeof cases.closed>> = await cases.closed(code, after, PAGE);
      known.push(...page.cases.map(caseKnownAs));
      after = page.last;
    }
  }
  return known;
}
