import { randomUUID } from 'node:crypto';
import type { Case } from '../domain/case/case';
import type { Assessment, NoticeDue } from '../domain/case/assessment';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import type { Instant } from '../domain/calendar/date';
import type { Role } from '../domain/access/roles';
import type { PolicyPack } from '../domain/policy/pack';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import { letRest } from './at-rest';
import { foldMilestones } from './fold-milestones';
import { hoursOf, lookAt, quietUntil } from './answering';
import { isAtRest } from './endings';
import { isSameAlert, type Notice } from './outbox';
import { recipientsOf, withStandIns } from './recipients';
import { withoutSayingLess } from './says-less';
import { recipientFor, vacanciesAmong, type Vacancy } from './vacancy';

/** Roles that an alert is for and that nobody holds: somebody must act, so it is said loudly, and its chain is taken. */
export interface NobodyToTell {
  readonly reference: string;
  readonly rule: string;
  readonly roles: readonly Role[];
}

/** A case with what it comes to, and the rules that hold for it. */
export interface Raised {
  readonly case: Case;
  readonly assessment: Assessment;
  readonly policy: PolicyPack;
  readonly calendar: SchoolCalendar;
}

/**
 * Puts into the outbox what has fallen due by `now`; what was put there before is left alone, unless it was over in
 * between. Call it in the
 * transaction that recorded the facts, so that no alert is lost between the two.
 */
export async function raiseNotices(stores: Stores, raised: Raised, now: Instant): Promise<NobodyToTell[]> {
  const { case: theCase, assessment } = raised;
  await letRest(stores, raised);
  const nobody: NobodyToTell[] = [];
  const notices: Notice[] = [];
  const isQuiet = quietUntil(now, hoursOf(raised)) !== null;
  for (const due of assessment.notices.filter((notice) => notice.dueAt <= now)) {
    if (isQuiet && !due.rule.urgent) continue;
    const recipients = await recipientsOf(due, raised, stores.directory);
    const vacancies = vacanciesOf(due, recipients, theCase);
    for (const { roles } of vacancies) nobody.push({ reference: theCase.reference, rule: due.rule.id, roles });
    const everybody = due.rule.urgent || due.again || isElsewhere(due, recipients);
    const wanted = recipients.filter(({ id }) => everybody || id !== authorOf(due, theCase));
    const about = { roles: due.rule.to, urgent: due.rule.urgent };
    const told = await withStandIns(await stillToTell(wanted, due, theCase, stores), about, raised, stores.directory);
    notices.push(...told.map(({ person, insteadOf }) => noticeTo(person.id, insteadOf, due, raised, now)));
    notices.push(...vacancies.map((vacancy) => noticeTo(recipientFor(vacancy), [], due, raised, now)));
  }
  const fresh = await withoutSayingLess(notices, assessment.notices, stores);
  if (fresh.length > 0 && (await stores.outbox.add(fresh)) > 0) {
    await foldMilestones(stores, theCase);
  }
  return nobody;
}

/** The next moment at which something falls due on the case, null for never. */
export const nextDueAfter = (assessment: Assessment, now: Instant): Instant | null =>
  [...assessment.notices.map(({ dueAt }) => dueAt), assessment.lookAgainAt]
    .filter((moment): moment is Instant => moment !== null && moment > now)
    .reduce<Instant | null>((first, moment) => (first === null || moment < first ? moment : first), null);

/**
 * The same, and where something waits for the end of the quiet hours that end too: nobody is told at night, after an
 * outage or otherwise, what is not urgent.
 */
export function nextDueOf(raised: Raised, now: Instant): Instant | null {
  const next = nextDueAfter(raised.assessment, now);
  const until = quietUntil(now, hoursOf(raised));
  const waits = raised.assessment.notices.some(({ rule, dueAt }) => !rule.urgent && dueAt <= now);
  return until && waits && (next === null || until < next) ? until : next;
}

/**
 * What went to others while somebody was away is not sent to them later, when it is old: they get one list of it. What
 * went to them before they left is with them.
 */
async function stillToTell(
  people: readonly Person[],
  due: NoticeDue,
  { id }: Case,
  { outbox }: Stores,
): Promise<readonly Person[]> {
  if (!people.some(({ away }) => away)) return people;
  const sent = await outbox.ofCase(id);
  const same = sent.filter((one) => isSameAlert(one, due) && !isAtRest(one));
  return people.filter(
    (person) =>
      !person.away ||
      !same.some(({ recipient, insteadOf }) => recipient === person.id || insteadOf?.includes(person.id)),
  );
}

/**
 * Roles that nobody holds whom this is for. What is neither urgent nor has to be answered is news: it is enough that
 * somebody hears it, on whichever side.
 */
function vacanciesOf({ rule, person }: NoticeDue, recipients: readonly Person[], theCase: Case): Vacancy[] {
  const isHeard = recipients.some(({ id }) => id === person) || (!rule.urgent && !rule.answer && recipients.length > 0);
  return isHeard ? [] : vacanciesAmong(rule.to, recipients, theCase);
}

/** What was for one person goes to others, who have to know of it whoever wrote it. */
const isElsewhere = ({ person }: NoticeDue, recipients: readonly Person[]): boolean =>
  person !== undefined && !recipients.some(({ id }) => id === person);

/** Who recorded the fact that the alert is about: they know, unless it is urgent enough to be said twice. */
const authorOf = (due: NoticeDue, { facts }: Case): string | undefined =>
  facts.find(({ id }) => id === due.occurrence)?.recordedBy;

const noticeTo = (
  recipient: string,
  insteadOf: readonly string[],
  due: NoticeDue,
  raised: Raised,
  now: Instant,
): Notice => ({
  id: randomUUID(),
  kind: 'alert',
  authority: raised.case.authority,
  caseId: raised.case.id,
  obligation: due.obligation,
  occurrence: due.occurrence,
  recipient,
  dueAt: due.dueAt,
  raisedAt: now,
  urgent: due.rule.urgent,
  insteadOf,
  answerBy: lookAt(due.rule, now, hoursOf(raised)),
});
