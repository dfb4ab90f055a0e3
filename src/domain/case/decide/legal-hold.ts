import { standingLegalHold } from '../../retention/legal-hold';
import type { Fact } from '../fact';
import { record, refuse, type Verdict } from './decision';

/** On an open case as on a closed one: what will be asked for is not always known only in the end. */
export function decideLegalHold(facts: readonly Fact[], reason: string): Verdict {
  if (standingLegalHold(facts)) return refuse('This case is under a legal hold already.');
  if (reason.trim() === '') return refuse('Say why nothing of it may be deleted. The reason stays on the record.');
  return record({ kind: 'legal-hold-begun', reason: reason.trim() });
}

export function decideEndOfLegalHold(facts: readonly Fact[], reason: string): Verdict {
  if (!standingLegalHold(facts)) return refuse('This case is under no legal hold.');
  if (reason.trim() === '')
    return refuse('Say why it may be deleted again in its time. The reason stays on the record.');
  return record({ kind: 'legal-hold-ended', reason: reason.trim() });
}
