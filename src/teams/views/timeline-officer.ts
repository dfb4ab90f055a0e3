import { inWords } from '../../domain/calendar/date';
import type { EnquiryFactBody } from '../../domain/case/facts/enquiries';
import type { OfficerFactBody } from '../../domain/case/facts/officer';
import type { PolicyPack } from '../../domain/policy/pack';
import { sentence, type Names } from './timeline';
import { short } from './words';

/**
 * That one of the authority's checks runs, and never what was disclosed, to whom and why, or what came of it: the
 * timeline is read by everybody who sees the case. The content stands on the check's own page.
 */
export function toldOfEnquiry(fact: EnquiryFactBody, policy: PolicyPack): string {
  if (fact.kind === 'referral-acknowledged') return 'The authority has acknowledged the notification';
  const title = policy.enquiries.list.find(({ id }) => id === fact.enquiry)?.title ?? fact.enquiry;
  const check = `The authority’s check “${short(title, 60)}”`;
  switch (fact.kind) {
    case 'enquiry-requested':
      return `${check}: the agency was asked`;
    case 'enquiry-chased':
      return `${check}: the agency was reminded`;
    case 'enquiry-answered':
      return `${check} was answered`;
    case 'enquiry-not-needed':
      return `${check} is not needed`;
  }
}

/** Who has the case, and what authority and school have asked one another. Why a case is on hold is the authority's. */
export function toldOfOfficer(fact: OfficerFactBody, names?: Names): string {
  switch (fact.kind) {
    case 'assigned':
      return fact.to === null
        ? 'The case is with the tracking officer again'
        : `The case was given to ${short(names?.get(fact.to) ?? 'a colleague', 60)}`;
    case 'held':
      return `The authority’s own work was put on hold until ${inWords(fact.until)}`;
    case 'hold-lifted':
      return 'The hold was ended';
    case 'question-asked':
      return sentence('The authority asked the school', fact.question.text);
    case 'question-answered':
      return sentence('The school answered', fact.text);
  }
}
