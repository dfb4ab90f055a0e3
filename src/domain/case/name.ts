import { addDays, isWithin, type LocalDate } from '../calendar/date';
import type { Fact } from './fact';
import type { FactOf } from './reading';
import { beginsOnRoll, type Way } from './way';

/** Days on which a name that stood in the register did not stand there, both included. */
export interface OffRegister {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

type Said = FactOf<'name-deleted'> | FactOf<'name-entered'>;

const saysOfTheName = (fact: Fact): fact is Said => fact.kind === 'name-deleted' || fact.kind === 'name-entered';

/** The deletion that this entry ends; null where the name stood in the register already, or was never deleted. */
export function deletionEndedBy(fact: Fact, facts: readonly Fact[]): FactOf<'name-deleted'> | null {
  if (fact.kind !== 'name-entered') return null;
  const before = facts.slice(0, facts.indexOf(fact)).findLast(endsOrBegins(facts));
  return before?.kind === 'name-deleted' && fact.on >= before.on ? before : null;
}

/** An entry that is told late, of a day before the deletion, says nothing of what came after. */
const endsOrBegins =
  (facts: readonly Fact[]) =>
  (fact: Fact): fact is Said =>
    fact.kind === 'name-deleted' || (fact.kind === 'name-entered' && deletionEndedBy(fact, facts) !== null);

/** The deletion that stands: the name was entered in the register no more since then. */
export function standingDeletion(facts: readonly Fact[]): FactOf<'name-deleted'> | null {
  const last = facts.filter(saysOfTheName).findLast(endsOrBegins(facts));
  return last?.kind === 'name-deleted' ? last : null;
}

/** The child's name stands in this school's register now. */
export const standsOnRoll = (way: Way, facts: readonly Fact[]): boolean =>
  beginsOnRoll(way) && standingDeletion(facts) === null;

/** Between a deletion and the day on which the name was entered again no register speaks of the child. */
export const daysOffRegister = (facts: readonly Fact[]): OffRegister[] =>
  facts.flatMap((fact) => {
    const ended = deletionEndedBy(fact, facts);
    if (!ended || fact.kind !== 'name-entered' || fact.on <= ended.on) return [];
    return [{ from: ended.on, to: addDays(fact.on, -1) }];
  });

export const isOffRegister = (day: LocalDate, spans: readonly OffRegister[]): boolean =>
  spans.some((span) => isWithin(day, span));
