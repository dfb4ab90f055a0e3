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
  /** What is owed under both, by another day or by somebody else. The title is that of the new rules. */
  readonly moved: readonly Moved[];
}

export interface Moved {
  readonly title: string;
  readonly before: Owed;
  readonly after: Owed;
}

type Owed = Pick<Obligation, 'due' | 'owner'>;

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
  const both = owedUnderBoth(owedBefore, owedAfter);
  const known = new Set(to.checklist.map(({ id }) => id));
  return {
    stays: to.checklist.filter(({ id }) => carried.includes(id)).map(({ title }) => title),
    history: before.checklist
      .filter((state) => state.facts.length > 0 && !known.has(state.item.id))
      .map(({ item }) => item.title),
    added: owedAfter.filter((one) => !both.some(([, then]) => then === one)),
    dropped: owedBefore.filter((one) => !both.some(([now]) => now === one)).map(({ title }) => title),
    moved: both.filter(isChanged).map(([now, then]) => ({ title: then.title, before: now, after: then })),
  };
}

type Pair = readonly [now: Obligation, then: Obligation];

/** What has the same id under both packs, and of the rest what has the same title: to people that is the same thing. */
function owedUnderBoth(now: readonly Obligation[], then: readonly Obligation[]): Pair[] {
  const byId = pairs(now, then, (one, other) => one.id === other.id);
  const rest = (side: readonly Obligation[]) => side.filter((one) => !byId.some((pair) => pair.includes(one)));
  return [...byId, ...pairs(rest(now), rest(then), (one, other) => one.title === other.title)];
}

/** Each of them in one pair at most. */
const pairs = (
  now: readonly Obligation[],
  then: readonly Obligation[],
  isSame: (one: Obligation, other: Obligation) => boolean,
): Pair[] =>
  then.reduce<Pair[]>((found, other) => {
    const one = now.find((each) => isSame(each, other) && !found.some(([taken]) => taken === each));
    return one ? [...found, [one, other]] : found;
  }, []);

const isChanged = ([now, then]: Pair): boolean => dayOf(now.due) !== dayOf(then.due) || now.owner !== then.owner;

const isOpen = ({ state }: Obligation): boolean => state !== 'settled';
/** The day, or that there is none; to be compared. */
export const dayOf = (due: Reach): string => (due.known ? due.date : '');

/** The fact that would be recorded: it comes after all that is known. */
const asIf = (move: PolicyMove, facts: readonly Fact[]): Fact => ({
  kind: 'policy-moved',
  move,
  id: 'as-if',
  recordedAt: facts.at(-1)!.recordedAt,
  recordedBy: '',
});
