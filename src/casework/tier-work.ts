import { decideTier } from '../domain/case/decide/tier';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { act, type CaseworkDeps } from './record';

/** How great the risk is, weighed by whoever works on the case and asked anew at the milestones. */
export interface TierWork {
  /** A greater risk pulls the steps forward and alerts at once; a lesser one needs a reason. */
  weigh(person: Person, reference: string, tier: string, reason: string): Promise<CaseView>;
}

export const createTierWork = (deps: CaseworkDeps): TierWork => ({
  weigh: (person, reference, tier, reason) =>
    act(person, reference, 'set-tier', deps, (view) => decideTier(view.case.facts, tier, reason, view.policy)),
});
