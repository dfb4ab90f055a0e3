import { may } from '../domain/access/table';
import type { Delivery } from '../notices/outbox';
import type { Person } from '../people/directory';
import { holdsRole } from '../people/holds-role';
import type { CaseView } from './casework';
import { alertRule } from './rules-then';

/**
 * Whether an alert that is for somebody, or was sent to them, is theirs as their roles are now: they work on its case, or
 * its rule is for them, as that of a calendar is for an administrator, who sees no case. A role that they held once counts
 * no more.
 */
export const isStillTheirs = (
  person: Person,
  { obligation }: Pick<Delivery, 'obligation'>,
  { case: theCase, packs }: Pick<CaseView, 'case' | 'packs'>,
): boolean =>
  may(person, 'acknowledge', theCase) ||
  (may(person, 'acknowledge-own', theCase) &&
    holdsRole(person, theCase.school, alertRule(obligation, { packs })?.to ?? []));
