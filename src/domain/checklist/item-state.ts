import { laterOf, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { Reach, SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import { workingDaysAfter } from '../calendar/working-days';
import type { ItemState, Run } from '../case/assessment';
import type { Fact } from '../case/fact';
import { dangerSince, mayBeginUnder, pulledForward, type TierStanding } from '../case/tier';
import { isCarried } from '../case/rules';
import type { ChecklistItem, PolicyPack } from '../policy/pack';

/** What is known about the case that decides whether an item applies. */
export interface Applies {
  readonly always: true;
  readonly 'at-risk': boolean;
  readonly 'leave-of-absence': boolean;
  readonly 'reason-unknown': boolean;
  readonly 'information-missing': boolean;
  readonly appeal: boolean;
}

export interface Missing {
  /** The absence that runs now, null while the pupil is not absent. */
  readonly run: Run | null;
  /** Since when the pupil is known to be missing where no school day has been missed yet; null otherwise. */
  readonly missingFrom: LocalDate | null;
}

/**
 * How one item of the checklist stands. For a child in danger the first day's checks are needed at once, before a school
 * day is missed. `facts` are those recorded since it began: what was done in an earlier absence does not count for a new one.
 */
export function itemState(
  item: ChecklistItem,
  policy: Pick<PolicyPack, 'checklist' | 'tiers'>,
  facts: readonly Fact[],
  { run, missingFrom }: Missing,
  applies: Applies,
  tier: TierStanding | null,
  calendar: SchoolCalendar,
  asOf: LocalDate,
): ItemState {
  const own = facts.filter((fact) => isAbout(fact, item.id));
  const due = run && dueOf(item, policy, facts, run, tier, calendar);
  const settled = settledBy(item, own.at(-1), facts);
  if (settled) return { item, state: settled, due, facts: own };
  if (!run && missingFrom && item.dueDay === 1 && applies['at-risk'] && applies[item.when]) {
    const since = notBefore({ known: true, date: missingFrom }, dangerSince(tier, policy.tiers.atRisk));
    return { item, state: since.known && asOf > since.date ? 'overdue' : 'due', due: since, facts: own };
  }
  if (!run || !applies[item.when]) return { item, state: 'not-needed', due, facts: own };
  if (item.dueAfter && !due) return { item, state: 'later', due, facts: own };
  return { item, state: urgency(item, run, due, tier, asOf), due, facts: own };
}

/** By a school day of the absence, or so many working days after the item that comes before it was settled. */
function dueOf(
  item: ChecklistItem,
  { checklist, tiers }: Pick<PolicyPack, 'checklist' | 'tiers'>,
  facts: readonly Fact[],
  run: Run,
  tier: TierStanding | null,
  calendar: SchoolCalendar,
): Reach | null {
  if (item.dueDay !== null) {
    const due = pulledForward(nthSchoolDay(calendar, run.since, item.dueDay), item, tier, run, calendar);
    return item.when === 'at-risk' ? notBefore(due, dangerSince(tier, tiers.atRisk)) : due;
  }
  const before = checklist.find(({ id }) => id === item.dueAfter?.item);
  const settledOn = before ? whenSettled(before, facts) : null;
  if (!item.dueAfter || !settledOn) return null;
  return { known: true, date: workingDaysAfter(settledOn, item.dueAfter.workingDays, calendar.bankHolidays) };
}

/** What only a child in danger needs could not be done before somebody said so. */
const notBefore = (due: Reach, day: LocalDate | null): Reach =>
  day && due.known ? { known: true, date: laterOf(due.date, day) } : due;

function whenSettled(item: ChecklistItem, facts: readonly Fact[]): LocalDate | null {
  const last = facts.findLast((fact) => isAbout(fact, item.id));
  if (settledBy(item, last, facts) === null) return null;
  if (last?.kind === 'check-recorded') return last.check.on;
  const told = last ?? facts.find((fact) => item.settledBy.some((kind) => kind === fact.kind));
  return told ? londonDate(told.recordedAt) : null;
}

const isAbout = (fact: Fact, item: string): boolean =>
  (fact.kind === 'check-recorded' || fact.kind === 'check-skipped') && fact.item === item;

/** A try that did not settle the item (nobody answered) is kept, and the item stays due. */
function settledBy(item: ChecklistItem, last: Fact | undefined, facts: readonly Fact[]): 'done' | 'skipped' | null {
  if (last?.kind === 'check-skipped') return 'skipped';
  if (last?.kind === 'check-recorded' && item.settles.includes(last.check.outcome)) return 'done';
  if (isCarried(item.id, last, facts)) return 'done';
  return !last && facts.some((fact) => item.settledBy.some((kind) => kind === fact.kind)) ? 'done' : null;
}

function urgency(
  item: ChecklistItem,
  run: Run,
  due: Reach | null,
  tier: TierStanding | null,
  asOf: LocalDate,
): 'overdue' | 'due' | 'later' {
  if (due?.known && asOf > due.date) return 'overdue';
  return run.days >= item.fromDay || mayBeginUnder(tier, item, run) ? 'due' : 'later';
}

export const isSettled = (state: ItemState): boolean =>
  state.state === 'done' || state.state === 'skipped' || state.state === 'not-needed';
