import type { LocalDate } from '../calendar/date';
import type { Reach, SchoolCalendar } from '../calendar/school-calendar';
import type { PolicyPack } from '../policy/pack';
import { assess } from './assess';
import type { Obligation } from './assessment';
import type { Fact } from './fact';
import type { PolicyMove } from './facts/policy-facts';

/** What a change of rules comes to, before anybody decides on it. Titles in the words of the packs. */
export interface MoveEffect {
  /** Checks that are done and stay so. */
  readonly stays: readonly string[];
  /** Checks with something recorded that the new rules do not know: they stay in the history. */
  readonly history: readonly string[];
  /** What is owed under the new rules and was not under the old ones. */
  readonly added: readonly Obligation[];
  /** What was owed under the old rules and is not under the new ones. */
  readonly dropped: readonly string[];
  /** What is owed under both, by another day. */
  readonly moved: readonly { readonly title: string; readonly before: Reach; readonly after: Reach }[];
}

/** Checks that are done under the one pack and stand in the other: they stay done, whatever its outcomes are called. */
export function carriedOver(
  facts: readonly Fact[],
  calendar: SchoolCalendar,
  from: PolicyPack,
  to: PolicyPack,
  today: LocalDate,
): string[] {
  const known = new Set(to.checklist.map(({ id }) => id));
  return assess(facts, calendar, from, today)
    .checklist.filter(({ state, item }) => state === 'done' && known.has(item.id))
    .map(({ item }) => item.id);
}

export function effectOfMoving(
  facts: readonly Fact[],
  calendar: SchoolCalendar,
  from: PolicyPack,
  to: PolicyPack,
  today: LocalDate,
): MoveEffect {
  const carried = carriedOver(facts, calendar, from, to, today);
  const before = assess(facts, calendar, from, today);
  const after = assess([...facts, asIf({ from: from.id, to: to.id, reason: '', carried }, facts)], calendar, to, today);
  const owedBefore = before.obligations.filter(isOpen);
  const owedAfter = after.obligations.filter(isOpen);
  const known = new Set(to.checklist.map(({ id }) => id));
  return {
    stays: to.checklist.filter(({ id }) => carried.includes(id)).map(({ title }) => title),
    history: before.checklist
      .filter((state) => state.facts.length > 0 && !known.has(state.item.id))
      .map(({ item }) => item.title),
    added: owedAfter.filter(({ id }) => !owedBefore.some((one) => one.id === id)),
    dropped: owedBefore.filter(({ id }) => !owedAfter.some((one) => one.id === id)).map(({ title }) => title),
    moved: owedAfter.flatMap(({ id, title, due }) => {
      const one = owedBefore.find((other) => other.id === id);
      return one && dayOf(one.due) !== dayOf(due) ? [{ title, before: one.due, after: due }] : [];
    }),
  };
}

const isOpen = ({ state }: Obligation): boolean => state !== 'settled';
const dayOf = (due: Reach): string => (due.known ? due.date : '');

/** The fact that would be recorded: it comes after all that is known. */
const asIf = (move: PolicyMove, facts: readonly Fact[]): Fact => ({
  kind: 'policy-moved',
  move,
  id: 'as-if',
  recordedAt: facts.at(-1)!.recordedAt,
  recordedBy: '',
});
