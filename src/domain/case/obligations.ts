import type { LocalDate } from '../calendar/date';
import type { Reach, SchoolCalendar } from '../calendar/school-calendar';
import { nextSchoolDay } from '../calendar/school-days';
import { isSettled } from '../checklist/item-state';
import type { PolicyPack } from '../policy/pack';
import type { Found, ItemState, Obligation } from './assessment';
import { FOLLOW_UP } from './follow-up';

interface Standing {
  readonly beganOnRoll: boolean;
  readonly reportComplete: boolean;
  /** The day on which the case was opened. */
  readonly opened: LocalDate;
  /** The name is deleted: what the school still owes are the steps after it. */
  readonly isDeleted: boolean;
  /** The child is on no roll, and not where it was said to be. */
  readonly isNowhere: boolean;
  /** A run of absence is under way, or a child on no roll is looked for. */
  readonly absent: boolean;
  readonly found: Found | null;
  /** What the place where the child was found calls for. */
  readonly afterFound: readonly Obligation[];
  /** The last day on which somebody said how things stand. */
  readonly toldOn: LocalDate;
}

/**
 * Everything that somebody has to do, soonest first, what is settled last. Where nobody has said yet what became of a
 * child who is not where it was said to be, that comes before any paper. `besides`: what is owed beside the list.
 */
export function obligations(
  checklist: readonly ItemState[],
  standing: Standing,
  besides: readonly Obligation[],
  policy: PolicyPack,
  calendar: SchoolCalendar,
  asOf: LocalDate,
): Obligation[] {
  const fromReport = standing.reportComplete ? [] : [completeTheReport(policy, standing, asOf)];
  // While something has to be done or confirmed first, nobody is asked how the case ends.
  const waits = standing.afterFound.some(({ state }) => state !== 'settled');
  const fromOutcome =
    standing.reportComplete && (standing.found || (!standing.absent && !standing.isDeleted)) && !waits
      ? [settleTheOutcome(standing, policy, calendar, asOf)]
      : [];
  const fromChecks = checklist.filter(isAsked).map(fromItem);
  const all = [...fromReport, ...standing.afterFound, ...fromOutcome, ...besides, ...fromChecks].sort(bySoonest);
  const ofTheChild = all.filter(({ id, state }) => standing.isNowhere && id === FOLLOW_UP && state !== 'later');
  return [...new Set([...ofTheChild, ...all])];
}

const isAsked = (state: ItemState): boolean => state.state !== 'not-needed' && state.due !== null;

const fromItem = (state: ItemState): Obligation => ({
  id: state.item.id,
  title: state.item.title,
  owner: state.item.owner,
  due: state.due as Reach,
  state: isSettled(state) ? 'settled' : (state.state as Obligation['state']),
  why: state.item.why,
  citation: state.item.citation,
});

/** An urgent report opens the case before the rest is known; the rest is still owed. */
const completeTheReport = (policy: PolicyPack, { beganOnRoll, opened }: Standing, asOf: LocalDate): Obligation => ({
  id: 'report',
  ...(beganOnRoll ? policy.owed.report : policy.referrals.finish),
  due: { known: true, date: opened },
  state: asOf > opened ? 'overdue' : 'due',
});

/** The pupil was found or is not counted as absent: the case waits for a word on how it ends. */
function settleTheOutcome(
  standing: Standing,
  policy: PolicyPack,
  calendar: SchoolCalendar,
  asOf: LocalDate,
): Obligation {
  const due = nextSchoolDay(calendar, standing.toldOn);
  const { owner, found, notCounted, citation } = policy.owed.outcome;
  return {
    id: 'outcome',
    ...(standing.found ? found : notCounted),
    owner,
    due,
    state: due.known && asOf > due.date ? 'overdue' : 'due',
    citation,
  };
}

const RANK: Readonly<Record<Obligation['state'], number>> = { overdue: 0, due: 1, later: 2, settled: 3 };

function bySoonest(a: Obligation, b: Obligation): number {
  const dueDay = (obligation: Obligation) => (obligation.due.known ? obligation.due.date : '9999');
  return RANK[a.state] - RANK[b.state] || dueDay(a).localeCompare(dueDay(b));
}
