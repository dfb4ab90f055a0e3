import { ROLE_NAMES } from '../domain/access/roles';
import { actionsOf, mayAtAll, rolesFor, type Action, type Needs } from '../domain/access/table';
import { Refusal } from '../errors';
import { anyOf } from '../letters';
import type { Person } from './directory';

/** Where the roles alone would not tell somebody whom to ask. */
const SAID: Readonly<Partial<Record<Action, string>>> = {
  'see-case':
    'Your role opens no case. Whoever works on the case does, at the school or at the authority, and the panel those on its agenda.',
  search: 'Your role does not search. Whoever works on the case does, and the panel opens one by its reference.',
  report:
    'Only staff of a school can report a pupil here. If somebody has told you of a missing child, ask the school to report.',
  refer: 'Referrals are taken by the tracking officer and the caseworkers. Staff of a school write `report`.',
  'join-cases': 'Your role does not allow this. Two cases of one child are looked after by the tracking officer.',
  'be-away': 'No alerts go to your role, so there is nothing that a colleague has to take on.',
  'see-deliveries': 'What was sent to whom is for the tracking officer and the service manager, and for an auditor.',
  'move-policy': 'The rules of cases are looked after by the service manager and the tracking officer.',
  'see-agenda': 'The panel’s agenda is for members of the panel and for the tracking officer.',
  'see-minutes': 'The minutes of the panel are for its members and for the officers who work on its cases.',
  'see-register': 'The register is for members of the panel and for the officers who work on its cases.',
  'upload-to-one': 'The upload to Capita One is made by the tracking officer or the service manager.',
  'post-agenda': 'The panel’s agenda is for members of the panel and for the tracking officer.',
  'change-meeting':
    'When the panel meets is for the tracking officer or the service manager to change. Say “meetings” to see when it does.',
  'record-panel-decision':
    'What the panel decided is recorded by the tracking officer or the service manager. Ask one of them.',
  'post-alerts':
    'Where the authority hears of alerts that reach nobody is for the tracking officer or the service manager to say.',
  'move-clock': 'Your role does not move the clock. Ask a colleague whose role does.',
};

/** That none of somebody's roles does this, and whose does. `theCase`: for the audit trail, where they may see it. */
export const notAllowed = (action: Action, theCase?: Refusal['tried']['theCase']): Refusal =>
  new Refusal('not-allowed', SAID[action] ?? byRoles(action), { action, ...(theCase && { theCase }) });

function byRoles(action: Action): string {
  const roles = rolesFor(action).map((role) => ROLE_NAMES[role].toLowerCase());
  return `Your role does not allow this. Ask a colleague whose role does: ${anyOf(roles)}.`;
}

/** Throws `Refusal` for somebody who may do none of this, on whatever case. */
export function allowAtAll(person: Person, needs: Needs): void {
  if (needs === 'nothing' || mayAtAll(person, needs)) return;
  throw notAllowed(actionsOf(needs)[0]);
}
