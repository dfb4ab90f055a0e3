import type { FactBody } from '../../src/domain/case/fact';
import type { ChecklistItem, PolicyPack } from '../../src/domain/policy/pack';
import { aCheck } from './case';

/** What the policy asks before a ground on absence is met, beside the review, the codes and the sickness. */
export const asksFirst = ({ jointEnquiry }: PolicyPack, { id, fulfils }: ChecklistItem): boolean =>
  jointEnquiry.checks.includes(id) || fulfils !== null || id === jointEnquiry.items.leave;

/** An outcome that settles the item and brings no news of the child. */
export function quietOutcome({ jointEnquiry, outcomes }: PolicyPack, item: ChecklistItem): string {
  if (item.id === jointEnquiry.items.leave) return jointEnquiry.settledWith.leave;
  const leads = (id: string) => outcomes.some((one) => one.id === id && one.leadsTo !== null);
  return item.settles.find((id) => !leads(id))!;
}

export const evidenceFor = ({ evidence }: ChecklistItem): Record<string, string> =>
  Object.fromEntries(
    evidence
      .filter(({ required }) => required)
      .map(({ id, kind, choices }) => [id, kind === 'choice' ? choices[0]!.id : kind === 'date' ? '2026-04-27' : 'x']),
  );

/** Every check of the list was made, and the authority was notified. */
export const settledChecks = (policy: PolicyPack): FactBody[] =>
  policy.checklist
    .filter((item) => asksFirst(policy, item))
    .map((item) => ({
      ...{ kind: 'check-recorded', item: item.id },
      check: aCheck({ outcome: quietOutcome(policy, item), evidence: evidenceFor(item) }),
    }));
