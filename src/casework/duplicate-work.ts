import { may } from '../domain/access/table';
import type { Case } from '../domain/case/case';
import { decideJoin, decidePart } from '../domain/case/decide/joining';
import { isOneMatter, matterOf } from '../domain/case/matter';
import { readFacts } from '../domain/case/reading';
import { isOwed } from '../domain/case/returns';
import { londonDate } from '../domain/calendar/london';
import { Refusal } from '../errors';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { CaseView } from './casework';
import { readNote } from './deed';
import { refusing } from './refusing';
import { endingOf, viewOf } from './load';
import { openedAmong } from './seeing';
import { append, factsOf, keysOf, loadFor, untilNobodyElseWrites, type CaseworkDeps } from './record';

/** Several open cases of one child, at two schools or at none: for the authority alone to see and to settle. */
export interface DuplicateWork {
  /** Other open cases of this child; none for whoever may not join cases. */
  of(person: Person, view: CaseView): Promise<OthersOfChild>;
  /** All open cases that are not the only one of their child, those of one child together. */
  list(person: Person): Promise<readonly (readonly CaseView[])[]>;
  /** `ends` is closed as a duplicate; `goesOn` keeps its own history and takes over what concerns the child's safety. */
  /** `reason`: how it is known that it is one child; asked for where the two cases do not say so themselves. */
  join(person: Person, goesOn: string, ends: string, reason?: string): Promise<CaseView>;
  /** Two children after all: the case that had ended goes on by itself again. */
  part(person: Person, goesOn: string, ended: string, reason: string): Promise<CaseView>;
  /** The cases that have ended in this one, as far as this person may see them. */
  endedIn(person: Person, view: CaseView): Promise<readonly Case[]>;
}

/** Other open cases of a child. */
export interface OthersOfChild {
  /** They may be joined with it. */
  readonly duplicates: readonly CaseView[];
  /** One is our search, the other another authority’s enquiry: each goes on by itself, and knows of the other. */
  readonly beside: readonly CaseView[];
}

const NO_OTHERS: OthersOfChild = { duplicates: [], beside: [] };

export function createDuplicateWork(deps: CaseworkDeps): DuplicateWork {
  const { storage, policies, clock } = deps;
  const viewed = (cases: readonly Case[]) =>
    Promise.all(cases.map((one) => viewOf(one, storage, policies, londonDate(clock.now()))));

  return {
    async of(person, { case: here, assessment }) {
      if (!assessment.open || !may(person, 'join-cases', here)) return NO_OTHERS;
      const found = await storage.cases.openDuplicatesIn(person.authority, keysOf(here));
      const of = found.filter(({ id }) => id !== here.id);
      // They are shown beside this one: of another school too.
      if (of.length > 0) storage.audit.later(readNote({ person, action: 'join-cases' }, of, clock.now()));
      const others = await viewed(of);
      const isDuplicate = (one: CaseView) => isOneMatter(readFacts(here.facts), readFacts(one.case.facts));
      return { duplicates: others.filter(isDuplicate), beside: others.filter((one) => !isDuplicate(one)) };
    },

    list: (person) =>
      refusing(person, 'join-cases', deps, async () => {
        if (!may(person, 'join-cases', null)) throw notAllowed('join-cases');
        const groups = ofOneChild(await storage.cases.openCases(person.authority, null));
        storage.audit.later(readNote({ person, action: 'join-cases' }, groups.flat(), clock.now()));
        return Promise.all(groups.map((group) => viewed(group)));
      }),

    join: (person, goesOn, ends, reason = '') =>
      onBoth(person, goesOn, ends, deps, async (kept, ended, stores) => {
        await stores.drafts.remove(ended.case.id);
        const since = ended.assessment.counts.safeguarding?.since ?? null;
        const owes = ended.assessment.returns.filter(isOwed);
        const joining = { ...endingOf(ended), since, reason, owes: owes.map(({ title }) => title) };
        return decideJoin(kept.case, joining, kept.policy);
      }),

    part: (person, goesOn, ended, reason) =>
      onBoth(person, goesOn, ended, deps, async (kept, other) => decidePart(kept.case, other.case, reason)),

    async endedIn(person, view) {
      const joined = readFacts(view.case.facts).joined;
      const heads = await Promise.all(joined.map(({ caseId }) => storage.cases.headById(caseId)));
      const ended = heads.filter((one) => one !== null);
      const seen = await openedAmong(person, ended, storage, deps, clock.now());
      if (seen.length > 0) storage.audit.later(readNote({ person, action: 'see-case' }, seen, clock.now()));
      return seen;
    },
  };
}

type DecideBoth = (
  kept: CaseView,
  other: CaseView,
  stores: Stores,
) => Promise<{ kept: Parameters<typeof factsOf>[0]; other: Parameters<typeof factsOf>[0] }>;

/** What is decided of two cases goes on record on both or on neither. */
function onBoth(
  person: Person,
  keptReference: string,
  otherReference: string,
  deps: CaseworkDeps,
  decide: DecideBoth,
): Promise<CaseView> {
  const deed = { person, action: 'join-cases' } as const;
  return untilNobodyElseWrites(deed, deps, () =>
    deps.storage.transaction(async (stores) => {
      const now = deps.clock.now();
      const kept = await loadFor(person, keptReference, 'join-cases', stores, deps, now);
      const other = await loadFor(person, otherReference, 'join-cases', stores, deps, now);
      if (kept.case.id === other.case.id) throw new Refusal('refused', 'That is one and the same case.');
      const decided = await decide(kept, other, stores);
      const [keptFacts, otherFacts] = [factsOf(decided.kept), factsOf(decided.other)];
      await append(other.case, otherFacts, deed, now, stores, deps);
      return append(kept.case, keptFacts, deed, now, stores, deps);
    }),
  );
}

/** Groups of two and more by UPN, or by name and date of birth, each of one matter. */
function ofOneChild(cases: readonly Case[]): Case[][] {
  const groups: { keys: Set<string>; cases: Case[] }[] = [];
  for (const one of cases) {
    const { upn, nameKey, dateOfBirth } = keysOf(one);
    const child = [...(upn ? [upn] : []), ...(nameKey && dateOfBirth ? [`${nameKey} ${dateOfBirth}`] : [])];
    const matter = matterOf(readFacts(one.facts)) ?? one.id;
    const keys = child.map((key) => `${matter}: ${key}`);
    const same = groups.filter((group) => keys.some((key) => group.keys.has(key)));
    const joined = { keys: new Set([...keys, ...same.flatMap((group) => [...group.keys])]), cases: [one] };
    joined.cases.unshift(...same.flatMap((group) => group.cases));
    for (const group of same) groups.splice(groups.indexOf(group), 1);
    groups.push(joined);
  }
  return groups.filter((group) => group.cases.length > 1).map((group) => group.cases);
}
