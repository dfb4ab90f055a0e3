import type { LocalDate } from '../../calendar/date';
import type { PolicyPack } from '../../policy/pack';
import type { RemovalStep } from '../../policy/removal-policy';
import { ctfDestination } from '../ctf-destination';
import { CONCLUSIONS, type Conclusion } from '../facts/removal';
import type { Fact } from '../fact';
import { deletionEndedBy } from '../name';
import type { FactOf } from '../reading';
import { londonDate } from '../../calendar/london';

/** What was decided about the name and what has been done since, each as the fact that says so. */
export interface Carried {
  readonly decided: FactOf<'removal-decided'> | null;
  readonly returned: FactOf<'deletion-return-sent'> | null;
  readonly deleted: FactOf<'name-deleted'> | null;
  readonly steps: readonly FactOf<'removal-step-done'>[];
  /** What both had concluded when the name was deleted. */
  readonly concluded: Conclusion | null;
}

/** A decision stands until it is withdrawn or the name is entered anew; what was done belongs to the decision before it. */
export function carriedOut(facts: readonly Fact[]): Carried {
  const at = facts.findLastIndex(
    (fact) =>
      fact.kind === 'removal-decided' || fact.kind === 'removal-withdrawn' || deletionEndedBy(fact, facts) !== null,
  );
  const decided = facts[at];
  if (decided?.kind !== 'removal-decided')
    return { decided: null, returned: null, deleted: null, steps: [], concluded: null };
  const since = facts.slice(at + 1);
  const last = <K extends Fact['kind']>(kind: K) =>
    since.findLast((fact): fact is FactOf<K> => fact.kind === kind) ?? null;
  return {
    decided,
    returned: last('deletion-return-sent'),
    deleted: last('name-deleted'),
    steps: since.filter((fact) => fact.kind === 'removal-step-done'),
    concluded: lastConclusion(facts.slice(0, at)),
  };
}

/** Before a decision on ground H or I both have signed the same, so the last signature says it. */
function lastConclusion(before: readonly Fact[]): Conclusion | null {
  const signed = before.findLast((fact) => fact.kind === 'conclusion-signed');
  return CONCLUSIONS.find((conclusion) => conclusion === signed?.signature.conclusion) ?? null;
}

/** Letter of the ground on which it had been decided by the time of this fact; null where nothing was. */
export function groundAt(fact: Fact, facts: readonly Fact[]): string | null {
  const upTo = facts.slice(0, facts.indexOf(fact) + 1);
  return upTo.findLast((one) => one.kind === 'removal-decided')?.decision.ground ?? null;
}

/** The ground that was decided on counts days of absence, so that the absence has to go on up to the deletion. */
export const restsOnAbsence = ({ decided }: Pick<Carried, 'decided'>, { grounds }: Pick<PolicyPack, 'grounds'>) =>
  grounds.some(
    ({ letter, conditions }) =>
      letter === decided?.decision.ground &&
      conditions.some(({ by }) => by === 'twenty-school-days' || by === 'ten-school-days-after-leave'),
  );

/**
 * Not found by school and authority together, on a ground that says so, and by nobody since: every authority in the
 * country searches for a lost pupil, so a child who turns up after the deletion is lost no more.
 */
const isLost = (lost: boolean, concluded: Conclusion | null, facts: readonly Fact[]): boolean =>
  lost && concluded === 'not-found' && ctfDestination(facts)?.why === 'lost';

/** The steps that follow this deletion, in the order of the policy. */
export function stepsAfter(facts: readonly Fact[], { afterRemoval, grounds }: PolicyPack): RemovalStep[] {
  const { decided, concluded } = carriedOut(facts);
  const letter = decided?.decision.ground ?? '';
  const ground = grounds.find((one) => one.letter === letter);
  const lost = isLost(ground?.lost === true, concluded, facts);
  return afterRemoval.filter(
    ({ when, notFor }) => !notFor.includes(letter) && (when === 'always' || (when === 'lost') === lost),
  );
}

/** The ground on which a name is to be or has been deleted, for papers; null while nothing is decided. */
export interface RemovalInBrief {
  readonly letter: string;
  readonly title: string;
  readonly citation: string;
  readonly decidedOn: LocalDate;
  readonly offRollOn: LocalDate;
  readonly deletedOn: LocalDate | null;
  /** The lost-pupil destination holds: not found, and at no school that anybody knows of. */
  readonly lost: boolean;
}

export function removalOf(facts: readonly Fact[], { grounds }: Pick<PolicyPack, 'grounds'>): RemovalInBrief | null {
  const { decided, deleted, concluded } = carriedOut(facts);
  const ground = grounds.find(({ letter }) => letter === decided?.decision.ground);
  if (!decided || !ground) return null;
  return {
    letter: ground.letter,
    title: ground.title,
    citation: ground.citation,
    decidedOn: londonDate(decided.recordedAt),
    offRollOn: decided.decision.offRollOn,
    deletedOn: deleted?.on ?? null,
    lost: isLost(ground.lost, concluded, facts),
  };
}
