import { proceduresTold } from '../case/beside';
import { saysDanger } from '../case/danger';
import type { Fact } from '../case/fact';
import { ofThisChild } from '../case/moved';
import type { PolicyPack } from '../policy/pack';

/**
 * Whether anything on record of this child names a risk: the safeguarding answers, the risk as weighed, word to an agency,
 * another procedure beside the case that was not linked by mistake, or a referral by whom the pack says.
 */
export function everNamedARisk(facts: readonly Fact[], policy: PolicyPack): boolean {
  const { procedures } = policy.retention.safeguarding;
  return (
    ofThisChild(facts).some((fact) => saysRisk(fact, policy)) ||
    proceduresTold(facts).some(({ procedure }) => keepsLonger(procedure, procedures, policy.otherProcedures))
  );
}

function saysRisk(fact: Fact, policy: PolicyPack): boolean {
  if (fact.kind === 'safeguarding-contacted') return true;
  if (fact.kind !== 'referral-received') return saysDanger(fact, policy);
  return keepsLonger(fact.referral.route, policy.retention.safeguarding.routes, policy.referrals.routes);
}

/** What the rules do not know, such as what an earlier version had, keeps longer: what is deleted too early is gone. */
const keepsLonger = (id: string, named: readonly string[], known: readonly { readonly id: string }[]): boolean =>
  named.includes(id) || !known.some((one) => one.id === id);
