import { may } from '../domain/access/table';
import type { Case } from '../domain/case/case';
import { mergeInto, opening } from '../domain/case/decide/report';
import { isAtRisk, readFacts } from '../domain/case/reading';
import { londonDate } from '../domain/calendar/london';
import { nameKey } from '../domain/pupil/name-key';
import type { Pupil } from '../domain/pupil/pupil';
import { Refusal } from '../errors';
import { nextDueAfter } from '../notices/raise';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import { ReferenceTaken } from './case-store';
import type { CaseView, Report, Reported } from './casework';
import { viewOf } from './load';
import { announce, append, keysOf, loadFor, noSuchCase, stamped, type CaseworkDeps } from './record';
import { newReference } from './reference';

/** The school's open case for this pupil, found by UPN or by name and date of birth; not the one with id `other`. */
export async function existingFor(
  person: Person,
  pupil: Pupil,
  stores: Stores,
  { policies, clock }: CaseworkDeps,
  other?: string,
): Promise<CaseView | null> {
  if (!person.school) return null;
  const keys = { upn: pupil.upn, nameKey: nameKey(pupil), dateOfBirth: pupil.dateOfBirth };
  const found = await stores.cases.openDuplicates(person.school, keys);
  const existing = found.find(({ id }) => id !== other);
  return existing ? viewOf(existing, stores, policies, londonDate(clock.now())) : null;
}

/**
 * Opens a case, or shows the one that is there. The draft's id is the case's id, so a report that is submitted twice
 * opens one case. An urgent triage of a pupil who has a case already is recorded there, and alerts.
 */
export async function report(person: Person, given: Report, deps: CaseworkDeps): Promise<Reported> {
  const { school } = person;
  if (!school || !may(person, 'report', { school, authority: person.authority })) {
    throw new Refusal(
      'not-allowed',
      'Only staff of a school can report a pupil. Ask the school to report, or ask your administrator for the role.',
    );
  }
  return withFreshReference(() => openOrShow(person, school, given, deps));
}

/** Two cases drew the same reference, which hardly ever happens: the second draws again. */
async function withFreshReference<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReferenceTaken) return withFreshReference(work);
    throw error;
  }
}

function openOrShow(person: Person, school: string, given: Report, deps: CaseworkDeps): Promise<Reported> {
  return deps.storage.transaction(async (stores) => {
    const now = deps.clock.now();
    const known = await stores.cases.byId(given.draftId);
    if (known && !may(person, 'see-case', known)) throw noSuchCase();
    if (known) return { view: await viewOf(known, stores, deps.policies, londonDate(now)), existing: false };
    const existing = await existingFor(person, given.pupil, stores, deps);
    if (existing) return { view: await addTriage(existing, given, person, stores, deps), existing: true };
    const view = await open(person, school, given, stores, deps);
    if (given.absence) await stores.drafts.remove(given.draftId);
    return { view, existing: false };
  });
}

async function addTriage(
  existing: CaseView,
  given: Report,
  person: Person,
  stores: Stores,
  deps: CaseworkDeps,
): Promise<CaseView> {
  if (!isAtRisk(given.triage, existing.policy)) return existing;
  const added = await append(
    existing.case,
    [{ kind: 'triaged', triage: given.triage }],
    person.id,
    deps.clock.now(),
    stores,
    deps,
  );
  if (!added) throw busy();
  return added;
}

async function open(
  person: Person,
  school: string,
  given: Report,
  stores: Stores,
  deps: CaseworkDeps,
): Promise<CaseView> {
  const now = deps.clock.now();
  const authority = await stores.directory.authority(person.authority);
  if (!authority) throw new Error('the authority of a person is not in the directory');
  const facts = stamped(opening(given.triage, given.pupil, given.absence), person.id, now);
  const opened: Case = {
    id: given.draftId,
    reference: newReference(),
    school,
    authority: person.authority,
    policy: authority.policy,
    openedAt: now,
    version: facts.length,
    facts,
  };
  const view = await viewOf(opened, stores, deps.policies, londonDate(now));
  if (!(await stores.cases.open(opened, keysOf(opened), nextDueAfter(view.assessment, now)))) throw busy();
  await announce(view, now, stores, deps);
  return view;
}

/**
 * Says who the child of an opened case is. When it turns out that the pupil has another open case, the two become one:
 * the urgent triage moves there and this case ends as a duplicate.
 */
export function describePupil(person: Person, reference: string, pupil: Pupil, deps: CaseworkDeps): Promise<Reported> {
  return deps.storage.transaction(async (stores) => {
    const now = deps.clock.now();
    const here = await loadFor(person, reference, 'report', stores, deps, now);
    const other = await existingFor(person, pupil, stores, deps, here.case.id);
    if (!other) {
      const view = await append(here.case, [{ kind: 'pupil-described', pupil }], person.id, now, stores, deps);
      if (!view) throw busy();
      return { view, existing: false };
    }
    const merged = mergeInto(other.case.id, readFacts(here.case.facts).triage);
    const ended = await append(here.case, merged.here, person.id, now, stores, deps);
    const grown = await append(other.case, merged.there, person.id, now, stores, deps);
    if (!ended || !grown) throw busy();
    await stores.drafts.remove(here.case.id);
    return { view: grown, existing: true };
  });
}

const busy = (): Refusal => new Refusal('busy', 'Somebody else is writing on this case. Please try again in a moment.');
