import type { PolicyPack } from '../../policy/pack';
import type { Correction } from '../corrections';
import type { Fact } from '../fact';
import { tierStanding } from '../tier';

/** Kinds of facts after which both sides have to look again, whatever is in them. */
const NEWS: Readonly<Record<string, string>> = {
  seen: 'The child was seen',
  located: 'The child was found',
  'location-withdrawn': 'It was said that the child is not where they were said to be',
  'absence-described': 'The absence was described anew',
  'question-answered': 'The school answered a question of the authority',
  reopened: 'The case was reopened',
  closed: 'The case was closed',
  'death-told': 'It was told that the child has died',
  'death-withdrawn': 'It was said that the child has not died',
  'policy-moved': 'The case was moved to other rules',
  'referral-received': 'Somebody told the authority of the child',
  joined: 'Another case of the child was joined with this one',
  parted: 'A case that is another child’s was parted from this one',
};

/** Beside what news is news: in what has been said before, by the rules of the case. */
export interface ToldSoFar {
  /** In the order in which they were told. */
  readonly facts: readonly Fact[];
  readonly corrections: readonly Correction[];
  readonly policy: PolicyPack;
}

/** Why a conclusion that was signed before this fact stands no more; null where the fact takes nothing from it. */
export function reopens(fact: Fact, { facts, corrections, policy }: ToldSoFar): string | null {
  if (corrections.some((correction) => correction.fact.id === fact.id)) return 'Days on the register were told anew';
  switch (fact.kind) {
    case 'attendance':
      return policy.clocks.groundI.codes.includes(fact.mark.code) ? null : 'Another attendance code was recorded';
    case 'check-recorded':
      return policy.jointEnquiry.reopenedBy.includes(fact.check.outcome) ? 'A check brought something new' : null;
    case 'enquiry-answered': {
      const outcome = policy.enquiries.outcomes.find(({ id }) => id === fact.answer.outcome);
      return outcome?.found || outcome?.news ? 'An agency brought something new' : null;
    }
    case 'pupil-described':
      return isNewAddress(fact, before(fact, facts)) ? 'Another address of the child was recorded' : null;
    case 'triaged':
      if (fact.again) return 'The pupil was reported missing again';
      return addsRisk(fact, before(fact, facts)) ? 'A new risk was told' : null;
    case 'tier-set':
      return raises(fact, before(fact, facts), policy) ? 'The risk was weighed as greater' : null;
    default:
      return NEWS[fact.kind] ?? null;
  }
}

type Of<K extends Fact['kind']> = Extract<Fact, { kind: K }>;

const before = (fact: Fact, facts: readonly Fact[]): readonly Fact[] => facts.slice(0, facts.indexOf(fact));

const lastOf = <K extends Fact['kind']>(kind: K, facts: readonly Fact[]): Of<K> | undefined =>
  facts.findLast((fact): fact is Of<K> => fact.kind === kind);

/** However it is spaced and written in capitals. */
const asOneLine = (address: string): string =>
  address
    .trim()
    .toLowerCase()
    .replace(/[\s,]+/g, ' ');

function isNewAddress({ pupil }: Of<'pupil-described'>, earlier: readonly Fact[]): boolean {
  const known = lastOf('pupil-described', earlier)?.pupil.lastKnownAddress;
  return known !== undefined && asOneLine(known) !== asOneLine(pupil.lastKnownAddress);
}

/** A yes or a group that the answers before did not have; what is withdrawn takes nothing from a signature. */
function addsRisk({ triage }: Of<'triaged'>, earlier: readonly Fact[]): boolean {
  const known = lastOf('triaged', earlier)?.triage;
  return triage.yes.some((id) => !known?.yes.includes(id)) || triage.groups.some((id) => !known?.groups.includes(id));
}

/** Greater than the risk was until then. The least of all tiers, said for the first time, is no news. */
function raises(fact: Of<'tier-set'>, earlier: readonly Fact[], policy: PolicyPack): boolean {
  const height = (facts: readonly Fact[]) => tierStanding(facts, policy)?.reached.length ?? 0;
  return height([...earlier, fact]) > Math.max(1, height(earlier));
}
