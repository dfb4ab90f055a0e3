import type { Fact } from './fact';

/**
 * Whether the case was opened again because it is of another child than the one in which it had ended. That says nothing
 * of where its child is: all that was known before it ended stands.
 */
export function isParting(fact: Fact, facts: readonly Fact[]): boolean {
  if (fact.kind !== 'reopened') return false;
  const ended = facts.slice(0, facts.indexOf(fact)).findLast(({ kind }) => kind === 'closed');
  return ended?.kind === 'closed' && ended.duplicateOf !== undefined;
}
