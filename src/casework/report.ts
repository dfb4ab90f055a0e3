import { may } from '../domain/access/table';
import { decideOnOpen, decideOpening, mergeInto } from '../domain/case/decide/report';
import { mayEndIn } from '../domain/case/decide/joining';
import { decideBeside } from '../domain/case/decide/ways';
import { isNamed, toldOfPupil } from '../domain/case/also-told';
import type { Fact, FactBody } from '../domain/case/fact';
import { takenOver } from '../domain/case/moved';
import {
  isNotMissing,
  missingAgain,
  toldAnew,
  waitsForItsFirstDay,
  type StandingCase,
} from '../domain/case/decide/reported-again';
import type { Instant } from '../domain/calendar/date';
import { isAtRisk, readFacts } from '../domain/case/reading';
import { londonDate } from '../domain/calendar/london';
import type { PolicyPack } from '../domain/policy/pack';
import { nameKey } from '../domain/pupil/name-key';
import type { Pupil } from '../domain/pupil/pupil';
import { sameChild } from '../domain/pupil/same-child';
import { AnotherChild } from '../errors';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { CaseView, Report, Reported } from './casework';
import { DRAFT_OF_PROCEDURE } from './draft-store';
import { endingOf, viewOf } from './load';
import { openCase } from './open-case';
import { append, factsOf, loadFor, noSuchCase, untilNobodyElseWrites, type CaseworkDeps } from './record';

/** A school's open case for this pupil, found by UPN or by name and date of birth; not the one with id `other`. */
export async function existingFor(
  school: string | null,
  pupil: Pupil,
  stores: Stores,
  { policies, clock }: CaseworkDeps,
  other?: string,
): Promise<CaseView | null> {
  if (!school) return null;
  const keys = { upn: pupil.upn, nameKey: nameKey(pupil), dateOfBirth: pupil.dateOfBirth };
  const found = await stores.cases.openDuplicates(school, keys);
  const others = found.filter(({ id }) => id !== other);
  // A slip in the UPN finds the case of another child beside the right one.
  const surely = others.find(({ facts }) => sameChild(readFacts(facts).pupil, pupil));
  const existing = surely ?? others[0];
  return existing ? viewOf(existing, stores, policies, londonDate(clock.now())) : null;
}

/**
 * Opens a case, or shows the one that is there. The draft's id is the case's id, so a report that is submitted twice
 * opens one case. An urgent triage of a pupil who has a case already is recorded there, and alerts.
 */
export function report(person: Person, given: Report, deps: CaseworkDeps): Promise<Reported> {
  return untilNobodyElseWrites({ person, action: 'report' }, deps, () => openOrShow(person, given, deps));
}

async function openOrShow(person: Person, given: Report, deps: CaseworkDeps): Promise<Reported> {
  const { school } = person;
  if (!school || !may(person, 'report', { school, authority: person.authority })) throw notAllowed('report');
  return deps.storage.transaction(async (stores) => {
    const now = deps.clock.now();
    const reported = await openedOrShown(person, school, given, now, stores, deps);
    return { ...reported, view: await withBeside(reported.view, given, person, now, stores, deps) };
  });
}

async function openedOrShown(
  person: Person,
  school: string,
  given: Report,
  now: Instant,
  stores: Stores,
  deps: CaseworkDeps,
): Promise<Reported> {
  const known = await stores.cases.byId(given.draftId);
  if (known && !may(person, 'see-case', known)) throw noSuchCase(known);
  if (known) return { view: await viewOf(known, stores, deps.policies, londonDate(now)), existing: false };
  const existing = await existingFor(school, given.pupil, stores, deps);
  // An alert waits for nobody to say whose UPN or first name it is: a case too many is joined later.
  const isAnother = existing && isAtRisk(given.triage, existing.policy) && !sameChild(existing.pupil, given.pupil);
  if (existing && !isAnother) {
    if (existing.case.reference !== given.sameAs) refuseAnotherChild(existing, given.pupil);
    return tellAnew(existing, given, person, now, stores, deps);
  }
  const view = await open(person, school, given, now, stores, deps);
  if (given.absence) await stores.drafts.remove(given.draftId);
  return { view, existing: false };
}

/**
 * The procedure that was named beside it stands on the case with the report, or neither does. But an alert waits for
 * none: where it may not be put there, or stands there, the report is recorded without.
 */
async function withBeside(
  view: CaseView,
  { beside }: Report,
  person: Person,
  now: Instant,
  stores: Stores,
  deps: CaseworkDeps,
): Promise<CaseView> {
  const { case: here, policy } = view;
  if (!beside || !may(person, 'link-procedure', here)) return view;
  const decided = decideBeside(here.facts, beside, policy, londonDate(now));
  if (decided.kind === 'refused') return view;
  await stores.drafts.removeOnItem(here.id, DRAFT_OF_PROCEDURE);
  return append(here, factsOf(decided), { person, action: 'link-procedure' }, now, stores, deps);
}

/** One wrong sign in a UPN must not put what is known of one child on the case of another. */
function refuseAnotherChild({ pupil, case: { reference } }: CaseView, described: Pupil): void {
  if (!pupil || sameChild(pupil, described)) return;
  throw new AnotherChild(
    reference,
    `This UPN stands on the open case ${reference} of a pupil with another name or date of birth. Check the UPN. If it cannot be right, say that the UPN is not known.`,
  );
}

export const standingOf = ({ case: { facts }, assessment, calendar, policy }: CaseView): StandingCase => ({
  ...{ facts, found: assessment.found, calendar, policy, today: assessment.asOf },
});

