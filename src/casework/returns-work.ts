import { decideDfeReason, decideNameEntered, decideReturnSent } from '../domain/case/decide/returns';
import type { ReturnKind } from '../domain/case/facts/returns-facts';
import { londonDate } from '../domain/calendar/london';
import type { LocalDate } from '../domain/calendar/date';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { act, type CaseworkDeps } from './record';

export interface ReturnSent {
  readonly return: ReturnKind;
  readonly on: LocalDate;
  readonly reference: string;
  readonly note: string;
  /** The law asks for no return of this pupil. */
  readonly exempt?: true;
}

/** What the school sends to the authority, and what the authority counts for the DfE. */
export interface ReturnsWork {
  sent(person: Person, reference: string, sent: ReturnSent): Promise<CaseView>;
  /** The child's name was entered in the admission register. */
  entered(person: Person, reference: string, on: LocalDate): Promise<CaseView>;
  dfeReason(person: Person, reference: string, reason: string): Promise<CaseView>;
}

export const createReturnsWork = (deps: CaseworkDeps): ReturnsWork => ({
  sent: (person, reference, sent) =>
    act(person, reference, 'record-return', deps, (view, now) =>
      decideReturnSent(view.case.facts, sent, { calendar: view.calendar, today: londonDate(now) }),
    ),
  entered: (person, reference, on) =>
    act(person, reference, 'record-return', deps, (view, now) =>
      decideNameEntered(view.case.facts, on, londonDate(now)),
    ),
  dfeReason: (person, reference, reason) =>
    act(person, reference, 'set-dfe-reason', deps, (view) => decideDfeReason(view.case.facts, reason, view.policy)),
});
