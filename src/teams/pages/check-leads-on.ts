import type { CaseView } from '../../casework/casework';
import { isSchoolRole } from '../../domain/access/roles';
import { may, rolesFor, type Action } from '../../domain/access/table';
import type { Case } from '../../domain/case/case';
import type { Fact } from '../../domain/case/fact';
import type { ChecklistItem } from '../../domain/policy/pack';
import type { Person } from '../../people/directory';
import { attendanceCaseCard } from '../views/attendance-case';
import { opensCase } from '../views/buttons';
import { statementCard } from '../views/statement';
import { rolesInWords } from '../views/words';
import type { PageResult } from './page';

/**
 * Some outcomes are not the end of it: that the child was seen or found is told on a page of its own, and alerts. Whoever
 * may not tell it has recorded the check, and is told who has to.
 */
export function leadsOn(
  { case: theCase, policy }: CaseView,
  item: ChecklistItem,
  outcome: string,
  person: Person,
): PageResult | null {
  const { reference } = theCase;
  switch (policy.outcomes.find(({ id }) => id === outcome)?.leadsTo) {
    case 'sighting':
      return may(person, 'record-sighting', theCase)
        ? { kind: 'page', page: 'seen', args: { case: reference, item: item.id } }
        : isForColleagues('The child was seen. When and where is still to be said', 'record-sighting', theCase);
    case 'found':
      return may(person, 'record-location', theCase)
        ? { kind: 'page', page: 'found', args: { case: reference } }
        : isForColleagues('The child was found. Where it is, is still to be said', 'record-location', theCase);
    case 'attendance-case':
      return { kind: 'done', card: attendanceCaseCard(reference, policy) };
    default:
      return null;
  }
}

/** What a check leads on to has not been said since it was recorded with this outcome. */
export function isStillToSay(
  { case: { facts }, assessment }: CaseView,
  last: Fact | undefined,
  outcome: string,
): boolean {
  if (!assessment.open || last?.kind !== 'check-recorded' || last.check.outcome !== outcome) return false;
  return !isFoundSince(facts, last);
}

/** Somebody has said since this fact that the child was seen, or where it is. */
export const isFoundSince = (facts: readonly Fact[], since: Fact): boolean =>
  facts.slice(facts.findIndex(({ id }) => id === since.id)).some(({ kind }) => kind === 'seen' || kind === 'located');

/** Nobody is alerted by the check alone, so that it is not said must not look as if it were. */
function isForColleagues(what: string, action: Action, { reference, school }: Case): PageResult {
  const roles = rolesFor(action).filter((role) => school !== null || !isSchoolRole(role));
  return {
    kind: 'done',
    card: statementCard({
      title: 'The check is recorded, and one thing is left',
      lines: [`${what} on the case, and your role does not say it. Please ask one who does: ${rolesInWords(roles)}.`],
      buttons: [opensCase('Open the case', reference)],
      summary: `A check of case ${reference} is recorded`,
    }),
  };
}
