import type { Fact } from '../../domain/case/fact';
import { inWords } from '../../domain/calendar/date';
import type { ChecklistItem, PolicyPack } from '../../domain/policy/pack';
import { section, type Section } from './section';
import { outcomeInWords } from '../../casework/told/policy-words';
import { signed, type Names } from './timeline';
import { inPlainWords } from './whereabouts';
import { short } from './words';
import { capital } from '../../letters';

const MOST = 4;

/** What has been recorded on one item so far, newest first, in full but for very long texts. */
export const recordedFacts = (
  facts: readonly Fact[],
  names: Names,
  policy: PolicyPack,
  item: ChecklistItem,
): Section[] =>
  facts
    .slice(-MOST)
    .toReversed()
    .map((fact) => section(`Recorded ${signed(fact, names)}`, factsOf(fact, policy, item)));

function factsOf(fact: Fact, policy: PolicyPack, item: ChecklistItem): Record<string, string> {
  if (fact.kind === 'check-skipped') return { Skipped: short(fact.reason, 300) };
  if (fact.kind !== 'check-recorded') return {};
  const { outcome, on, at, method, spokeTo, note, nextAction, evidence } = fact.check;
  return {
    Outcome: capital(outcomeInWords(outcome, policy)),
    When: at ? `${inWords(on)}, ${at}` : inWords(on),
    How: short(method, 60),
    'Spoke to': short(spokeTo, 100),
    ...Object.fromEntries(item.evidence.map((field) => [field.label, inPlainWords(evidence[field.id], field)])),
    Note: short(note, 300),
    Next: short(nextAction, 150),
  };
}
