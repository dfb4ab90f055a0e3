import { countsInOrder } from '../panel/counts-in-order';
import { stagesInOrder } from '../panel/stage';
import type { PolicyPack } from '../policy/pack';
import type { CaseInPeriod } from './in-period';

/**
 * What a director is told of a period: how many cases came, went and stand, and how long it took to find a child. What
 * was opened, what stood open before and what was opened again comes to what was closed and what stands open at the end.
 */
export interface Summary {
  readonly openAtStart: number;
  readonly opened: number;
  /** Closed when the period began, and opened again in it. */
  readonly openedAgain: number;
  /** Of those that were opened, of children who had a case before. */
  readonly repeats: number;
  readonly closed: number;
  readonly openAtEnd: number;
  /** In the order of the policy, then what only other rules know; ways in which none was closed are left out. */
  readonly closedBy: readonly Tally[];
  readonly located: TimeToLocate;
  /** In the order of the stages; stages without a case are left out. */
  readonly byStage: readonly Tally[];
  /** What is overdue at the end, by the school that owes it, the most first; null: the authority itself. */
  readonly overdue: readonly { readonly school: string | null; readonly count: number }[];
  /** Schools of which no case was opened in the twelve months up to the end, in the order given. */
  readonly neverReferred: readonly string[];
}

export interface Tally {
  readonly label: string;
  readonly count: number;
}

/** In calendar days, from the first day out of school. */
export interface TimeToLocate {
  /** Children who were found in the period and are known at its end to be somewhere. */
  readonly children: number;
  /** Null where of none it is known since when the child was out. Of an even number, the mean of the middle two. */
  readonly days: { readonly median: number; readonly least: number; readonly most: number } | null;
  /** Of them, those of whom it is not known since when. */
  readonly unknown: number;
}

export interface SummaryOf {
  readonly cases: readonly CaseInPeriod[];
  /** Ids of new cases that are repeat episodes. */
  readonly repeats: ReadonlySet<string>;
  /** The schools of the authority. */
  readonly schools: readonly string[];
  /** Those of them of which a case was opened in the twelve months up to the end. */
  readonly referred: ReadonlySet<string>;
  /** The rules in force at the end. */
  readonly policy: PolicyPack;
}

export function summaryOf({ cases, repeats, schools, referred, policy }: SummaryOf): Summary {
  const closed = cases.flatMap((one) => one.closed ?? []);
  const stands = cases.flatMap((one) => one.stands ?? []);
  return {
    openAtStart: countOf(cases, ({ atStart }) => atStart),
    opened: countOf(cases, ({ isNew }) => isNew),
    openedAgain: countOf(cases, ({ isAgain }) => isAgain),
    repeats: countOf(cases, ({ isNew, id }) => isNew && repeats.has(id)),
    closed: closed.length,
    openAtEnd: stands.length,
    closedBy: tally(
      closed.map(({ title }) => title),
      policy.closing.reasons.map(({ title }) => title),
    ),
    located: timeToLocate(cases),
    byStage: tally(
      stands.map(({ stage }) => stage),
      stagesInOrder(policy),
    ),
    overdue: overdueIn(cases),
    neverReferred: schools.filter((urn) => !referred.has(urn)),
  };
}

const countOf = (cases: readonly CaseInPeriod[], isOne: (one: CaseInPeriod) => boolean): number =>
  cases.filter(isOne).length;

const tally = (labels: readonly string[], order: readonly string[]): Tally[] =>
  countsInOrder(labels, order).map(([label, count]) => ({ label, count }));

function timeToLocate(cases: readonly CaseInPeriod[]): TimeToLocate {
  const located = cases.flatMap((one) => one.located ?? []);
  const days = located.flatMap((one) => one.days ?? []).toSorted((a, b) => a - b);
  return {
    children: located.length,
    days: days.length === 0 ? null : { median: medianOf(days), least: days[0]!, most: days.at(-1)! },
    unknown: located.length - days.length,
  };
}

/** Of numbers in their order. */
function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function overdueIn(cases: readonly CaseInPeriod[]): Summary['overdue'] {
  const counts = new Map<string | null, number>();
  const add = (school: string | null, count: number) => counts.set(school, (counts.get(school) ?? 0) + count);
  for (const { school, stands } of cases) {
    add(school, stands?.overdueOfSchool ?? 0);
    add(null, stands?.overdueOfAuthority ?? 0);
  }
  return [...counts]
    .map(([school, count]) => ({ school, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.school ?? '').localeCompare(b.school ?? ''));
}
