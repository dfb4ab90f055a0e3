import type { LocalDate } from '../domain/calendar/date';
import { roleFor, type Action } from '../domain/access/table';
import type { Side, Signature, RemovalDecision } from '../domain/case/facts/removal';
import { decideNotYet, decideSignature } from '../domain/case/decide/enquiry';
import {
  decideDeletion,
  decideRemoval,
  decideReturn,
  decideStep,
  decideWithdrawal,
  type DeletionReturn,
} from '../domain/case/decide/removal';
import { ctfDestination } from '../domain/case/ctf-destination';
import { isSchoolNumber, type CtfWanted } from '../domain/case/ctf-name';
import { removalOf } from '../domain/case/removal/removal-of';
import { stillMissing } from '../domain/case/still-missing';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { act, type CaseworkDeps } from './record';

/** What is typed to sign; who signs, in which role and in answer to which words, is known. */
export type SignatureGiven = Omit<Signature, 'role' | 'asked'>;

export interface StepGiven {
  readonly step: string;
  readonly on: LocalDate;
  readonly values: Readonly<Record<string, string>>;
}

/** The joint enquiry, the decision about the register, and what follows it. Each is refused out of its order. */
export interface RemovalWork {
  sign(person: Person, reference: string, given: SignatureGiven): Promise<CaseView>;
  notYet(person: Person, reference: string, side: Side, reason: string): Promise<CaseView>;
  decide(person: Person, reference: string, decision: RemovalDecision): Promise<CaseView>;
  withdraw(person: Person, reference: string, reason: string): Promise<CaseView>;
  recordReturn(person: Person, reference: string, sent: DeletionReturn): Promise<CaseView>;
  /** `stillMissing`: the pupil is missing today, which goes on record together with the deletion. */
  recordDeletion(person: Person, reference: string, stillMissing: boolean): Promise<CaseView>;
  recordStep(person: Person, reference: string, given: StepGiven): Promise<CaseView>;
}

export const signsFor = (side: Side): Action => (side === 'school' ? 'sign-for-school' : 'sign-for-authority');

export function createRemovalWork(deps: CaseworkDeps): RemovalWork {
  return {
    sign: (person, reference, given) =>
      act(person, reference, signsFor(given.side), deps, ({ assessment, policy, case: theCase }) => {
        const role = roleFor(person, signsFor(given.side), theCase)!;
        const signature = { ...given, role, asked: policy.jointEnquiry.asks };
        return decideSignature(assessment, signature, person.id);
      }),

    notYet: (person, reference, side, reason) =>
      act(person, reference, signsFor(side), deps, ({ assessment }) => decideNotYet(assessment, side, reason)),

    decide: (person, reference, decision) =>
      act(person, reference, 'decide-removal', deps, ({ assessment, policy }) =>
        decideRemoval(assessment, decision, policy),
      ),

    withdraw: (person, reference, reason) =>
      act(person, reference, 'decide-removal', deps, ({ assessment }) => decideWithdrawal(assessment, reason)),

    recordReturn: (person, reference, sent) =>
      act(person, reference, 'record-removal', deps, ({ assessment, pupil }) => decideReturn(assessment, sent, pupil)),

    recordDeletion: (person, reference, isMissing) =>
      act(person, reference, 'record-removal', deps, ({ assessment, case: theCase, calendar, policy }) => {
        const today = isMissing ? stillMissing(theCase.facts, calendar, policy, assessment.asOf) : null;
        return decideDeletion(assessment, today, policy);
      }),

    recordStep: (person, reference, { step, on, values }) =>
      act(person, reference, 'record-removal', deps, (view) => {
        const { assessment, policy } = view;
        const asked = policy.afterRemoval.find(({ id }) => id === step)?.asks ?? '';
        return decideStep(assessment, { step, on, values, asked }, ctfWanted(view));
      }),
  };
}

/** What the file that follows a deletion is called, as far as the case says. */
export const ctfWanted = ({ case: { facts }, school, policy }: CaseView): CtfWanted => ({
  source: school && isSchoolNumber(school.dfeNumber) ? school.dfeNumber : null,
  lost: removalOf(facts, policy)?.lost ?? false,
  destination: ctfDestination(facts),
});
