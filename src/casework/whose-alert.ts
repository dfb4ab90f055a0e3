import { may } from '../domain/access/table';
import type { Case } from '../domain/case/case';
import type { Delivery } from '../notices/outbox';
import type { Person } from '../people/directory';
import { holdsRole } from '../people/holds-role';
import { rulesOfCase, type Policies } from './load';
import { alertRule } from './rules-then';

/**
 * Whether an alert that was sent to somebody is theirs as their roles are now: they work on its case, or its rule is for
 * them, as that of a calendar is for an administrator, who sees no case. A role that they held when it was sent counts
 * no more.
 */
export const isStillTheirs = (
  person: Person,
  { obligation }: Pick<Delivery, 'obligation'>,
  theCase: Case,
  policies: Policies,
): boolean =>
  may(person, 'acknowledge', theCase) ||
  (may(person, 'acknowledge-own', theCase) &&
    holdsRole(person, theCase.school, alertRule(obligation, { packs: rulesOfCase(theCase, policies) })?.to ?? []));
