import { londonDate } from '../domain/calendar/london';
import type { LocalDate } from '../domain/calendar/date';
import {
  decideBeside,
  decideChild,
  decideEnded,
  decideFollowUp,
  decideOut,
  decideReceived,
  decideUnlinked,
  decideWay,
} from '../domain/case/decide/ways';
import type { KnownProcedure, LinkedProcedure, OutOfEducation, Referral } from '../domain/case/facts/ways';
import type { Way } from '../domain/case/way';
import type { Pupil } from '../domain/pupil/pupil';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { CaseView, Reported } from './casework';
import { DRAFT_OF_PROCEDURE } from './draft-store';
import { readNote } from './deed';
import { act, type CaseworkDeps } from './record';
import { described } from './report';
import { homeOf, openCasesOf, refer, type Home, type NewReferral, type Word } from './refer';

/** How cases begin at the authority, and how it is put right in which way a case began. */
export interface WaysWork {
  /** Opens a case without a school's report, or records it on the open one that the authority has of this child already. */
  refer(person: Person, given: NewReferral): Promise<Reported>;
  /** The open case anywhere in the authority on which this word belongs, if there is one. */
  existing(person: Person, word: Word): Promise<Home | null>;
  receive(person: Person, reference: string, referral: Referral): Promise<CaseView>;
  /** `because`: why what is on record is put right. `referral`: what it says now of the child; null where it stays as it is. */
  describeChild(
    person: Person,
    reference: string,
    pupil: Pupil,
    because?: string,
    referral?: Referral | null,
  ): Promise<CaseView>;
  tellOut(person: Person, reference: string, out: OutOfEducation): Promise<CaseView>;
  followUp(person: Person, reference: string, on: LocalDate, note: string): Promise<CaseView>;
  tellWay(person: Person, reference: string, way: Way, reason: string): Promise<CaseView>;
  /** Another procedure runs beside the case: it stands on the case and alerts nobody. */
  linkProcedure(person: Person, reference: string, linked: LinkedProcedure): Promise<CaseView>;
  /** It runs beside the case no more, since this day. */
  endProcedure(person: Person, reference: string, said: KnownProcedure, on: LocalDate, note: string): Promise<CaseView>;
  /** It was linked by mistake, for this reason. */
  unlinkProcedure(person: Person, reference: string, said: KnownProcedure, reason: string): Promise<CaseView>;
}

export function createWaysWork(deps: CaseworkDeps): WaysWork {
  const { storage, clock } = deps;
  const finished = async (view: CaseView, stores: Stores) => {
    if (!view.assessment.reportComplete) return;
    await stores.drafts.remove(view.case.id);
  };
  return {
    refer: (person, given) => refer(person, given, deps),

    async existing(person, word) {
      const home = homeOf(word, await openCasesOf(person, word.pupil, storage, deps));
      if (home) storage.audit.later(readNote({ person, action: 'refer' }, [home.view.case], clock.now()));
      return home;
    },

    receive: (person, reference, referral) =>
      act(person, reference, 'refer', deps, (view, now) =>
        decideReceived(view.case.facts, referral, view.policy, londonDate(now)),
      ),

    describeChild: (person, reference, pupil, because = '', referral = null) =>
      act(person, reference, 'refer', deps, (view, now) =>
        decideChild(view.case.facts, described(pupil, because), referral, view.policy, londonDate(now)),
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
      act(
        person,
        reference,
        ({ assessment }) => (assessment.onRoll ? 'report' : 'refer'),
        deps,
        (view) => decideWay(view.case.facts, way, reason, view.policy),
      ),

    linkProcedure: (person, reference, linked) =>
      act(person, reference, 'link-procedure', deps, async ({ case: theCase, policy }, now, stores) => {
        const verdict = decideBeside(theCase.facts, linked, policy, londonDate(now));
        if (verdict.kind === 'facts') await stores.drafts.removeOnItem(theCase.id, DRAFT_OF_PROCEDURE);
        return verdict;
      }),

    endProcedure: (person, reference, said, on, note) =>
      act(person, reference, 'link-procedure', deps, (view, now) =>
        decideEnded(view.case.facts, said, on, note, londonDate(now)),
      ),

    unlinkProcedure: (person, reference, said, reason) =>
      act(person, reference, 'link-procedure', deps, (view) => decideUnlinked(view.case.facts, said, reason)),
  };
}