export const asksSinceWhen = (view: CaseView): boolean =>
  isNotMissing(standingOf(view)) || waitsForItsFirstDay(view.case.facts);

/** What the report says goes on the case that there is. */
async function tellAnew(
  existing: CaseView,
  given: Report,
  person: Person,
  now: Instant,
  stores: Stores,
  deps: CaseworkDeps,
): Promise<Reported> {
  // Of a pupil whose first report was never described nothing says that anybody came back.
  const again = existing.absence !== null && asksSinceWhen(existing);
  const facts = [
    ...toldAnew(given, standingOf(existing), isAtRisk(given.triage, existing.policy)),
    ...toldOfPupil(existing.pupil, given.pupil),
  ];
  // While the first day missed is not said, the report goes on.
  if (given.absence) await stores.drafts.remove(given.draftId);
  const view = await append(existing.case, facts, { person, action: 'report' }, now, stores, deps);
  return { view, existing: true, added: facts.length > 0, ...(again ? { again } : {}) };
}

async function open(
  person: Person,
  school: string,
  given: Report,
  now: Instant,
  stores: Stores,
  deps: CaseworkDeps,
): Promise<CaseView> {
  const { draftId: id, triage, way = 'missing', pupil, absence } = given;
  const decide = (policy: PolicyPack) => decideOpening(triage, way, pupil, absence, policy, londonDate(now));
  return openCase({ id, school, decide }, { person, action: 'report' }, now, stores, deps);
}

type Described = Extract<FactBody, { kind: 'pupil-described' }>;

/** `because`: why what was on record is put right; empty where nothing is. */
export const described = (pupil: Pupil, because: string): Described => ({
  kind: 'pupil-described',
  pupil,
  ...(because.trim() === '' ? {} : { correctedBecause: because.trim() }),
});

/**
 * Says who the child of an opened case is. When it turns out that the pupil has another open case, the two become one.
 * A case that is worked on, or that names another child, never ends by that alone: it is asked first, by `AnotherChild`. `same`: the case that
 * somebody has looked at, and says to be of the same child.
 */
export function describePupil(
  person: Person,
  reference: string,
  body: Described,
  same: string,
  deps: CaseworkDeps,
): Promise<Reported> {
  const { pupil } = body;
  return untilNobodyElseWrites({ person, action: 'report' }, deps, () =>
    deps.storage.transaction(async (stores) => {
      const now = deps.clock.now();
      const deed = { person, action: 'report' } as const;
      const here = await loadFor(person, reference, 'report', stores, deps, now);
      const details = factsOf(decideOnOpen(here.case.facts, body));
      const other = await existingFor(person.school, pupil, stores, deps, here.case.id);
      if (!other) return { view: await append(here.case, details, deed, now, stores, deps), existing: false };
      if (other.case.reference !== same) {
        refuseAnotherChild(other, pupil);
        if (here.absence || isOfAnotherName(here, pupil)) askWhetherSame(other);
      }
      const goesOn = goesOnOf(here, other);
      const ends = goesOn === here ? other : here;
      const merged = mergeInto(goesOn.case, mergingOf(ends, sameChild(other.pupil, pupil)), goesOn.policy);
      await append(ends.case, merged.ends, deed, now, stores, deps);
      const typed = { recordedAt: now, recordedBy: person.id };
      const takenFrom = goesOn === here ? toldOfPupil(pupil, ends.pupil ?? pupil) : toldOfPupil(goesOn.pupil, pupil);
      const facts = [
        ...(goesOn === here ? details : []),
        ...merged.goesOn,
        ...takenFrom.map((one) => takenOver(one, (goesOn === here && lastDescribed(ends)) || typed, ends.case.id)),
        ...missingThere(goesOn, ends),
      ];
      const view = await append(goesOn.case, facts, deed, now, stores, deps);
      await stores.drafts.remove(here.case.id);
      await stores.drafts.remove(ends.case.id);
      return { view, existing: true };
    }),
  );
}

/** An unfinished report that names a child is of that child: other details were typed on it by a slip, it may be. */
const isOfAnotherName = ({ pupil: known }: CaseView, described: Pupil): boolean =>
  known !== null && isNamed(known) && nameKey(known) !== nameKey(described);

const lastDescribed = ({ case: { facts } }: CaseView): Fact | undefined =>
  facts.findLast(({ kind }) => kind === 'pupil-described');

function askWhetherSame({ case: { reference } }: CaseView): void {
  const says = `Your school has an open case of a pupil with these details: ${reference}. Is it the same child? Then the two become one, and the older case goes on. If not, check what is typed here.`;
  throw new AnotherChild(reference, says, true);
}

/** The older one; a report of which nobody has described the absence yet ends in the one that is whole. */
function goesOnOf(here: CaseView, other: CaseView): CaseView {
  if (!here.absence || !mayEndIn(other.case, here.case)) return other;
  if (!other.absence || !mayEndIn(here.case, other.case)) return here;
  return here.case.openedAt < other.case.openedAt ? here : other;
}

const mergingOf = (ends: CaseView, surely: boolean) => ({
  ...endingOf(ends),
  since: ends.assessment.counts.safeguarding?.since ?? null,
  reason: surely ? '' : 'Staff of the school said that it is the same child.',
});

/** Where the case that goes on takes the pupil for found and the other one for missing, the pupil is missing again. */
function missingThere(goesOn: CaseView, ends: CaseView): readonly FactBody[] {
  const { triage, absence } = readFacts(ends.case.facts);
  if (!triage || !isNotMissing(standingOf(goesOn)) || isNotMissing(standingOf(ends))) return [];
  return missingAgain({ triage, absence }, standingOf(goesOn));
}
