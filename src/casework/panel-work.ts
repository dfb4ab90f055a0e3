import { isSchoolRole, type Role } from '../domain/access/roles';
import { may } from '../domain/access/table';
import type { Instant, LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import {
  decideDone,
  decidePanel,
  decideRatified,
  decideWithdrawn,
  type Decided,
  type Ratified,
} from '../domain/case/decide/panel';
import { Refusal } from '../errors';
import { panelDays } from '../panel/panel-days';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { CaseView } from './casework';
import { act, seenFor, type CaseworkDeps } from './record';

/** What the panel decides on a case, and what becomes of it. Every method throws `Refusal`. */
export interface PanelWork {
  /** Who may be named to do this decision, by name, each with the role in which they would. */
  owners(person: Person, reference: string, decision: string): Promise<readonly Owner[]>;
  decide(person: Person, reference: string, decided: Decided): Promise<CaseView>;
  /** The panel has agreed to how a case has ended. */
  ratify(person: Person, reference: string, ratified: Ratified): Promise<CaseView>;
  /** `decided`: id of the fact by which it was decided. */
  done(person: Person, reference: string, decided: string, on: LocalDate, note: string): Promise<CaseView>;
  withdraw(person: Person, reference: string, decided: string, reason: string): Promise<CaseView>;
}

export interface Owner {
  readonly role: Role;
  readonly person: Person;
}

export function createPanelWork(deps: CaseworkDeps): PanelWork {
  const { storage } = deps;
  return {
    async owners(person, reference, decision) {
      const view = await seenFor(person, reference, 'record-panel-decision', deps);
      const rule = view.policy.panel.decisions.list.find(({ id }) => id === decision);
      return ownersFor(rule?.owners ?? [], view, storage);
    },

    decide: (person, reference, decided) =>
      act(person, reference, 'record-panel-decision', deps, async (view, now, stores) => {
        const { owner, person: named } = decided;
        if (named !== null && !(await ownersFor([owner], view, stores)).some(({ person: { id } }) => id === named))
          throw new Refusal('refused', 'Choose one of those listed to do it.');
        return decidePanel(view.assessment, decided, await givenOn(view, now, stores, deps));
      }),

    ratify: (person, reference, ratified) =>
      act(person, reference, 'record-panel-decision', deps, async (view, now, stores) =>
        decideRatified(view.assessment, ratified, await givenOn(view, now, stores, deps)),
      ),

    done: (person, reference, decided, on, note) =>
      act(person, reference, 'do-panel-decision', deps, ({ assessment }, now) =>
        decideDone(assessment, decided, on, note, londonDate(now)),
      ),

    withdraw: (person, reference, decided, reason) =>
      act(person, reference, 'record-panel-decision', deps, ({ assessment }) =>
        decideWithdrawn(assessment, decided, reason),
      ),
  };
}

async function givenOn(
  { case: { openedAt }, authority, policy }: CaseView,
  now: Instant,
  stores: Stores,
  deps: CaseworkDeps,
) {
  const [opened, today] = [londonDate(openedAt), londonDate(now)];
  return { policy, opened, today, panel: await panelDays(authority, opened, today, stores, deps.policies) };
}

/** Whoever holds the role and may do what was decided on this case. */
async function ownersFor(roles: readonly Role[], view: CaseView, { directory }: Stores): Promise<Owner[]> {
  const owners: Owner[] = [];
  for (const role of roles.filter((one) => !isSchoolRole(one))) {
    const holders = await directory.withRoles(view.case.authority, null, [role]);
    owners.push(
      ...holders.filter((one) => may(one, 'do-panel-decision', view.case)).map((person) => ({ role, person })),
    );
  }
  return owners.sort((a, b) => a.person.name.localeCompare(b.person.name));
}
