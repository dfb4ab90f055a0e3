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
import { may } from '../domain/access/table';
import type { EnquiryState } from '../domain/case/enquiries';
import type { CaseView } from './casework';
import { readNote } from './deed';
import { viewOf } from './load';
import { ifAllowed } from './refusing';
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
  /** What agencies have been asked on open cases of the authority and have not answered, the longest first. */
  awaited(person: Person): Promise<AwaitedAnswer[]>;
  /** These were shown: whose children they are is on the trail. */
  shown(person: Person, awaited: readonly AwaitedAnswer[]): void;
}

/** One of the authority's checks that waits for its answer. */
export interface AwaitedAnswer {
  readonly view: CaseView;
  readonly state: EnquiryState;
}

export function createEnquiryWork(deps: CaseworkDeps): EnquiryWork {
  const { storage, policies, clock } = deps;
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

    awaited: (person) =>
      ifAllowed(person, 'see-enquiries', deps, async () => {
        const cases = await storage.cases.openCases(person.authority, null);
        const seen = cases.filter((one) => may(person, 'see-enquiries', one));
        const views = await Promise.all(seen.map((one) => viewOf(one, storage, policies, londonDate(clock.now()))));
        return views.flatMap(awaitedOn).sort(byDayAsked);
      }),

    shown(person, awaited) {
      const cases = [...new Set(awaited.map(({ view }) => view.case))];
      if (cases.length === 0) return;
      storage.audit.later(readNote({ person, action: 'see-enquiries' }, cases, clock.now()));
    },
  };
}

const awaitedOn = (view: CaseView): AwaitedAnswer[] =>
  view.assessment.enquiries.list.flatMap((state) => (state.state === 'asked' ? [{ view, state }] : []));

/** The reference and the check settle what nothing else does, so that turning a page skips none. */
const byDayAsked = (a: AwaitedAnswer, b: AwaitedAnswer): number => (keyOf(a) < keyOf(b) ? -1 : 1);
const keyOf = ({ view, state: { askedOn, enquiry } }: AwaitedAnswer): string =>
  [askedOn, view.case.reference, enquiry.id].join(' ');

/** What is on record needs no draft. */
async function withoutDraft(caseId: string, enquiry: string, verdict: Verdict, { drafts }: Stores): Promise<Verdict> {
  if (verdict.kind === 'facts') await drafts.removeOnItem(caseId, draftOfRequest(enquiry));
  return verdict;
}
