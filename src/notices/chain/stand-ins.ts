import type { Role } from '../../domain/access/roles';
import { may } from '../../domain/access/table';
import type { Person } from '../../people/directory';
import { isSameAlert, type Delivery } from '../outbox';
import { holdersOf } from '../recipients';
import { isOf } from '../references';
import { vacancyOf } from '../vacancy';
import { idFor } from './ids';
import { bearerOf, isLost } from './lost';
import { skipped, type ChainDeps, type Taken, type Unreached } from './taking';

/** Nothing that the bot could do brings anything to these. */
const CLOSED = ['blocked', 'disabled-by-admin'];

/** To everybody who holds the first of the policy's stand-in roles in which somebody can be reached. */
export async function toStandIns(unreached: Unreached, deps: ChainDeps): Promise<Taken> {
  const { delivery } = unreached;
  const people = await standInsFor(unreached, deps);
  if (people.length === 0) return skipped('nobody stands in');
  const others = delivery.caseId ? await deps.storage.outbox.ofCase(delivery.caseId) : [];
  // Who has this alert in their own right has been told already.
  const has = ({ id }: Person) => others.find((one) => one.recipient === id && isSameAlert(one, delivery));
  const isReached = (one: Delivery | undefined) => !one || !isLost(bearerOf(one, others));
  const reached = people.filter((person) => isReached(has(person)));
  if (reached.length === 0) return skipped('who stands in is not reached either');
  const { kind, authority, caseId, obligation, occurrence, dueAt, urgent } = delivery;
  const made = { kind, authority, caseId, obligation, occurrence, dueAt, urgent };
  return {
    ...{ outcome: 'told', why: '', told: reached.map(({ id }) => id) },
    via: reached.map((person) => has(person)?.id ?? idFor(delivery.id, person.id)),
    notices: reached
      .filter((person) => !has(person))
      .map((person) => ({ ...made, id: idFor(delivery.id, person.id), recipient: person.id })),
  };
}

async function standInsFor({ delivery, case: theCase, policy, rule }: Unreached, deps: ChainDeps): Promise<Person[]> {
  const recipient = await inPlaceOf(delivery.recipient, deps);
  if (!recipient) return [];
  const inThese = recipient.roles.filter((role) => rule?.to.includes(role));
  const found = new Map<string, Person>();
  for (const role of inThese.length > 0 ? inThese : recipient.roles) {
    for (const person of await firstReached(policy.away.standIns[role] ?? [], recipient, theCase, deps))
      found.set(person.id, person);
  }
  return [...found.values()];
}

/** Somebody, or a role that nobody holds. */
async function inPlaceOf(recipient: string, { storage }: ChainDeps): Promise<Pick<Person, 'id' | 'roles'> | null> {
  const vacancy = vacancyOf(recipient);
  return vacancy ? { id: recipient, roles: vacancy.roles } : storage.directory.person(recipient);
}

async function firstReached(
  roles: readonly Role[],
  { id }: Pick<Person, 'id'>,
  theCase: Unreached['case'],
  deps: ChainDeps,
): Promise<Person[]> {
  for (const role of roles) {
    const reached: Person[] = [];
    for (const person of await holdersOf([role], theCase, deps.storage.directory)) {
      if (person.id !== id && may(person, 'see-case', theCase) && (await canBeReached(person, deps)))
        reached.push(person);
    }
    if (reached.length > 0) return reached;
  }
  return [];
}

async function canBeReached(person: Person, { storage, installs }: ChainDeps): Promise<boolean> {
  const reference = await storage.references.of(person.id);
  if (reference?.state === 'reachable' && isOf(reference, person)) return true;
  return installs && !CLOSED.includes(reference?.state ?? '');
}
