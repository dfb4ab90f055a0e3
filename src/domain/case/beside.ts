import type { LocalDate } from '../calendar/date';
import type { Fact } from './fact';
import type { LinkedProcedure } from './facts/ways';

/** A procedure that runs beside the case, with all that has been said of it. Empty and null: nobody has said it yet. */
export interface Beside {
  readonly procedure: string;
  readonly reference: string;
  readonly since: LocalDate | null;
  readonly heldBy: string;
}

/**
 * The procedures that run beside the case, in the order in which they were told. Each is known by its reference; what is
 * said without one is about the procedure of that kind that was told last.
 */
export const proceduresBeside = (facts: readonly Fact[]): readonly Beside[] =>
  facts.reduce<readonly Beside[]>(
    (known, fact) => (fact.kind === 'procedure-linked' ? withWord(known, fact) : known),
    [],
  );

/** Whether this says nothing that is not known already. */
export function isKnownBeside(facts: readonly Fact[], said: LinkedProcedure): boolean {
  const known = proceduresBeside(facts);
  return JSON.stringify(withWord(known, said)) === JSON.stringify(known);
}

function withWord(known: readonly Beside[], said: LinkedProcedure): readonly Beside[] {
  const at = known.findLastIndex((one) => isSame(one, said));
  const before = known[at];
  const now: Beside = {
    procedure: said.procedure,
    reference: said.reference || (before?.reference ?? ''),
    since: said.since ?? before?.since ?? null,
    heldBy: said.heldBy || (before?.heldBy ?? ''),
  };
  return before ? known.with(at, now) : [...known, now];
}

const isSame = (one: Beside, { procedure, reference }: LinkedProcedure): boolean =>
  one.procedure === procedure && (one.reference === reference || one.reference === '' || reference === '');
