import type { Instant } from '../calendar/date';
import type { Fact } from './fact';

/** Who in the authority works on the case, beside the tracking officer. */
export interface Assigned {
  /** Our own id of the person. */
  readonly to: string;
  readonly since: Instant;
  /** Id of the fact that says so. */
  readonly fact: string;
}

export function assignedNow(facts: readonly Fact[]): Assigned | null {
  const last = facts.findLast((fact) => fact.kind === 'assigned');
  return last?.kind === 'assigned' && last.to !== null ? { to: last.to, since: last.recordedAt, fact: last.id } : null;
}
