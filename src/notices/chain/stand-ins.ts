import { may } from '../../domain/access/table';
import { londonDate } from '../../domain/calendar/london';
import { standInsFor, type Missing } from '../../people/away';
import type { Directory, Person } from '../../people/directory';
import { isAtRest } from '../endings';
import { isSameAlert, type Delivery, type Notice } from '../outbox';
import { CLOSED, isOf, isOfAnotherBot } from '../references';
import { sharedCard } from '../shared-card';
import { vacancyOf } from '../vacancy';
import { idFor } from './ids';
import { bearerOf, isLost } from './lost';
import { skipped, type ChainDeps, type Taken, type Unreached } from './taking';

/**
 * To everybody who holds the first of the policy's stand-in roles in which somebody is here, can be reached and has not
 * let it lapse: the alert, and all that waits on its card.
 */
export async function toStandIns(unreached: Unreached, deps: ChainDeps): Promise<Taken> {
  const { delivery } = unreached;
  const others = delivery.caseId ? await deps.storage.outbox.ofCase(delivery.caseId) : [];
  const people = await whoStandsIn(unreached, lapsedWith(delivery, others), deps);
  if (people.length === 0) return skipped('nobody stands in');
  // Who has this alert in their own right has been told already.
  const has = ({ id }: Person, alert: Delivery) =>
    others.find((one) => one.recipient === id && isSameAlert(one, alert));
  const isReached = (one: Delivery | undefined) => !one || isAtRest(one) || !isLost(bearerOf(one, others));
  const reached = people.filter((person) => isReached(has(person, delivery)));
  if (reached.length === 0) return skipped('who stands in is not reached either');
  const alerts = (await sharedCard(delivery, deps.storage.outbox)).filter(({ acknowledgedAt }) => !acknowledgedAt);
  const each = reached.flatMap((person) => alerts.map((alert) => ({ person, alert, before: has(person, alert) })));
  return {
    ...{ outcome: 'told', why: '', told: reached.map(({ id }) => id) },
    via: each.map(({ person, alert, before }) => before?.id ?? idFor(alert.id, person.id)),
    notices: each
      .filter(({ before }) => !before || isAtRest(before))
      .map(({ person, alert }) => noticeTo(person, alert)),
  };
}

const noticeTo = (
  person: Person,
  { id, kind, authority, caseId, obligation, occurrence, dueAt, urgent }: Delivery,
): Notice => ({
  ...{ id: idFor(id, person.id), kind, authority, caseId, obligation, occurrence, dueAt, urgent },
  recipient: person.id,
});

/**
 * Who had the alert before it was passed on, and has not answered: it is passed on because of them, so to them it goes
 * back no more, and their having it is no reason to tell nobody else.
 */
function lapsedWith({ id, passed, ...alert }: Delivery, others: readonly Delivery[]): ReadonlySet<string> {
  if (!passed) return new Set();
  const hadIt = (one: Delivery) => {
    const { sentAt } = bearerOf(one, others);
    return sentAt !== null && sentAt < passed.at && one.acknowledgedAt === null;
  };
  const lapsed = others.filter((one) => one.id !== id && isSameAlert(one, alert) && !isAtRest(one) && hadIt(one));
  return new Set(lapsed.map(({ recipient }) => recipient));
}

async function whoStandsIn(
  { delivery, case: theCase, policy, rule }: Unreached,
  lapsed: ReadonlySet<string>,
  deps: ChainDeps,
): Promise<Person[]> {
  const { directory } = deps.storage;
  const missing = await missingOf(delivery.recipient, theCase, directory);
  if (!missing) return [];
  return standInsFor(missing, rule?.to ?? [], policy, {
    ...{ directory, today: londonDate(deps.clock.now()) },
    fits: async (person) =>
      !lapsed.has(person.id) && may(person, 'see-case', theCase) && (await canBeReached(person, deps)),
  });
}

/** Somebody, or a role that nobody holds where the case is. */
async function missingOf(
  recipient: string,
  { authority, school }: Unreached['case'],
  directory: Pick<Directory, 'person'>,
): Promise<Missing | null> {
  const vacancy = vacancyOf(recipient);
  return vacancy ? { id: recipient, roles: vacancy.roles, authority, school } : directory.person(recipient);
}

async function canBeReached(person: Person, { storage, installs, bot, serves }: ChainDeps): Promise<boolean> {
  if (!serves(person.tenantId)) return false;
  const reference = await storage.references.of(person.id);
  if (reference?.state === 'reachable' && isOf(reference, person, bot)) return true;
  return installs && !(reference && CLOSED.includes(reference.state) && !isOfAnotherBot(reference, bot));
}
