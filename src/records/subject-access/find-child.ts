import type { Draft } from '../../casework/draft-store';
import type { Case } from '../../domain/case/case';
import { ofThisChild } from '../../domain/case/moved';
import type { Stores } from '../../stores';
import {
  askedBy,
  caseKnownAs,
  reportKnownAs,
  sharesNameAlone,
  sharesOtherName,
  wereAlike,
  type KnownAs,
} from './known-as';
import { isNamedIn } from './named-in';

/** Why a case is taken to be of this child. */
export type FoundBy =
  | 'asked for'
  | 'the same UPN'
  | 'the same name and date of birth'
  | 'joined with another of them'
  | 'an unfinished report that names the child'
  | 'a UPN, or a name with date of birth, that was corrected since'
  | typeof BY_NAME_ALONE
  | typeof BY_OTHER_NAME;

/** Nothing else is known of one of them. Its history is given in marks from end to end. */
export const BY_NAME_ALONE = 'the same name alone, so that this may be another child';

/** A former name, an alias, or a name that others told. A twin may be called by it too, so it is taken as the one above. */
export const BY_OTHER_NAME = 'another name of the child, so that this may be another child';

/** Nothing of it is taken to be of this child until a person has looked. */
export const mayBeAnother = (by: FoundBy): boolean => by === BY_NAME_ALONE || by === BY_OTHER_NAME;

export interface FoundCase {
  readonly theCase: Case;
  readonly by: FoundBy;
}

/** `unfinished`: reports that name the child and became no case. */
export interface FoundChild {
  readonly cases: readonly FoundCase[];
  readonly unfinished: readonly Draft[];
  /** Ids of other cases in which a child of this name stands among the brothers and sisters. */
  readonly namedIn: readonly string[];
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
  const names = namesIn(cases);
  const named = new Set([...found.keys()].flatMap(({ id, kind }) => (kind === 'report' ? [id] : [])));
  return {
    cases: cases.sort((a, b) => (a.theCase.openedAt < b.theCase.openedAt ? -1 : 1)),
    unfinished: reports.filter(({ id }) => named.has(id) && !ids.has(id)),
    namedIn: all
      .filter(({ id, siblings }) => !ids.has(id) && siblings.some((said) => isNamedIn(said, names)))
      .map(({ id }) => id),
  };
}

/** By what the child was called in its cases at any time. Of those that may be another's nothing is taken. */
const namesIn = (cases: readonly FoundCase[]) =>
  cases
    .filter(({ by }) => !mayBeAnother(by))
    .flatMap(({ theCase }) => ofThisChild(theCase.facts))
    .flatMap((fact) => (fact.kind === 'pupil-described' ? [fact.pupil] : []));

type Why = (one: KnownAs, other: KnownAs) => FoundBy | null;

/**
 * What is found leads to more: a case that was joined may know another UPN. What is found by its name alone, or by another name, leads no
 * further than from a report to its own case, since from there it would be to whoever else has the name.
 */
function allOfOne(first: KnownAs, all: readonly KnownAs[]): ReadonlyMap<KnownAs, FoundBy> {
  const found = new Map<KnownAs, FoundBy>([[first, 'asked for']]);
  const seen = new Set([keyOf(first)]);
  const add = (one: KnownAs, how: Why) => {
    for (const other of all) {
      const by = seen.has(keyOf(other)) ? null : how(one, other);
      if (by === null) continue;
      found.set(other, by);
      seen.add(keyOf(other));
    }
  };
  for (const one of found.keys()) add(one, why); // as long as it grows
  for (const one of [...found.keys()]) add(one, byName);
  for (const one of [...found.keys()]) add(one, ofOneId);
  return found;
}

const keyOf = ({ kind, id }: KnownAs): string => `${kind} ${id}`;

/** Why the other is of the same child as this one; null where nothing says so. */
function why(one: KnownAs, other: KnownAs): FoundBy | null {
  const shared = one.now.filter((name) => other.now.includes(name));
  if (ofOneId(one, other)) return IN_A_REPORT;
  if (shared.some((name) => name.startsWith('upn '))) return 'the same UPN';
  if (shared.length > 0) return 'the same name and date of birth';
  if (one.joined.includes(other.id)) return 'joined with another of them';
  return wereAlike(one, other) ? 'a UPN, or a name with date of birth, that was corrected since' : null;
}

const IN_A_REPORT = 'an unfinished report that names the child';

const ofOneId: Why = (one, other) => (one.kind !== other.kind && one.id === other.id ? IN_A_REPORT : null);

const byName: Why = (one, other) => {
  const isAlone = sharesNameAlone(one, other);
  if (!isAlone && !sharesOtherName(one, other)) return null;
  if (other.kind === 'report') return IN_A_REPORT;
  return isAlone ? BY_NAME_ALONE : BY_OTHER_NAME;
};

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
