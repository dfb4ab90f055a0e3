import { may } from '../domain/access/table';
import type { LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { decideMove } from '../domain/case/decide/move-policy';
import { effectOfMoving, type MoveEffect } from '../domain/case/moving';
import type { PolicyPack } from '../domain/policy/pack';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { readNote } from './deed';
import { refusing } from './refusing';
import { viewOf } from './load';
import { act, announce, seenFor, type CaseworkDeps } from './record';

/** Rules to which a case may be moved, and what that would change. */
export interface Choice {
  readonly policy: PolicyPack;
  readonly effect: MoveEffect;
}

/** The rules of an authority: those of now, those before and after, and the cases that stand under others. */
export interface RulesOfNow {
  readonly now: PolicyPack;
  /** All of the family, in the order in which they begin. */
  readonly packs: readonly PolicyPack[];
  /** Open cases under other rules than those of now, with what a move would change. */
  readonly under: readonly { readonly view: CaseView; readonly effect: MoveEffect }[];
}

/** A case keeps the rules under which it began, unless somebody moves it and says why. */
export interface RulesWork {
  ofNow(person: Person): Promise<RulesOfNow>;
  /** The rules of the same authority that have begun and are not those of the case; those of now first. */
  choices(person: Person, reference: string): Promise<{ view: CaseView; choices: readonly Choice[] }>;
  move(person: Person, reference: string, to: string, reason: string): Promise<CaseView>;
}

export function createRulesWork(deps: CaseworkDeps): RulesWork {
  const { storage, policies, clock } = deps;
  const effectOn = ({ case: { facts }, calendar, policy }: CaseView, to: PolicyPack, today: LocalDate) =>
    effectOfMoving(facts, calendar, policy, to, today);

  return {
    async ofNow(person) {
      await refusing(person, 'move-policy', deps, async () => {
        if (!may(person, 'move-policy', null)) throw notAllowed('move-policy');
      });
      const authority = await storage.directory.authority(person.authority);
      if (!authority) throw new Error('the authority of a person is not in the directory');
      const today = londonDate(clock.now());
      const now = policies.inForce(authority.policy, today);
      const open = await storage.cases.openCases(person.authority, null);
      const views = await Promise.all(open.map((one) => viewOf(one, storage, policies, today)));
      const under = views
        .filter(({ policy }) => policy.id !== now.id)
        .map((view) => ({ view, effect: effectOn(view, now, today) }));
      const shown = under.map(({ view }) => view.case);
      storage.audit.later(readNote({ person, action: 'move-policy' }, shown, clock.now()));
      return { now, packs: policies.sequence(authority.policy), under };
    },

    async choices(person, reference) {
      const now = clock.now();
      const view = await seenFor(person, reference, 'move-policy', deps);
      storage.audit.later(readNote({ person, action: 'move-policy' }, [view.case], now));
      const today = londonDate(now);
      const choices = policies
        .sequence(view.policy.family)
        .filter(({ id, startsOn }) => id !== view.policy.id && startsOn <= today)
        .toReversed()
        .map((policy) => ({ policy, effect: effectOn(view, policy, today) }));
      return { view, choices };
    },

    move: (person, reference, to, reason) =>
      act(person, reference, 'move-policy', deps, async (view, now, stores) => {
        // What fell due under the rules before is told under them, also when nobody has looked since.
        await stores.directory.holdStill();
        await announce(view, now, stores, deps);
        const target = policies.ids.includes(to) ? policies(to) : undefined;
        return decideMove(view.case.facts, view.calendar, view.policy, target, reason, londonDate(now));
      }),
  };
}
