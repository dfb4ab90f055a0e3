import type { LocalDate } from '../calendar/date';
import type { Fact } from './fact';
import { ofThisChild } from './moved';
import type { KnownProcedure, LinkedProcedure } from './facts/ways';

/** A procedure that ran beside the case, with all that has been said of it. Empty and null: nobody has said it yet. */
export interface Beside extends KnownProcedure {
  /** Of the fact by which it was linked first. */
  readonly id: string;
  readonly since: LocalDate | null;
  readonly heldBy: string;
  /** The day on which it ended; null while it runs. */
  readonly ended: LocalDate | null;
}

/**
 * The procedures that ran or run beside the case, in the order in which they were told, without those that were linked by
 * mistake. Each is known by its reference; what is said without one is about the running one of that kind that was told
 * last. Not those of another child, whose case was parted from this one.
 */
export const proceduresTold = (facts: readonly Fact[]): readonly Beside[] => ofThisChild(facts).reduce(withFact, NONE);

const NONE: readonly Beside[] = [];

/** Those that run now. */
export const proceduresBeside = (facts: readonly Fact[]): readonly Beside[] => proceduresTold(facts).filter(isRunning);

/** The running procedure of which this speaks; null where there is none. */
export const besideNamed = (facts: readonly Fact[], said: KnownProcedure): Beside | null =>
  proceduresBeside(facts).findLast((one) => isSame(one, said)) ?? null;

/** Whether this says nothing that is not known already. */
export function isKnownBeside(facts: readonly Fact[], said: LinkedProcedure): boolean {
  const known = proceduresTold(facts);
  return JSON.stringify(withWord(known, said)) === JSON.stringify(known);
}

function withFact(known: readonly Beside[], fact: Fact): readonly Beside[] {
  if (fact.kind === 'procedure-linked') return withWord(known, fact, fact.id);
  if (fact.kind !== 'procedure-ended' && fact.kind !== 'procedure-unlinked') return known;
  const at = known.findLastIndex((one) => isRunning(one) && isSame(one, fact));
  const one = known[at];
  if (!one) return known;
  return fact.kind === 'procedure-ended' ? known.with(at, { ...one, ended: fact.on }) : known.toSpliced(at, 1);
}

/** What is told of one that has ended says that it runs again, where it is named by its reference. */
function withWord(known: readonly Beside[], said: LinkedProcedure, id = ''): readonly Beside[] {
  const running = known.findLastIndex((one) => isRunning(one) && isSame(one, said));
  const at = running >= 0 ? running : known.findLastIndex((one) => said.reference !== '' && isNamed(one, said));
  const before = known[at];
  const now: Beside = {
    id: before?.id ?? id,
    procedure: said.procedure,
    reference: said.reference || (before?.reference ?? ''),
    since: said.since ?? before?.since ?? null,
    heldBy: said.heldBy || (before?.heldBy ?? ''),
    ended: null,
  };
  return before ? known.with(at, now) : [...known, now];
}

const isRunning = ({ ended }: Beside): boolean => ended === null;

const isNamed = (one: Beside, { procedure, reference }: KnownProcedure): boolean =>
  one.procedure === procedure && one.reference === reference;

const isSame = (one: Beside, said: KnownProcedure): boolean =>
  isNamed(one, said) || (one.procedure === said.procedure && (one.reference === '' || said.reference === ''));
