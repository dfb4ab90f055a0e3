import type { PolicyPack } from '../../policy/pack';
import type { Correction } from '../corrections';
import type { Fact } from '../fact';

/** Kinds of facts after which both sides have to look again, whatever is in them. */
const NEWS: Readonly<Record<string, string>> = {
  seen: 'The child was seen',
  located: 'The child was found',
  'location-withdrawn': 'It was said that the child is not where they were said to be',
  'absence-described': 'The absence was described anew',
  reopened: 'The case was reopened',
  closed: 'The case was closed',
  'policy-moved': 'The case was moved to other rules',
  'referral-received': 'Somebody told the authority of the child',
  joined: 'Another case of the child was joined with this one',
  parted: 'A case that is another child’s was parted from this one',
};

/** Why a conclusion that was signed before this fact stands no more; null where the fact takes nothing from it. */
export function reopens(fact: Fact, policy: PolicyPack, corrections: readonly Correction[]): string | null {
  const { kind } = fact;
  if (corrections.some((correction) => correction.fact.id === fact.id)) return 'Days on the register were told anew';
  if (fact.kind === 'attendance')
    return policy.clocks.groundI.codes.includes(fact.mark.code) ? null : 'Another attendance code was recorded';
  if (fact.kind === 'check-recorded')
    return policy.jointEnquiry.reopenedBy.includes(fact.check.outcome) ? 'A check brought something new' : null;
  if (fact.kind === 'enquiry-answered') {
    const outcome = policy.enquiries.outcomes.find(({ id }) => id === fact.answer.outcome);
    return outcome?.found || outcome?.news ? 'An agency brought something new' : null;
  }
  return NEWS[kind] ?? null;
}
