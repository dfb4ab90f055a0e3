import {
  decideAcknowledge,
  decideAnswer,
  decideChase,
  decideNotNeeded,
  decideRequest,
} from '../domain/case/decide/enquiries';
import type { Verdict } from '../domain/case/decide/decision';
import type { EnquiryAnswer, EnquiryRequest } from '../domain/case/facts/enquiries';
import type { LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import type { Stores } from '../stores';
import { act, type CaseworkDeps } from './record';

/** Under which item the draft of a request stands beside those of the checklist. */
export const draftOfRequest = (enquiry: string): string => `request ${enquiry}`;

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
      recording(person, reference, ({ case: { id }, assessment, policy }, now, stores) =>
        withoutDraft(id, enquiry, decideRequest(assessment, enquiry, request, policy, londonDate(now)), stores),
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
      recording(person, reference, ({ case: { id }, assessment }, _now, stores) =>
        withoutDraft(id, enquiry, decideNotNeeded(assessment, enquiry, reason), stores),
      ),
  };
}

/** What is on record needs no draft. */
async function withoutDraft(caseId: string, enquiry: string, verdict: Verdict, { drafts }: Stores): Promise<Verdict> {
  if (verdict.kind === 'facts') await drafts.removeOnItem(caseId, draftOfRequest(enquiry));
  return verdict;
}
