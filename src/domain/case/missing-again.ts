import { londonDate } from '../calendar/london';
import type { Fact } from './fact';
import type { Alertable } from './notices-due';
import { isParting } from './parting';
import { runAsTold } from './run-as-told';

type Missable = Pick<Alertable, 'facts' | 'reading' | 'nowhere' | 'found' | 'calendar' | 'policy'>;

/**
 * Marks that begin to count an absence where none was counted before, a place where the child was not after all, a case
 * that is opened again, and a report of a pupil who was taken to be found; where two of them say so at once, one. Of a
 * child who is nowhere now there is an alert of its own.
 */
export function missingAgain(given: Missable): Fact[] {
  const { facts, reading } = given;
  const atOnceWith = (said: readonly Fact[]) => (fact: Fact) =>
    said.some(({ recordedAt }) => recordedAt === fact.recordedAt);
  const nowhere = given.nowhere.left.map(({ said }) => said);
  const reported = reading.triages.filter((fact) => fact.again && !atOnceWith(nowhere)(fact));
  const saying = facts.filter(
    (fact) =>
      ((fact.kind === 'reopened' && !(given.found && isParting(fact, facts))) ||
        (fact.kind === 'location-withdrawn' && !atOnceWith(reported)(fact))) &&
      !nowhere.includes(fact),
  );
  const said = [...reported, ...reading.reopenings];
  return [...beginningsOfAbsence(given).filter((fact) => !atOnceWith(said)(fact)), ...saying, ...reported];
}

export function beginningsOfAbsence({
  facts,
  reading,
  calendar,
  policy,
}: Pick<Missable, 'facts' | 'reading' | 'calendar' | 'policy'>): Fact[] {
  return reading.marks.filter((fact) => {
    const at = facts.indexOf(fact);
    const day = londonDate(fact.recordedAt);
    const runKnowing = (count: number) => runAsTold(facts.slice(0, count), calendar, policy, day);
    return runKnowing(at + 1) !== null && runKnowing(at) === null;
  });
}
