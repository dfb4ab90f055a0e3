import type { Figure } from '../census/published';
import { countsInOrder } from '../panel/counts-in-order';
import { stagesInOrder } from '../panel/stage';
import type { PolicyPack } from '../policy/pack';
import { byChild } from '../register/one-per-child';
import type { CaseInPeriod } from './in-period';

/**
 * What a director is told of a period: how many cases came, went and stand, and how long it took to find a child. What
 * was opened, what stood open before and what was opened again comes to what was closed and what stands open at the end.
 */
export interface Summary {
  readonly openAtStart: Figure;
  readonly opened: Figure;
  /** Closed when the period began, and opened again in it. */
  readonly openedAgain: Figure;
  /** Of those that were opened, of children who had a case before. */
  readonly repeats: Figure;
  readonly closed: Figure;
  readonly openAtEnd: Figure;
  /** In the order of the policy, then what only other rules know; ways in which none was closed are left out. */
  readonly closedBy: readonly Tally[];
  readonly located: TimeToLocate;
  /** In the order of the stages; stages without a case are left out. */
  readonly byStage: readonly Tally[];
  /** What is overdue at the end, by the school that owes it, the most first; null: the authority itself. */
  readonly overdue: readonly Overdue[];
  /**
   * Schools of which no case was opened in the twelve months up to the end, in the order given. Null while there are no
   * twelve months on record: that is told of no school that could not have reported anybody.
   */
  readonly neverReferred: readonly string[] | null;
}

export interface Tally extends Figure {
  readonly label: string;
}

/** `count`: what is to be done and late. */
export interface Overdue extends Figure {
  readonly school: string | null;
}

/** In calendar days, from the first day out of school. */
export interface TimeToLocate {
  /** Cases of children who were found in the period and are known at its end to be somewhere. */
  readonly found: Figure;
  /** Null where of none it is known since when the child was out. Of an even number, the mean of the middle two. */
  readonly days: DaysToLocate | null;
  /** Of them, those of whom it is not known since when. */
  readonly unknown: number;
}

export interface DaysToLocate {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** How many children these days are of. */
  readonly children: number;
}

export interface SummaryOf {
  readonly cases: readonly CaseInPeriod[];
  /** Ids of new cases that are repeat episodes. */
  readonly repeats: ReadonlySet<string>;
  /** The schools of the authority. */
  readonly schools: readonly string[];
  /** Those of them of which a case was opened in the twelve months up to the end. Null: there are none on record. */
  readonly referred: ReadonlySet<string> | null;
  /** The rules in force at the end. */
  readonly policy: PolicyPack;
}

export function summaryOf({ cases, repeats, schools, referred, policy }: SummaryOf): Summary {
  const figureOf = figuresBy(cases);
  const countOf = (isOne: (one: CaseInPeriod) => boolean): Figure => figureOf(cases.filter(isOne));
  const tally = (labelOf: (one: CaseInPeriod) => string | null, order: readonly string[]): Tally[] => {
    const labels = cases.flatMap((one) => labelOf(one) ?? []);
    return countsInOrder(labels, order).map(([label]) => ({ label, ...countOf((one) => labelOf(one) === label) }));
  };
  return {
    openAtStart: countOf(({ atStart }) => atStart),
    opened: countOf(({ isNew }) => isNew),
    openedAgain: countOf(({ isAgain }) => isAgain),
    repeats: countOf(({ isNew, id }) => isNew && repeats.has(id)),
    closed: countOf(({ closed }) => closed !== null),
    openAtEnd: countOf(({ stands }) => stands !== null),
    closedBy: tally(
      ({ closed }) => closed?.title ?? null,
      policy.closing.reasons.map(({ title }) => title),
    ),
    located: timeToLocate(cases, figureOf),
    byStage: tally(({ stands }) => stands?.stage ?? null, stagesInOrder(policy)),
    overdue: overdueIn(cases, figureOf),
    neverReferred: referred && schools.filter((urn) => !referred.has(urn)),
  };
}

type FigureOf = (some: readonly CaseInPeriod[]) => Figure;

/** A child may have two cases, and is behind a figure once. */
function figuresBy(cases: readonly CaseInPeriod[]): FigureOf {
  const childOf = new Map(byChild(cases).flatMap((ofChild, child) => ofChild.map(({ id }) => [id, child])));
  return (some) => ({ count: some.length, children: new Set(some.map(({ id }) => childOf.get(id))).size });
}

function timeToLocate(cases: readonly CaseInPeriod[], figureOf: FigureOf): TimeToLocate {
  const found = cases.filter(({ located }) => located !== null);
  const dated = found.filter(({ located }) => located?.days !== null);
  const days = dated.flatMap(({ located }) => located?.days ?? []).toSorted((a, b) => a - b);
  const { children } = figureOf(dated);
  return {
    found: figureOf(found),
    days: days.length === 0 ? null : { median: medianOf(days), least: days[0]!, most: days.at(-1)!, children },
    unknown: found.length - dated.length,
  };
}

/** Of numbers in their order. */
function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function overdueIn(cases: readonly CaseInPeriod[], figureOf: FigureOf): Overdue[] {
  const ofSchool = (one: CaseInPeriod) => one.stands?.overdueOfSchool ?? 0;
  // Of a child on no school's roll everything is the authority's.
  const ofAuthority = (one: CaseInPeriod) =>
    (one.stands?.overdueOfAuthority ?? 0) + (one.school === null ? ofSchool(one) : 0);
  const owed = (school: string | null, some: readonly CaseInPeriod[], late: (one: CaseInPeriod) => number): Overdue => {
    const behind = some.filter((one) => late(one) > 0);
    return { school, count: behind.reduce((sum, one) => sum + late(one), 0), children: figureOf(behind).children };
  };
  const bySchool = [...Map.groupBy(cases, ({ school }) => school)].filter(([school]) => school !== null);
  return [...bySchool.map(([school, some]) => owed(school, some, ofSchool)), owed(null, cases, ofAuthority)]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.school ?? '').localeCompare(b.school ?? ''));
}
