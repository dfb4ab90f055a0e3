import type { Assessment } from '../assessment';
import type { Enquiries } from '../enquiries';
import type { Signature, Side } from '../facts/removal';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

/** Signs for one side. Everything is looked at anew here, whatever a page showed before. */
export function decideSignature(assessment: Assessment, signature: Signature, person: string): Verdict {
  const { open, removal } = assessment;
  const { enquiry, carried } = removal;
  if (!open) return refuse(CASE_CLOSED);
  if (carried.deleted) return refuse('The name has been deleted. There is nothing left to conclude.');
  if (enquiry.closedTo) return refuse(enquiry.closedTo);
  const other = enquiry.sides[otherSide(signature.side)].signed;
  if (other?.recordedBy === person)
    return refuse('You have signed for the other side. Two people conclude the enquiry: ask a colleague to sign here.');
  const first = signature.side === 'authority' ? authorityFirst(assessment, signature) : null;
  if (first) return refuse(first);
  const bar = enquiry.barred[signature.conclusion];
  if (bar) return refuse(bar);
  if (signature.statement.trim() === '') return refuse('Say in a sentence what was done to find the child.');
  if (signature.conclusion === 'found-not-returning' && signature.location.trim() === '')
    return refuse('The child has been found: say where the child is.');
  return record({ kind: 'conclusion-signed', signature });
}

/** Why the authority may not sign yet: it has not taken the notification up, or has asked nobody and does not say why. */
function authorityFirst({ enquiries }: Assessment, { conclusion, unasked }: Signature): string | null {
  const first = acknowledgeFirst(enquiries);
  if (first) return first;
  return saysWhyUnasked(enquiries) && conclusion === 'not-found' && !unasked?.trim()
    ? 'No agency has been asked. Ask them first, or say here why nobody had to be asked: it stays on the record.'
    : null;
}

/** What comes before the authority signs, in words for whoever is about to; null once it has been done. */
export function acknowledgeFirst({ notifiedOn, acknowledgedOn }: Enquiries): string | null {
  if (acknowledgedOn) return null;
  return notifiedOn
    ? 'Acknowledge the school’s notification first, or ask the pupil tracking officer to: so the school knows that the authority searches too.'
    : 'The school has not recorded that it notified the authority. Ask the school to record it, and acknowledge it then.';
}

/** Whether “not found” takes a reason why no agency was asked. */
export const saysWhyUnasked = ({ asked }: Enquiries): boolean => asked === 0;

/** Takes a signature back, or answers the other side's with "not yet". */
export function decideNotYet({ open, removal }: Assessment, side: Side, reason: string): Verdict {
  const { sides } = removal.enquiry;
  if (!open) return refuse(CASE_CLOSED);
  if (removal.carried.deleted)
    return refuse('The name has been deleted already. A signature can no longer be taken back.');
  if (!sides[side].signed && !sides[otherSide(side)].signed)
    return refuse('Nobody has signed, so there is nothing to answer.');
  if (reason.trim() === '') return refuse('Say what still has to be asked or done. The other side reads it.');
  return record({ kind: 'conclusion-withdrawn', side, reason: reason.trim() });
}

export const otherSide = (side: Side): Side => (side === 'school' ? 'authority' : 'school');
