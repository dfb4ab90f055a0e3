import type { LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { PolicyPack } from '../policy/pack';
import type { Fact } from './fact';
import { asSaid, ofThisChild, saidAt } from './moved';
import { deletionEndedBy } from './name';
import { isParting } from './parting';
import { isPresent } from './register';
import { groundAt } from './removal/removal-of';

/** To whoever would go on with the case in a way that is not that of a child who has died. */
export const SAY_SO_FIRST =
  'It is on record that the child has died. If it was said in error, say so on the case first.';

export interface DeathRead {
  /** The fact that says so now; null where none does. */
  readonly standing: Fact | null;
  /** The last fact after which the child was not taken to have died any more. */
  readonly endedBy: Fact | null;
}

/** What was said last of the death of the child, on whichever case: that it is so, or that it is not. */
export function readDeath(facts: readonly Fact[], policy: PolicyPack): DeathRead {
  return asSaid(ofThisChild(facts)).reduce<DeathRead>(
    (read, fact) => {
      if (saysDied(fact, facts, policy)) return { ...read, standing: fact };
      return read.standing && contradicts(fact, read.standing, facts, policy)
        ? { standing: null, endedBy: fact }
        : read;
    },
    { standing: null, endedBy: null },
  );
}

/** The fact by which the child has died; null where nobody says so. Nobody is asked to look for the child then. */
export const deathOf = (facts: readonly Fact[], policy: PolicyPack): Fact | null => readDeath(facts, policy).standing;

/** Told, or recorded by the school: the name was deleted on the ground after which nobody is left to search for. */
const saysDied = (fact: Fact, facts: readonly Fact[], { grounds }: PolicyPack): boolean =>
  fact.kind === 'death-told' ||
  (fact.kind === 'name-deleted' &&
    grounds.some(({ letter, ends }) => ends !== null && letter === groundAt(fact, facts)));

/** A word that it was an error; and every sign of life of that day or a later one, which nobody has to take back first. */
function contradicts(fact: Fact, died: Fact, facts: readonly Fact[], policy: PolicyPack): boolean {
  const since = londonDate(saidAt(died));
  const isSince = (day: LocalDate) => day >= since;
  switch (fact.kind) {
    case 'death-withdrawn':
      return true;
    // Nobody opens a case again to close it: whoever does looks for a child. A parting says nothing of one.
    case 'reopened':
      return !isParting(fact, facts);
    // Whoever reports the child missing takes it to be alive, and somebody has to ask which word is right.
    case 'triaged':
      return fact.again !== undefined;
    case 'seen':
      return isSince(fact.sighting.on);
    case 'located':
      return isSince(fact.located.on);
    case 'attendance':
      return isPresent(fact.mark.code, policy) && isSince(fact.mark.to ?? since);
    case 'name-entered':
      return deletionEndedBy(fact, facts) !== null;
    default:
      return false;
  }
}
