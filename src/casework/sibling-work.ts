import { may } from '../domain/access/table';
import type { Case } from '../domain/case/case';
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
import { seenAmong } from './seeing';
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
  /** Makes one family of these cases and of those that are linked with them already; all or nothing. */
  link(person: Person, reference: string, others: readonly string[]): Promise<CaseView>;
  /** Takes the links with this case back. */
  unlink(person: Person, reference: string, others: readonly string[]): Promise<CaseView>;
}

export function createSiblingWork(deps: CaseworkDeps): SiblingWork {
  const { storage, policies, clock } = deps;
  const viewed = (cases: readonly Case[]) =>
    Promise.all(cases.map((one) => viewOf(one, storage, policies, londonDate(clock.now()))));

  return {
    async of(person, view) {
      const cases = await linkedWith(view.case, storage);
      const seen = await seenAmong(person, cases, storage, deps, clock.now());
      // Their names are shown: who is shown a child on the case of another has looked at that child too.
      if (seen.length > 0) storage.audit.later(readNote({ person, action: 'see-case' }, seen, clock.now()));
      return { linked: await viewed(seen), elsewhere: seen.length < cases.length };
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

    link: (person, reference, others) =>
      onAll(person, [reference, ...others], deps, async (cases, stores) => {
        const theirs: Case[] = [];
        for (const one of cases) theirs.push(...(await linkedWith(one, stores)));
        const open = theirs.filter((one) => may(person, 'link-siblings', one) && !readFacts(one.facts).closed);
        const family = distinct([...cases, ...open]);
        return family.map((one) => ({ one, verdict: decideLink(one.facts, family.filter(isNot(one)).map(named)) }));
      }),

    unlink: (person, reference, others) =>
      onAll(person, [reference, ...others], deps, async ([here, ...gone]) => [
        { one: here!, verdict: decideUnlink(here!.facts, gone.map(named)) },
        ...gone.map((one) => ({ one, verdict: decideUnlink(one.facts, [named(here!)]) })),
      ]),
  };
}

interface OnOne {
  readonly one: Case;
  readonly verdict: ReturnType<typeof decideLink>;
}

/** What is decided of several cases at once goes on record on all of them or on none. */
function onAll(
  person: Person,
  references: readonly string[],
  deps: CaseworkDeps,
  decide: (cases: readonly Case[], stores: Stores) => Promise<OnOne[]>,
): Promise<CaseView> {
  const deed = { person, action: 'link-siblings' } as const;
  return untilNobodyElseWrites(deed, deps, () =>
    deps.storage.transaction(async (stores) => {
      const now = deps.clock.now();
      const load = (reference: string) => loadFor(person, reference, 'link-siblings', stores, deps, now);
      const views: CaseView[] = [];
      for (const reference of references) views.push(await load(reference));
      let [here] = views;
      const decided = await decide(distinct(views.map((view) => view.case)), stores);
      // In the order of their ids, so that two people who write on the same cases never wait for each other in a ring.
      for (const { one, verdict } of decided.sort((a, b) => (a.one.id < b.one.id ? -1 : 1))) {
        const after = await append(one, factsOf(verdict), deed, now, stores, deps);
        if (one.id === here!.case.id) here = after;
      }
      return here!;
    }),
  );
}

async function linkedWith(theCase: Case, { cases }: Pick<Stores, 'cases'>): Promise<Case[]> {
  const linked: Case[] = [];
  for (const { caseId } of siblingsOn(theCase.facts)) {
    const one = await cases.byId(caseId);
    if (one) linked.push(one);
  }
  return linked;
}

const isNot =
  ({ id }: Case) =>
  (other: Case): boolean =>
    other.id !== id;
const named = ({ id, reference }: Case): OtherCase => ({ caseId: id, reference });
const distinct = (cases: readonly Case[]): Case[] => [...new Map(cases.map((one) => [one.id, one])).values()];
