import { randomUUID } from 'node:crypto';
import type { CaseView } from '../casework/casework';
import { alertRule } from '../casework/rules-then';
import { isSchoolRole } from '../domain/access/roles';
import { may } from '../domain/access/table';
import type { Instant } from '../domain/calendar/date';
import type { AlertRule } from '../domain/policy/pack';
import type { Stores } from '../stores';
import { answerBy } from '../domain/case/answer-time';
import { hoursOf, lookAt, nextMorning, quietUntil } from './answering';
import { foldMilestones } from './fold-milestones';
import { chainOf, isTakenCareOf, levelOf, type Chain } from './alert-chain';
import type { Passed } from './awaited';
import { OVERTAKEN } from './endings';
import type { Delivery, Notice } from './outbox';
import { isOvertaken } from './overtaken';
import { holdersOf, withStandIns, type Told } from './recipients';
import { sharedCard } from './shared-card';
import { vacancyOf } from './vacancy';

/**
 * What became of an alert at which it was time to look. `nobody`: there is nobody left to pass it on to, and it is looked
 * again the next morning.
 */
export type Looked = 'waits' | 'settled' | 'nobody' | Passed;

/** Somebody has answered, or looked, in between. */
export class LookedMeanwhile extends Error {
  override name = 'LookedMeanwhile';
}

/** Looks at one alert, in a transaction. Throws `LookedMeanwhile`, and then nothing is to be kept. */
export async function lookAtAlert(delivery: Delivery, view: CaseView, now: Instant, stores: Stores): Promise<Looked> {
  const seen = delivery.answerBy!;
  const keep = async (looked: Looked, next: Instant | null): Promise<Looked> => {
    if (!(await stores.outbox.lookAgain(delivery.id, seen, next))) throw new LookedMeanwhile();
    return looked;
  };
  const rule = alertRule(delivery.obligation, view);
  const chain = await chainOf(delivery, stores);
  const isNext = chain.deliveries.some((one) => levelOf(one) > levelOf(delivery));
  const isDone = isFilled(delivery) || isOvertaken(delivery, view) || isTakenCareOf(chain, view.case.facts);
  const [{ sentAt: toldAt }] = await sharedCard(delivery, stores.outbox);
  if (!rule?.answer || isNext || isDone || isAnsweredOnTheRegister(toldAt, rule, view)) return keep('settled', null);
  const until = waitsUntil(toldAt, rule, view, now);
  if (until) return keep('waits', until);
  const notices = await nextOf(delivery, chain, rule, view, now, stores);
  if ((await stores.outbox.add(notices)) > 0) await foldMilestones(stores, view.case);
  // Somebody may be given the role, or be back, and no answer must not end in silence.
  return notices.length > 0 ? keep(notices[0]!.passed, null) : keep('nobody', nextMorning(now, rule, hoursOf(view)));
}

/** Nobody held the role; now somebody does, who has the alert and their own time to answer it. */
const isFilled = ({ recipient, state, lastError }: Delivery): boolean =>
  vacancyOf(recipient) !== null && state === 'dead' && lastError === OVERTAKEN;

/** What the alert asks was told elsewhere on the case, such as in its checklist. */
const isAnsweredOnTheRegister = (toldAt: Instant | null, { asksAttendance }: AlertRule, view: CaseView): boolean =>
  asksAttendance &&
  toldAt !== null &&
  view.case.facts.some(
    ({ kind, recordedAt }) => ['attendance', 'seen', 'located'].includes(kind) && recordedAt >= toldAt,
  );

/**
 * The time to answer runs from the moment at which the card that tells of the alert was sent. One that could not be sent is looked at when as
 * much time has passed since it fell due: then it is passed on as well. What is not urgent is passed on in school hours.
 */
function waitsUntil(toldAt: Instant | null, rule: AlertRule, view: CaseView, now: Instant): Instant | null {
  const hours = hoursOf(view);
  if (toldAt) {
    const by = answerBy(toldAt, rule.answer!.within, hours);
    if (!by.known) return lookAt(rule, now, hours);
    if (by.at > now) return by.at;
  }
  return rule.urgent ? null : quietUntil(now, hours);
}

/** For whoever holds the next of the rule's roles; a role that nobody holds, or whose holders all have it, is passed over. */
async function nextOf(
  delivery: Delivery,
  chain: Chain,
  rule: AlertRule,
  view: CaseView,
  now: Instant,
  { directory }: Stores,
): Promise<(Notice & { readonly passed: Passed })[]> {
  const { then } = rule.answer!;
  const from = chain.deliveries.filter((one) => levelOf(one) === levelOf(delivery)).map(({ recipient }) => recipient);
  for (let level = levelOf(delivery); level < then.length; level += 1) {
    const role = then[level]!;
    if (isSchoolRole(role) && !chain.isOfSchool) continue;
    const holders = (await holdersOf([role], view.case, directory)).filter((one) => may(one, 'see-case', view.case));
    const told = await withStandIns(holders, { roles: [role], urgent: rule.urgent }, view, directory);
    const fresh = told.filter(({ person }) => !chain.told.has(person.id));
    if (fresh.length > 0) {
      const passed = { from, at: delivery.answerBy!, level: level + 1 };
      return fresh.map((one) => ({ ...noticeTo(one, delivery, rule, view, now), passed }));
    }
  }
  return [];
}

const noticeTo = (
  { person, insteadOf }: Told,
  { kind, authority, caseId, obligation, occurrence, urgent }: Delivery,
  rule: AlertRule,
  view: CaseView,
  now: Instant,
): Notice => ({
  ...{ id: randomUUID(), kind, authority, caseId, obligation, occurrence, urgent },
  recipient: person.id,
  dueAt: now,
  insteadOf,
  answerBy: lookAt(rule, now, hoursOf(view)),
});
