import { randomUUID } from 'node:crypto';
import type { Case } from '../domain/case/case';
import type { Assessment, NoticeDue } from '../domain/case/assessment';
import type { Instant } from '../domain/calendar/date';
import { isSchoolRole, type Role } from '../domain/access/roles';
import { may } from '../domain/access/table';
import type { Stores } from '../stores';
import { fold } from './fold';
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
    const recipients = await recipientsOf(due, theCase, assessment, stores);
    if (recipients.length === 0) nobody.push({ reference: theCase.reference, rule: due.rule.id, roles: due.rule.to });
    const everybody = due.rule.urgent || isElsewhere(due, recipients);
    const told = recipients.filter((recipient) => everybody || recipient !== authorOf(due, theCase));
    notices.push(...told.map((recipient) => noticeTo(recipient, due, theCase)));
  }
  if (notices.length > 0 && (await stores.outbox.add(notices)) > 0) {
    await foldMilestones(stores, theCase);
  }
  return nobody;
}

/**
 * What had to wait, be it for an outage or for a recipient who was not there, is told in one card for each case. But
 * what somebody said has words of its own, and is told in them.
 */
async function foldMilestones({ outbox }: Stores, { id: caseId, facts }: Case): Promise<void> {
  const waiting = await outbox.waitingOf(caseId);
  const isNews = ({ occurrence }: Notice) => facts.some(({ id }) => id === occurrence);
  await outbox.fold(fold(waiting.filter((alert) => !isNews(alert))));
}

/** The next moment at which something falls due on the case, null for never. */
export const nextDueAfter = (assessment: Assessment, now: Instant): Instant | null =>
  [...assessment.notices.map(({ dueAt }) => dueAt), assessment.lookAgainAt]
    .filter((moment): moment is Instant => moment !== null && moment > now)
    .reduce<Instant | null>((first, moment) => (first === null || moment < first ? moment : first), null);

/** What was for one person goes to others, who have to know of it whoever wrote it. */
const isElsewhere = ({ person }: NoticeDue, recipients: readonly string[]): boolean =>
  person !== undefined && !recipients.includes(person);

/** Who recorded the fact that the alert is about: they know, unless it is urgent enough to be said twice. */
const authorOf = (due: NoticeDue, { facts }: Case): string | undefined =>
  facts.find(({ id }) => id === due.occurrence)?.recordedBy;

/** Of the authority's people, those who look after cases; not after the panel, or people and calendars. */
const worksOnCases = (role: Role): boolean =>
  !isSchoolRole(role) && role !== 'administrator' && role !== 'panel-member';

/**
 * Everybody with one of the rule's roles: at the case's own school for school roles, in its authority for others. What
 * people of the authority are told who work on cases, the person to whom the case was given is told as well, from then on. What is for one
 * person goes to that person alone, unless they are no longer there.
 */
async function recipientsOf(
  due: NoticeDue,
  theCase: Case,
  { assigned }: Assessment,
  { directory }: Stores,
): Promise<string[]> {
  const { authority, school } = theCase;
  const isHere = async (id: string) => {
    const person = await directory.person(id);
    return person !== null && may(person, 'see-case', theCase);
  };
  if (due.person && (await isHere(due.person))) return [due.person];
  const alsoTo =
    assigned && due.rule.to.some(worksOnCases) && due.dueAt >= assigned.since && (await isHere(assigned.to))
      ? [assigned.to]
      : [];
  const atSchool = due.rule.to.filter(isSchoolRole);
  const atAuthority = due.rule.to.filter((role) => !isSchoolRole(role));
  const people = [
    ...(atSchool.length > 0 && school !== null ? await directory.withRoles(authority, school, atSchool) : []),
    ...(atAuthority.length > 0 ? await directory.withRoles(authority, null, atAuthority) : []),
  ];
  return [...new Set([...people.map(({ id }) => id), ...alsoTo])];
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
