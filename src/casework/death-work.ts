import { decideDeathTold, decideDeathWithdrawn } from '../domain/case/decide/death';
import type { DeathTold } from '../domain/case/facts/death-facts';
import { londonDate } from '../domain/calendar/london';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { act, type CaseworkDeps } from './record';

/** The child has died: nobody is asked to look for it any more. */
export interface DeathWork {
  tell(person: Person, reference: string, told: DeathTold): Promise<CaseView>;
  /** It was said in error. */
  withdraw(person: Person, reference: string, reason: string): Promise<CaseView>;
}

export const createDeathWork = (deps: CaseworkDeps): DeathWork => ({
  tell: (person, reference, told) =>
    act(person, reference, 'tell-death', deps, ({ case: { facts }, policy }, now) =>
      decideDeathTold(facts, told, policy, londonDate(now)),
    ),

  withdraw: (person, reference, reason) =>
    act(person, reference, 'tell-death', deps, ({ case: { facts }, policy }) =>
      decideDeathWithdrawn(facts, reason, policy),
    ),
});
