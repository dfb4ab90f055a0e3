import { inWords, type LocalDate } from '../../calendar/date';
import type { EnquiryItem } from '../../policy/enquiries-policy';
import type { PolicyPack } from '../../policy/pack';
import type { Enquiries, EnquiryState } from '../enquiries';
import type { EnquiryAnswer, EnquiryRequest } from '../facts/enquiries';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

/** What these decisions are made on: the case as it was assessed. */
interface Standing {
  readonly open: boolean;
  readonly enquiries: Enquiries;
}

export const NO_BASIS = 'Choose the legal basis on which the agency is told. Without one nothing may be disclosed.';
export const NO_PURPOSE = 'Say what the disclosure is for.';

export function decideAcknowledge({ open, enquiries }: Standing): Verdict {
  if (!open) return refuse(CASE_CLOSED);
  if (!enquiries.notifiedOn)
    return refuse('The school has not notified the authority yet. There is nothing to acknowledge.');
  return enquiries.acknowledgedOn ? record() : record({ kind: 'referral-acknowledged' });
}

/** A child's data leaves the authority only on a power and for a purpose that are on record with it. */
export function decideRequest(
  standing: Standing,
  id: string,
  request: EnquiryRequest,
  policy: PolicyPack,
  today: LocalDate,
): Verdict {
  // The newest request stands, so one that is recorded after another was not made before it.
  return on(standing, id, ({ enquiry, askedOn }) => {
    const problem = dayProblem(request.on, askedOn, today) ?? disclosureProblem(enquiry, request, policy);
    return problem ? refuse(problem) : record({ kind: 'enquiry-requested', enquiry: id, request });
  });
}

export function decideChase(standing: Standing, id: string, day: LocalDate, note: string, today: LocalDate): Verdict {
  return onAsked(standing, id, ({ askedOn }) => {
    const problem = dayProblem(day, askedOn, today);
    return problem ? refuse(problem) : record({ kind: 'enquiry-chased', enquiry: id, on: day, note });
  });
}

export function decideAnswer(
  standing: Standing,
  id: string,
  answer: EnquiryAnswer,
  policy: PolicyPack,
  today: LocalDate,
): Verdict {
  return onAsked(standing, id, ({ askedOn }) => {
    if (!policy.enquiries.outcomes.some((outcome) => outcome.id === answer.outcome))
      return refuse('Choose what came of it.');
    if (answer.by === '') return refuse('Say who answered: a post or a team will do.');
    const problem = dayProblem(answer.on, askedOn, today);
    return problem ? refuse(problem) : record({ kind: 'enquiry-answered', enquiry: id, answer });
  });
}

export function decideNotNeeded(standing: Standing, id: string, reason: string): Verdict {
  return on(standing, id, ({ state }) => {
    if (state === 'asked') return refuse('This agency has been asked and has not answered. Record its answer instead.');
    return reason === ''
      ? refuse('Say why this check is not needed. The reason stays on the record.')
      : record({ kind: 'enquiry-not-needed', enquiry: id, reason });
  });
}

function on({ open, enquiries }: Standing, id: string, decide: (state: EnquiryState) => Verdict): Verdict {
  if (!open) return refuse(CASE_CLOSED);
  const state = enquiries.list.find(({ enquiry }) => enquiry.id === id);
  return state ? decide(state) : refuse('That check is not among the authority’s checks.');
}

const onAsked = (standing: Standing, id: string, decide: (state: EnquiryState) => Verdict): Verdict =>
  on(standing, id, (state) =>
    state.state === 'asked' ? decide(state) : refuse('Nothing is asked there at the moment. Record the request first.'),
  );

function disclosureProblem(
  enquiry: EnquiryItem,
  { basis, purpose, disclosed, reason, to }: EnquiryRequest,
  { disclosures }: PolicyPack,
): string | null {
  if (to === '') return 'Say whom you asked: a team or a post.';
  if (!enquiry.bases.includes(basis)) return NO_BASIS;
  if (!disclosures.purposes.some(({ id }) => id === purpose)) return NO_PURPOSE;
  if (disclosed.length === 0 || disclosed.some((id) => !disclosures.data.some((data) => data.id === id)))
    return 'Tick what the agency was told of the child.';
  return reason === '' ? 'Say in a sentence why this agency had to be told.' : null;
}

function dayProblem(day: LocalDate, first: LocalDate | null, today: LocalDate): string | null {
  if (day > today) return `${inWords(day)} is still to come. Give a day up to today.`;
  return first && day < first ? `The agency was asked on ${inWords(first)}. Give a day from then on.` : null;
}
