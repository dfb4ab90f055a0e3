import type { PolicyPack } from '../policy/pack';
import type { Fact } from './fact';
import { isAtRisk } from './reading';
import { heightOf, tierStanding } from './tier';

/** The tier of a child who may be at risk, or a greater one. */
const isHigh = (tier: string, policy: PolicyPack): boolean =>
  heightOf(tier, policy) >= heightOf(policy.tiers.atRisk, policy);

/**
 * By the safeguarding questions, or because somebody weighed the risk to be so great. Neither takes the other back. The
 * one answer for whatever may not wait, comes first or says that a child is at risk.
 */
export function isInDanger(facts: readonly Fact[], policy: PolicyPack): boolean {
  const standing = tierStanding(facts, policy);
  return standing !== null && isHigh(standing.tier.id, policy);
}

/** Whether this very word is that the child may be in danger. */
export function saysDanger(fact: Fact, policy: PolicyPack): boolean {
  if (fact.kind === 'triaged') return isAtRisk(fact.triage, policy);
  return fact.kind === 'tier-set' && isHigh(fact.answer.tier, policy);
}
