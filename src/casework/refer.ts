import { may } from '../domain/access/table';
import { londonDate } from '../domain/calendar/london';
import { decideFurther, decideReferral, type Opening } from '../domain/case/decide/ways';
import { isAnothersEnquiry, isOneMatter, type OfMatter } from '../domain/case/matter';
import { readFacts } from '../domain/case/reading';
import { nameKey } from '../domain/pupil/name-key';
import type { Pupil } from '../domain/pupil/pupil';
import { sameChild } from '../domain/pupil/same-child';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { CaseView, Reported } from './casework';
import { viewOf } from './load';
import { openCase } from './open-case';
import { standingOf } from './report';
import { append, factsOf, noSuchCase, untilNobodyElseWrites, type CaseworkDeps } from './record';

/** What somebody at the authority tells of a child who is on no school's roll. The draft's id becomes the case's id. */
export interface NewReferral extends Opening {
  readonly draftId: string;
  /** Reference of the case that is of this child, where somebody has said so though its details do not. */
  readonly sameAs?: string;
}

/** Of whom somebody tells, and in which matter. */
export type Word = OfMatter & { readonly pupil: Pupil };

/** All open cases of this child in the authority, whatever they are about. */
export async function openCasesOf(
  person: Person,
  pupil: Pupil,
  stores: Stores,
  { policies, clock }: CaseworkDeps,
): Promise<CaseView[]> {
  const keys = { upn: pupil.upn, nameKey: nameKey(pupil), dateOfBirth: pupil.dateOfBirth };
  const found = await stores.cases.openDuplicatesIn(person.authority, keys);
  return Promise.all(found.map((one) => viewOf(one, stores, policies, londonDate(clock.now()))));
}

/** The case on which this word goes: a child of ours is not looked for on another authority's enquiry, nor is that answered on our case. */
export function homeOf(word: Word, cases: readonly CaseView[]): Home | null {
  const fit = cases.filter(({ case: { facts } }) => isOneMatter(word, readFacts(facts)));
  const sure = fit.find(({ pupil }) => sameChild(pupil, word.pupil));
  const view = sure ?? fit[0];
  return view ? { view, sure: view === sure } : null;
}

/** Where word of a child belongs. Not sure: the details do not tell whether it is the same child, and somebody has to. */
export interface Home {
  readonly view: CaseView;
  readonly sure: boolean;
}

/** A referral that is submitted twice opens one case. What is told of a child who has a case goes on that one. */
export async function refer(person: Person, given: NewReferral, deps: CaseworkDeps): Promise<Reported> {
  const deed = { person, action: 'refer' } as const;
  return untilNobodyElseWrites(deed, deps, async () => {
    if (!may(person, 'refer', { school: null, authority: person.authority })) throw notAllowed('refer');
    return deps.storage.transaction(async (stores) => {
      const now = deps.clock.now();
      const today = londonDate(now);
      const known = await stores.cases.byId(given.draftId);
      if (known && !may(person, 'see-case', known)) throw noSuchCase(known);
      if (known) return { view: await viewOf(known, stores, deps.policies, today), existing: false };
      const cases = await openCasesOf(person, given.pupil, stores, deps);
      const home = homeOf(given, cases);
      // A case too many is seen among the duplicates and joined; a child on the case of another one is lost.
      if (home && (home.sure || home.view.case.reference === given.sameAs)) {
        return { view: await tellFurther(home.view, given, person, stores, deps), existing: true };
      }
      const decide = (policy: CaseView['policy']) => decideReferral(given, policy, today);
      const view = await openCase({ id: given.draftId, school: null, decide }, deed, now, stores, deps);
      if (view.assessment.reportComplete) await stores.drafts.remove(given.draftId);
      for (const sought of soughtBy(given, cases)) await tellFurther(sought, given, person, stores, deps);
      return { view, existing: false };
    });
  });
}

/** Who looks for a child of ours hears that another authority does so too: that may say where the child is. */
const soughtBy = (given: NewReferral, cases: readonly CaseView[]): CaseView[] =>
  isAnothersEnquiry(given)
    ? cases.filter(({ pupil, assessment }) => !isAnothersEnquiry(assessment) && sameChild(pupil, given.pupil))
    : [];

/** What was told goes on the case that there is. */
async function tellFurther(
  existing: CaseView,
  given: NewReferral,
  person: Person,
  stores: Stores,
  deps: CaseworkDeps,
): Promise<CaseView> {
  const now = deps.clock.now();
  const today = londonDate(now);
  const decided = decideFurther(
    standingOf(existing),
    given,
    deps.policies.inForce(existing.authority.policy, today),
    today,
  );
  return append(existing.case, factsOf(decided), { person, action: 'refer' }, now, stores, deps);
}
