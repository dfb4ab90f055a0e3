import type { LocalDate } from '../../src/domain/calendar/date';
import type { FactBody } from '../../src/domain/case/fact';
import type { ChecklistItem, PolicyPack } from '../../src/domain/policy/pack';
import { policyFor } from '../../src/domain/policy/policy-for';
import { aCheck, type History } from './case';

/** The check as it is recorded when it has been finished. */
export const made = ({ id, settles }: ChecklistItem): FactBody => ({
  kind: 'check-recorded',
  item: id,
  check: aCheck({ outcome: settles.at(-1)! }),
});

export const review = ({ jointEnquiry }: PolicyPack, outcome: string): FactBody => ({
  kind: 'check-recorded',
  item: jointEnquiry.items.review,
  check: aCheck({ outcome }),
});

/** All that anybody is asked for of a missing pupil on a day of its own. */
export const everythingDone = (history: History, policy: PolicyPack, day: LocalDate): History =>
  history.at(
    day,
    '10:00',
    ...policyFor(policy, 'missing').checklist.map(made),
    review(policy, policy.jointEnquiry.settledWith.review[0]!),
    { kind: 'tier-set', answer: { tier: policy.tiers.levels.at(-1)!.id, reason: 'Known to be well', asked: '' } },
    { kind: 'referral-acknowledged' },
    ...policy.enquiries.list.map(({ id }): FactBody => ({ kind: 'enquiry-not-needed', enquiry: id, reason: 'Known' })),
  );
