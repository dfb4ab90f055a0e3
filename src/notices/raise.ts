import { randomUUID } from 'node:crypto';
import type { Case } from '../domain/case/case';
import type { Assessment, NoticeDue } from '../domain/case/assessment';
import type { Instant } from '../domain/calendar/date';
import { SCHOOL_ROLES, type Role } from '../domain/access/roles';
import type { Stores } from '../stores';
import type { Notice } from './outbox';

/** Roles that an alert is for and that nobody holds: somebody must act, so it is said loudly. */
export interface NobodyToTell {
  readonly reference: string;
  readonly rule: string;
  readonly roles: readonly Role[];
}

/**
 * Puts into the outbox what has fallen due by `now`, and what was put there before is left alone. Call it in the
 * transaction that recorded the facts, so that no alert is lost between the two.
 */
export async function raiseNotices(
  stores: Stores,
  theCase: Case,
  assessment: Assessment,
  now: Instant,
): Promise<NobodyToTell[]> {
  const nobody: NobodyToTell[] = [];
  const notices: Notice[] = [];
  for (const due of assessment.notices.filter((notice) => notice.dueAt <= now)) {
    const recipients = await recipientsOf(due, theCase, stores);
    if (recipients.length === 0) nobody.push({ reference: theCase.reference, rule: due.rule.id, roles: due.rule.to });
    const told = recipients.filter((recipient) => due.rule.urgent || recipient !== authorOf(due, theCase));
    notices.push(...told.map((recipient) => noticeTo(recipient, due, theCase)));
  }
  if (notices.length > 0) await stores.outbox.add(notices);
  return nobody;
}

/** The next moment at which something falls due on the case, null for never. */
export const nextDueAfter = (assessment: Assessment, now: Instant): Instant | null =>
  [...assessment.notices.map(({ dueAt }) => dueAt), assessment.lookAgainAt]
    .filter((moment): moment is Instant => moment !== null && moment > now)
    .reduce<Instant | null>((first, moment) => (first === null || moment < first ? moment : first), null);

/** Who recorded the fact that the alert is about: they know, unless it is urgent enough to be said twice. */
const authorOf = (due: NoticeDue, { facts }: Case): string | undefined =>
  facts.find(({ id }) => id === due.occurrence)?.recordedBy;

/** Everybody with one of the rule's roles: at the case's own school for school roles, in its authority for others. */
async function recipientsOf(due: NoticeDue, { authority, school }: Case, { directory }: Stores): Promise<string[]> {
  const isSchoolRole = (role: Role) => (SCHOOL_ROLES as readonly Role[]).includes(role);
  const atSchool = due.rule.to.filter(isSchoolRole);
  const atAuthority = due.rule.to.filter((role) => !isSchoolRole(role));
  const people = [
    ...(atSchool.length > 0 && school !== null ? await directory.withRoles(authority, school, atSchool) : []),
    ...(atAuthority.length > 0 ? await directory.withRoles(authority, null, atAuthority) : []),
  ];
  return [...new Set(people.map(({ id }) => id))];
}

const noticeTo = (recipient: string, due: NoticeDue, { id, authority }: Case): Notice => ({
  id: randomUUID(),
  kind: 'alert',
  authority,
  caseId: id,
  obligation: due.obligation,
  occurrence: due.occurrence,
  recipient,
  dueAt: due.dueAt,
  urgent: due.rule.urgent,
});
