import type { PolicyPack } from '../../policy/pack';
import type { Fact } from '../fact';

/** After these the case itself says where the child is, or that the search goes on. */
const TOLD_SINCE: readonly Fact['kind'][] = ['seen', 'located', 'location-withdrawn', 'reopened'];

/**
 * Who has said that the child was found while nobody has told on the case where, nor that it is not so. Nobody signs
 * "not found" over it: to ask the same question again, or to say where the child is, is a minute's work. `sought`: the
 * facts of the search that goes on.
 */
export function saidFound(sought: readonly Fact[], policy: PolicyPack): string | null {
  const told = sought.findLastIndex(({ kind }) => TOLD_SINCE.includes(kind));
  const since = sought.slice(told + 1);
  const open = since.findLast(
    (fact, at) => saysFound(fact, policy) && !since.slice(at + 1).some((later) => asksTheSame(fact, later)),
  );
  return open ? inWords(open, policy) : null;
}

export function saysFound(fact: Fact, { outcomes, enquiries }: PolicyPack): boolean {
  if (fact.kind === 'check-recorded')
    return outcomes.some(({ id, leadsTo }) => id === fact.check.outcome && leadsTo !== null);
  return (
    fact.kind === 'enquiry-answered' && enquiries.outcomes.some(({ id, found }) => id === fact.answer.outcome && found)
  );
}

function asksTheSame(fact: Fact, later: Fact): boolean {
  if (fact.kind === 'check-recorded') return later.kind === 'check-recorded' && later.item === fact.item;
  return fact.kind === 'enquiry-answered' && later.kind === 'enquiry-answered' && later.enquiry === fact.enquiry;
}

function inWords(fact: Fact, { checklist, enquiries }: PolicyPack): string {
  const title =
    fact.kind === 'check-recorded'
      ? checklist.find(({ id }) => id === fact.item)?.title
      : fact.kind === 'enquiry-answered' && enquiries.list.find(({ id }) => id === fact.enquiry)?.title;
  return `“${title || 'A check'}” says that it is known where the child is. Say on the case where the child was found or seen, or record that answer anew if it is not so.`;
}
