import type { FoundAtCondition, ToldAnswerCondition } from '../../policy/removal-policy';
import type { Finding, Known } from './conditions';

/** Where nobody has found the child, nobody can say that it lives there: an answer at the decision is not enough. */
export function isFoundAt({ places }: FoundAtCondition, known: Known): Finding {
  const { policy, located } = known;
  const at = located?.located.where;
  const titles = policy.found.places.filter(({ id }) => places.includes(id)).map(({ title }) => `“${title}”`);
  const here = policy.found.places.find(({ id }) => id === at);
  return at && places.includes(at)
    ? { state: 'met', says: `Found: ${here?.title ?? ''}.` }
    : { state: 'missing', says: `Say on the case that the child has been found: ${titles.join(' or ')}.` };
}

/** What was told with the place, in the answer that the law needs. */
export function isToldAnswer({ place, field, needs }: ToldAnswerCondition, known: Known): Finding {
  const asks = known.policy.found.places.find(({ id }) => id === place);
  const asked = asks?.asks.find(({ id }) => id === field);
  const labelOf = (answer: string) => asked?.choices.find(({ id }) => id === answer)?.label ?? answer;
  const located = known.located?.located;
  const answer = located?.where === place ? located.details[field] : undefined;
  if (answer === needs) return { state: 'met', says: `On record: ${labelOf(answer)}.` };
  const wanted = `“${asks?.title ?? ''}”, with “${asked?.label ?? ''}” answered “${labelOf(needs)}”`;
  return {
    state: 'missing',
    says: `${answer ? `On record is “${labelOf(answer)}”. When that has changed, say` : 'Say'} on the case that the child has been found: ${wanted}.`,
  };
}
