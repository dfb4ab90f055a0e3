import { may } from '../domain/access/table';
import type { Case, CaseHead } from '../domain/case/case';
import { decideLink, decideUnlink } from '../domain/case/decide/siblings';
import type { OtherCase } from '../domain/case/facts/family';
import { readFacts } from '../domain/case/reading';
import { siblingsOn } from '../domain/case/siblings';
import { londonDate } from '../domain/calendar/london';
import { sameHousehold } from '../domain/pupil/same-household';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { CaseView } from './casework';
import { readNote } from './deed';
import { viewOf } from './load';
import { openedAmong } from './seeing';
import { append, factsOf, loadFor, untilNobodyElseWrites, type CaseworkDeps } from './record';

export interface Siblings {
  /** Linked cases that this person may see. */
  readonly linked: readonly CaseView[];
  /** There are linked ones that this person may not see: another school's, of which they learn no more than that. */
  readonly elsewhere: boolean;
}

export interface Suggested {
  readonly view: CaseView;
  readonly because: 'address' | 'telephone';
}

/** Cases of brothers and sisters: linked by people, suggested by what was reported of home and parents. */
export interface SiblingWork {
  of(person: Person, view: CaseView): Promise<Siblings>;
  /** Open cases that this person may link with this one, where the children seem to be of one household. */
  suggested(person: Person, view: CaseView): Promise<readonly Suggested[]>;
  /**
   * Makes one family of these cases and of those that are linked with them already; all or nothing. `apart`: whose links
   * with this case are taken back before.
   */
  link(person: Person, reference: string, others: readonly string[], apart?: readonly string[]): Promise<CaseView>;
}

export function createSiblingWork(deps: CaseworkDeps): SiblingWork {
  const { storage, policies, clock } = deps;
  const viewed = (cases: readonly Case[]) =>
    Promise.all(cases.map((one) => viewOf(one, storage, policies, londonDate(clock.now()))));

  return {
    async of(person, view) {
      const linked = await linkedWith(view.case, storage);
      const seen = await openedAmong(person, linked, storage, deps, clock.now());
      // Their names are shown: who is shown a child on the case of another has looked at that child too.
      if (seen.length > 0) storage.audit.later(readNote({ person, action: 'see-case' }, seen, clock.now()));
      return { linked: await viewed(seen), elsewhere: seen.length < linked.length };
    },

    async suggested(person, { case: here, pupil }) {
      if (!pupil) return [];
      const known = new Set([here.id, ...siblingsOn(here.facts).map(({ caseId }) => caseId)]);
      const isWide = may(person, 'link-siblings', { school: null, authority: person.authority });
      const open = await storage.cases.openCases(person.authority, isWide ? null : person.school);
      const views = await viewed(open.filter((one) => !known.has(one.id) && may(person, 'link-siblings', one)));
      const suggested = views.flatMap((view) => {
        const because = view.pupil && sameHousehold(pupil, view.pupil);
        return because ? [{ view, because } as const] : [];
      });
      const shown = suggested.map(({ view }) => view.case);
      if (shown.length > 0) storage.audit.later(readNote({ person, action: 'link-siblings' }, shown, clock.now()));
      return suggested;
    },

    link: (person, reference, others, apart = []) =>
      untilNobodyElseWrites({ person, action: 'link-siblings' }, deps, () =>
        storage.transaction(async (stores) => {
          const onAll = (references: readonly string[], decide: Decide) =>
            onThese(person, [reference, ...references], decide, stores, deps);
          const left = apart.length > 0 ? await onAll(apart, goApart) : null;
          return left && others.length === 0
            ? left
            : onAll(others, (cases) => becomeFamily(person, cases, apart, stores));
        }),
      ),
  };
}

type Decide = (cases: readonly Case[]) => Promise<OnOne[]>;

/** @param apart references of those that are linked with one of these and are to be so no more. */
async function becomeFamily(
  person: Person,
  cases: readonly Case[],
  apart: readonly string[],
  stores: Stores,
): Promise<OnOne[]> {
  const theirs: Case[] = [];
  for (const one of cases) {
    const linked = (await linkedWith(one, stores)).filter(
      (head) => may(person, 'link-siblings', head) && !apart.includes(head.reference),
    );
    theirs.push(...(await opened(linked, stores)));
  }
  const family = distinct([...cases, ...theirs.filter(({ facts }) => !readFacts(facts).closed)]);
  return family.map((one) => ({ one, verdict: decideLink(one.facts, family.filter(isNot(one)).map(named)) }));
}

const goApart: Decide = async ([here, ...gone]) => [
  { one: here!, verdict: decideUnlink(here!.facts, gone.map(named)) },
  ...gone.map((one) => ({ one, verdict: decideUnlink(one.facts, [named(here!)]) })),
];

interface OnOne {
  readonly one: Case;
  readonly verdict: ReturnType<typeof decideLink>;
}

/** What is decided of several cases at once goes on record on all of them or on none. */
async function onThese(
  person: Person,
  references: readonly string[],
  decide: Decide,
  stores: Stores,
  deps: CaseworkDeps,
): Promise<CaseView> {
  const now = deps.clock.now();
  const views: CaseView[] = [];
  for (const one of references) views.push(await loadFor(person, one, 'link-siblings', stores, deps, now));
  let [here] = views;
  const decided = await decide(distinct(views.map((view) => view.case)));
  // In the order of their ids, so that two people who write on the same cases never wait for each other in a ring.
  for (const { one, verdict } of decided.sort((a, b) => (a.one.id < b.one.id ? -1 : 1))) {
    const after = await append(one, factsOf(verdict), { person, action: 'link-siblings' }, now, stores, deps);
    if (one.id === here!.case.id) here = after;
  }
  return here!;
}

/** Not opened: they may be of another school. */
async function linkedWith(theCase: Case, { cases }: Pick<Stores, 'cases'>): Promise<CaseHead[]> {
  const linked: CaseHead[] = [];
  for (const { caseId } of siblingsOn(theCase.facts)) {
    const head = await cases.headById(caseId);
    if (head) linked.push(head);
  }
  return linked;
}

async function opened(heads: readonly CaseHead[], { cases }: Pick<Stores, 'cases'>): Promise<Case[]> {
  const all: Case[] = [];
  for (const { id } of heads) {
    const one = await cases.byId(id);
    if (one) all.push(one);
  }
  return all;
}

const isNot =
  ({ id }: Case) =>
  (other: Case): boolean =>
    other.id !== id;
const named = ({ id, reference }: Case): OtherCase => ({ caseId: id, reference });
const distinct = (cases: readonly Case[]): Case[] => [...new Map(cases.map((one) => [one.id, one])).values()];
