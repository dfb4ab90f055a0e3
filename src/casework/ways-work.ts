import { may } from '../domain/access/table';
import { londonDate } from '../domain/calendar/london';
import type { LocalDate } from '../domain/calendar/date';
import {
  decideBeside,
  decideFollowUp,
  decideFurther,
  decideOut,
  decideReceived,
  decideReferral,
  decideWay,
  type Opening,
} from '../domain/case/decide/ways';
import { decideOnOpen } from '../domain/case/decide/report';
import type { LinkedProcedure, OutOfEducation, Referral } from '../domain/case/facts/ways';
import type { Way } from '../domain/case/way';
import { nameKey } from '../domain/pupil/name-key';
import type { Pupil } from '../domain/pupil/pupil';
import { sameChild } from '../domain/pupil/same-child';
import { Refusal } from '../errors';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { CaseView, Reported } from './casework';
import { viewOf } from './load';
import { openCase } from './open-case';
import { act, allow, append, factsOf, noSuchCase, untilNobodyElseWrites, type CaseworkDeps } from './record';

/** What somebody at the authority tells of a child who is on no school's roll. The draft's id becomes the case's id. */
export interface NewReferral extends Opening {
  readonly draftId: string;
}

/** How cases begin at the authority, and how it is put right in which way a case began. */
export interface WaysWork {
  /** Opens a case without a school's report, or records it on the open one that the authority has of this child already. */
  refer(person: Person, given: NewReferral): Promise<Reported>;
  /** An open case of this child anywhere in the authority, if there is one. */
  existing(person: Person, pupil: Pupil): Promise<CaseView | null>;
  receive(person: Person, reference: string, referral: Referral): Promise<CaseView>;
  describeChild(person: Person, reference: string, pupil: Pupil): Promise<CaseView>;
  tellOut(person: Person, reference: string, out: OutOfEducation): Promise<CaseView>;
  followUp(person: Person, reference: string, on: LocalDate, note: string): Promise<CaseView>;
  tellWay(person: Person, reference: string, way: Way, reason: string): Promise<CaseView>;
  /** Another procedure runs beside the case: it stands on the case and alerts nobody. */
  linkProcedure(person: Person, reference: string, linked: LinkedProcedure): Promise<CaseView>;
}

/** Under which item what was typed of another procedure stands beside the drafts of the checklist. */
export const DRAFT_OF_PROCEDURE = 'another procedure';

export function createWaysWork(deps: CaseworkDeps): WaysWork {
  const { storage } = deps;
  const finished = async (view: CaseView, stores: Stores) => {
    if (!view.assessment.reportComplete) return;
    await stores.drafts.remove(view.case.id);
  };
  return {
    refer: (person, given) => refer(person, given, deps),

    existing: (person, pupil) => existingInAuthority(person, pupil, storage, deps),

    receive: (person, reference, referral) =>
      act(person, reference, 'refer', deps, (view, now) =>
        decideReceived(view.case.facts, referral, view.policy, londonDate(now)),
      ),

    describeChild: (person, reference, pupil) =>
      act(person, reference, 'refer', deps, (view) =>
        decideOnOpen(view.case.facts, { kind: 'pupil-described', pupil }),
      ),

    async tellOut(person, reference, out) {
      const view = await act(person, reference, 'refer', deps, (before, now) =>
        decideOut(before.case.facts, out, londonDate(now)),
      );
      await finished(view, storage);
      return view;
    },

    followUp: (person, reference, on, note) =>
      act(person, reference, 'refer', deps, (view, now) => decideFollowUp(view.case.facts, on, note, londonDate(now))),

    tellWay: (person, reference, way, reason) =>
      act(person, reference, 'see-case', deps, (view) => {
        allow(person, view.assessment.onRoll ? 'report' : 'refer', view.case);
        return decideWay(view.case.facts, way, reason, view.policy);
      }),

    linkProcedure: (person, reference, linked) =>
      act(person, reference, 'link-procedure', deps, async ({ case: theCase, policy }, now, stores) => {
        const verdict = decideBeside(theCase.facts, linked, policy, londonDate(now));
        if (verdict.kind === 'facts') await stores.drafts.removeOnItem(theCase.id, DRAFT_OF_PROCEDURE);
        return verdict;
      }),
  };
}

async function existingInAuthority(
  person: Person,
  pupil: Pupil,
  stores: Stores,
  { policies, clock }: CaseworkDeps,
): Promise<CaseView | null> {
  const keys = { upn: pupil.upn, nameKey: nameKey(pupil), dateOfBirth: pupil.dateOfBirth };
  const [existing] = await stores.cases.openDuplicatesIn(person.authority, keys);
  return existing ? viewOf(existing, stores, policies, londonDate(clock.now())) : null;
}

/** A referral that is submitted twice opens one case. What is told of a child who has a case goes on that one. */
async function refer(person: Person, given: NewReferral, deps: CaseworkDeps): Promise<Reported> {
  if (!may(person, 'refer', { school: null, authority: person.authority })) {
    throw new Refusal(
      'not-allowed',
      'Referrals are taken by the tracking officer and the caseworkers. Staff of a school write `report`.',
    );
  }
  return untilNobodyElseWrites(() =>
    deps.storage.transaction(async (stores) => {
      const now = deps.clock.now();
      const today = londonDate(now);
      const known = await stores.cases.byId(given.draftId);
      if (known && !may(person, 'see-case', known)) throw noSuchCase();
      if (known) return { view: await viewOf(known, stores, deps.policies, today), existing: false };
      const existing = await existingInAuthority(person, given.pupil, stores, deps);
      if (existing) {
        refuseAnotherChild(existing, given.pupil);
        return { view: await tellFurther(existing, given, person, stores, deps), existing: true };
      }
      const decide = (policy: CaseView['policy']) => decideReferral(given, policy, today);
      const view = await openCase({ id: given.draftId, school: null, decide }, person, now, stores, deps);
      if (view.assessment.reportComplete) await stores.drafts.remove(given.draftId);
      return { view, existing: false };
    }),
  );
}

function refuseAnotherChild({ pupil, case: { reference } }: CaseView, described: Pupil): void {
  if (!pupil || sameChild(pupil, described)) return;
  throw new Refusal(
    'another-child',
    `This UPN stands on the open case ${reference} of a child with another name and date of birth. Check the UPN, or leave it empty.`,
  );
}

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
    existing.case.facts,
    given,
    deps.policies.inForce(existing.authority.policy, today),
    today,
  );
  return append(existing.case, factsOf(decided), person.id, now, stores, deps);
}
