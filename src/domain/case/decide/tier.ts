import type { PolicyPack } from '../../policy/pack';
import type { Fact } from '../fact';
import { heightOf } from '../tier';
import { refuse, type Verdict } from './decision';
import { decideOnOpen } from './report';

/** A greater risk needs no reason, so that nothing keeps anybody from saying so; a lesser one does. */
export function decideTier(facts: readonly Fact[], tier: string, reason: string, policy: PolicyPack): Verdict {
  const { levels, asks } = policy.tiers;
  if (!levels.some(({ id }) => id === tier)) return refuse('Choose one of those listed.');
  const before = facts.findLast((fact) => fact.kind === 'tier-set');
  const lower = before?.kind === 'tier-set' && heightOf(tier, policy) < heightOf(before.answer.tier, policy);
  if (lower && reason.trim() === '') return refuse('Say why the risk is less now. The reason stays on the record.');
  return decideOnOpen(facts, { kind: 'tier-set', answer: { tier, reason: reason.trim(), asked: asks } });
}
