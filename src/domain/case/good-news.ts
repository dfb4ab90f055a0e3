import type { SchoolCalendar } from '../calendar/school-calendar';
import type { AlertRule, PolicyPack } from '../policy/pack';
import type { Fact } from './fact';
import { beginningsOfAbsence } from './missing-again';
import { isAtRisk, type Reading } from './reading';
import { isPresent } from './register';
import { answersThat, heightOf } from './tier';

interface Heard {
  readonly facts: readonly Fact[];
  readonly reading: Reading;
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
}

/** Triages that name no risk after one that did. */
export const withdrawnRisks = ({ reading, policy }: Pick<Heard, 'reading' | 'policy'>) =>
  reading.triages.filter((fact, index) => {
    const before = reading.triages[index - 1]?.triage ?? null;
    return isAtRisk(before, policy) && !isAtRisk(fact.triage, policy);
  });

/** Said once where one act says it twice: a place, and the register that goes with it. */
export const findings = ({ facts, reading, policy }: Pick<Heard, 'facts' | 'reading' | 'policy'>): Fact[] => {
  const located = facts.filter(({ kind }) => kind === 'located');
  return [
    ...reading.marks.filter(
      ({ mark, recordedAt }) =>
        isPresent(mark.code, policy) && !located.some((found) => found.recordedAt === recordedAt),
    ),
    ...reading.sightings,
    ...located,
  ];
};

/** News by which people may rest: it holds only while nobody says the opposite. */
export const isGoodNews = ({ trigger }: AlertRule): boolean =>
  ['risk-withdrawn', 'tier-lowered', 'found'].includes(trigger.kind);

/**
 * Ids of the facts whose good news is no longer so: a risk was named after it, or one greater than it says; or the
 * child was missing again. And of what put such news off, since it comes again under that name.
 */
export function takenBack(heard: Heard): string[] {
  const { facts, policy } = heard;
  const calmer = [...withdrawnRisks(heard), ...answersThat('lower', facts, policy)];
  const found = findings(heard);
  const missing = found.length === 0 ? [] : [...heard.reading.searchedAnew, ...beginningsOfAbsence(heard)];
  const over = [
    ...calmer.filter((fact) => facts.some((later) => isLater(later, fact) && saysMore(later, fact, policy))),
    ...found.filter((fact) => missing.some((later) => isLater(later, fact))),
  ].map(({ id }) => id);
  const putOff = facts.filter((fact) => fact.kind === 'alert-snoozed' && over.includes(fact.occurrence));
  return [...over, ...putOff.map(({ id }) => id)];
}

/** What one act says at once says nothing against itself. */
const isLater = (later: Fact, fact: Fact): boolean => later.recordedAt > fact.recordedAt;

const saysMore = (later: Fact, fact: Fact, policy: PolicyPack): boolean =>
  saidHeight(later, policy) >
  (fact.kind === 'tier-set' ? saidHeight(fact, policy) : heightOf(policy.tiers.atRisk, policy) - 1);

/** How great a risk this very word names; 0 for none. */
function saidHeight(fact: Fact, policy: PolicyPack): number {
  if (fact.kind === 'tier-set') return heightOf(fact.answer.tier, policy);
  return fact.kind === 'triaged' && isAtRisk(fact.triage, policy) ? heightOf(policy.tiers.atRisk, policy) : 0;
}
