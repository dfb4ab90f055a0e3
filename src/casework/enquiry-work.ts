import {
  decideAcknowledge,
  decideAnswer,
  decideChase,
  decideNotNeeded,
  decideRequest,
} from '../domain/case/decide/enquiries';
import type { EnquiryAnswer, EnquiryRequest } from '../domain/case/facts/enquiries';
import type { LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { act, type CaseworkDeps } from './record';

/** The authority's own checks. `enquiry` is the id of one in the policy. */
export interface EnquiryWork {
  /** Tells the school that its notification came. Doing it twice is fine. */
  acknowledge(person: Person, reference: string): Promise<CaseView>;
  request(person: Person, reference: string, enquiry: string, request: EnquiryRequest): Promise<CaseView>;
  chase(person: Person, reference: string, enquiry: string, on: LocalDate, note: string): Promise<CaseView>;
  answer(person: Person, reference: string, enquiry: string, answer: EnquiryAnswer): Promise<CaseView>;
  notNeeded(person: Person, reference: string, enquiry: string, reason: string): Promise<CaseView>;
}

export function createEnquiryWork(deps: CaseworkDeps): EnquiryWork {
  type Decide = Parameters<typeof act>[4];
  const recording = (person: Person, reference: string, decide: Decide) =>
    act(person, reference, 'record-enquiry', deps, decide);
  return {
    acknowledge: (person, reference) => recording(person, reference, ({ assessment }) => decideAcknowledge(assessment)),
    request: (person, reference, enquiry, request) =>
      recording(person, reference, ({ assessment, policy }, now) =>
        decideRequest(assessment, enquiry, request, policy, londonDate(now)),
      ),
    chase: (person, reference, enquiry, on, note) =>
      recording(person, reference, ({ assessment }, now) =>
        decideChase(assessment, enquiry, on, note, londonDate(now)),
      ),
    answer: (person, reference, enquiry, answer) =>
      recording(person, reference, ({ assessment, policy }, now) =>
        decideAnswer(assessment, enquiry, answer, policy, londonDate(now)),
      ),
    notNeeded: (person, reference, enquiry, reason) =>
      recording(person, reference, ({ assessment }) => decideNotNeeded(assessment, enquiry, reason)),
  };
}
