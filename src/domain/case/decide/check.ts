import type { LocalDate } from '../../calendar/date';
import { waitsFor } from '../../checklist/order';
import type { ChecklistItem, PolicyPack } from '../../policy/pack';
import type { Assessment } from '../assessment';
import { policyFor } from '../../policy/policy-for';
import type { CheckRecord, Fact } from '../fact';
import { readFacts } from '../reading';
import { CASE_CLOSED, record, refuse, type Decision } from './decision';

/** `seen`: the last fact on the item that the person saw. Newer ones are shown before anything is written over them. */
export function decideCheck(
  facts: readonly Fact[],
  itemId: string,
  check: CheckRecord,
  seen: string | null,
  policy: PolicyPack,
  today: LocalDate,
  standing: Pick<Assessment, 'checklist' | 'inDanger'>,
): Decision {
  return onItem(facts, itemId, seen, policy, (item) => {
    const first = waitsFor(item, standing).map((state) => `“${state.item.title}”`);
    if (first.length > 0)
      return refuse(`One thing comes first: ${first.join(' and ')}. Record that, then come back to this.`);
    if (!item.outcomes.includes(check.outcome)) return refuse('Choose one of the outcomes listed for this check.');
    if (check.on > today) return refuse('The date of the check is in the future. Give the day on which it was made.');
    const missing = missingEvidence(item, check);
    if (missing) return refuse(`Please fill in “${missing}”, or choose an outcome that leaves the check open.`);
    return record({ kind: 'check-recorded', item: item.id, check });
  });
}

export function decideSkip(
  facts: readonly Fact[],
  itemId: string,
  reason: string,
  seen: string | null,
  policy: PolicyPack,
): Decision {
  return onItem(facts, itemId, seen, policy, (item) => {
    if (!item.skippable) return refuse('This check cannot be skipped. It can be left open and done later.');
    if (reason.trim() === '') return refuse('Say why this check is skipped. The reason stays on the record.');
    return record({ kind: 'check-skipped', item: item.id, reason: reason.trim() });
  });
}

function onItem(
  facts: readonly Fact[],
  itemId: string,
  seen: string | null,
  policy: PolicyPack,
  decide: (item: ChecklistItem) => Decision,
): Decision {
  const { closed, way } = readFacts(facts);
  if (closed) return refuse(CASE_CLOSED);
  const item = policyFor(policy, way).checklist.find(({ id }) => id === itemId);
  if (!item) return refuse('That check is not on the checklist of this case.');
  if (item.settledBy.includes('joint-conclusion'))
    return refuse('Nobody can record this for both sides: the school and the authority each sign for themselves.');
  const news = newerThan(seen, factsOn(facts, itemId));
  return news.length > 0 ? { kind: 'changed', facts: news } : decide(item);
}

const factsOn = (facts: readonly Fact[], item: string): Fact[] =>
  facts.filter((fact) => (fact.kind === 'check-recorded' || fact.kind === 'check-skipped') && fact.item === item);

const newerThan = (seen: string | null, facts: readonly Fact[]): readonly Fact[] =>
  facts.slice(facts.findIndex((fact) => fact.id === seen) + 1);

/** Evidence is asked for where the outcome settles the check, not for a try that led nowhere. */
function missingEvidence(item: ChecklistItem, check: CheckRecord): string | null {
  if (!item.settles.includes(check.outcome)) return null;
  return item.evidence.find((field) => field.required && !check.evidence[field.id]?.trim())?.label ?? null;
}
