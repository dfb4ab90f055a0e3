import type { PolicyPack } from '../../policy/pack';
import type { Fact } from '../fact';
import { isParting } from '../parting';

/** After these the case itself says where the child is, or that the search goes on. */
const TOLD_SINCE: readonly Fact['kind'][] = ['seen', 'located', 'location-withdrawn', 'reopened'];

/**
 * Who has said that the child was found while nobody has told on the case where, nor that it is not so. Nobody signs
 * "not found" over it: to ask the same question again, or to say where the child is, is a minute's work. `sought`: the
 * facts of the search that goes on.
 */
export function saidFound(sought: readonly Fact[], policy: PolicyPack): string | null {
  const open = openAnswers(sought, policy).findLast((fact) => saysFound(fact, policy));
  return open ? inWords(open, policy) : null;
}

/** An answer as it is taken over from a case that ends: not the check, which stays with whoever made it. */
type Answer = Extract<Fact, { kind: 'check-recorded' | 'enquiry-answered' | 'answer-open' }>;

/**
 * Answers that say where the child is, or something new, and that nobody has followed up: since then neither was the
 * child seen or found, nor was the same asked again.
 */
export function openAnswers(sought: readonly Fact[], policy: PolicyPack): Answer[] {
  const told = sought.findLastIndex((fact) => TOLD_SINCE.includes(fact.kind) && !isParting(fact, sought));
  const since = sought.slice(told + 1);
  return since.filter(
    (fact, at): fact is Answer =>
      (saysFound(fact, policy) || saysNew(fact, policy)) &&
      !since.slice(at + 1).some((later) => asksTheSame(fact, later)),
  );
}

function saysNew(fact: Fact, { jointEnquiry, enquiries }: PolicyPack): boolean {
  if (fact.kind === 'check-recorded') return jointEnquiry.reopenedBy.includes(fact.check.outcome);
  if (fact.kind === 'answer-open') return true;
  return (
    fact.kind === 'enquiry-answered' && enquiries.outcomes.some(({ id, news }) => id === fact.answer.outcome && news)
  );
}

export function saysFound(fact: Fact, { outcomes, enquiries }: PolicyPack): boolean {
  if (fact.kind === 'answer-open') return fact.found;
  if (fact.kind === 'check-recorded')
    return outcomes.some(({ id, leadsTo }) => id === fact.check.outcome && leadsTo !== null);
  return (
    fact.kind === 'enquiry-answered' && enquiries.outcomes.some(({ id, found }) => id === fact.answer.outcome && found)
  );
}

/** What was asked: the same check or enquiry has the same. */
const askedBy = (fact: Fact): string | null => {
  if (fact.kind === 'check-recorded') return `check ${fact.item}`;
  if (fact.kind === 'enquiry-answered') return `enquiry ${fact.enquiry}`;
  return fact.kind === 'answer-open' ? `${fact.about} ${fact.asks}` : null;
};

const asksTheSame = (fact: Fact, later: Fact): boolean => askedBy(fact) !== null && askedBy(fact) === askedBy(later);

/** `“Council tax”`: the check or the enquiry of an answer, as the policy calls it. */
export function titleOfAnswer(fact: Answer, { checklist, enquiries }: PolicyPack): string {
  const [about, id] = (askedBy(fact) ?? '').split(' ');
  const known = [...(about === 'check' ? checklist : enquiries.list)].find((one) => one.id === id);
  return `“${known?.title ?? 'A check'}”`;
}

const inWords = (fact: Answer, policy: PolicyPack): string =>
  `${titleOfAnswer(fact, policy)}${fact.kind === 'answer-open' ? ' on the case that was joined with this one' : ''} says that it is known where the child is. Say on the case where the child was found or seen, or record that answer anew if it is not so.`;
