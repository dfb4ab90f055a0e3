import type { Casework } from '../../src/casework/casework';
import { actionToRecord } from '../../src/domain/access/table';
import { londonDate } from '../../src/domain/calendar/london';
import type { Staff } from '../builders/authority';
import { aCheck } from '../builders/case';
import { asksFirst, evidenceFor, quietOutcome } from '../builders/settled';

/** Every check of the list was made or skipped with a reason, and the authority was notified. Gives the kinds of the facts. */
export async function settleChecklist(
  { casework, people }: { readonly casework: Casework; readonly people: Pick<Staff, 'lead' | 'officer'> },
  reference: string,
): Promise<string[]> {
  const kinds: string[] = [];
  const { policy, assessment, case: theCase } = await casework.see(people.lead, reference);
  for (const { item, state, facts } of assessment.checklist) {
    if (!asksFirst(policy, item) || state === 'done' || state === 'skipped' || state === 'not-needed') continue;
    const by = actionToRecord(item.owner) === 'record-authority-check' ? people.officer : people.lead;
    const seen = facts.at(-1)?.id ?? null;
    const asked = {
      outcome: quietOutcome(policy, item),
      evidence: evidenceFor(item),
      on: londonDate(theCase.openedAt),
    };
    if (item.skippable && item.id !== policy.jointEnquiry.items.leave)
      await casework.skipCheck(by, reference, item.id, 'Asked by the police', seen);
    else await casework.recordCheck(by, reference, item.id, aCheck(asked), seen);
    kinds.push(item.skippable && item.id !== policy.jointEnquiry.items.leave ? 'check-skipped' : 'check-recorded');
  }
  return kinds;
}
