import { randomUUID } from 'node:crypto';
import type { Role } from '../../domain/access/roles';
import type { Instant } from '../../domain/calendar/date';
import { createLog } from '../../log';
import { NO_ALARM } from '../../notices/chain/taking';
import type { Notice } from '../../notices/outbox';
import { createSweeper } from '../../notices/sweep';
import { createReckoning } from '../../panel/reckon';
import type { Person } from '../../people/directory';
import type { Storage } from '../../stores';
import { foundAuthority, UNTIL_YESTERDAY, type Founded } from './authority';
import { missingPupil } from './case';
import { AT_ANY_HOUR, RULES } from './rules';

/** How many of each. People and alerts are spread evenly, so they are rounded to what divides. */
export interface Size {
  readonly tenants: number;
  readonly people: number;
  readonly alerts: number;
}

/** People in several tenants who can be written to, and what waits for them in the outbox. */
export interface Crowd {
  readonly people: readonly Person[];
  /** Ids of the notices in the outbox. */
  readonly notices: readonly string[];
  readonly urgent: ReadonlySet<string>;
  /** By id of a notice. */
  readonly recipients: ReadonlyMap<string, Person>;
  /** Tenants by conversation. */
  readonly tenants: Readonly<Record<string, string>>;
}

const NOBODY: Crowd = { people: [], notices: [], urgent: new Set(), recipients: new Map(), tenants: {} };

/** So many attendance leads at each school, each of whom is told of each of its pupils. */
const LEADS = 10;
/** Whoever is asked for the next term's dates when somebody answers on a case: none of the crowd. */
const TOLD_OF_SHORT_DATES = ['administrator'] as const;
/** One school in so many reports a child at risk first. */
const URGENT_EVERY = 20;

/** A conversation of one person with the bot. */
export const chatOf = ({ entraId }: Pick<Person, 'entraId'>): string => `a:${entraId}`;

/**
 * Seeds through the stores, as the bot itself writes; what is due is in the outbox when this returns.
 * @param standIns who is at every school beside those who are told.
 */
export async function gather(
  storage: Storage,
  size: Size,
  serviceUrl: string,
  now: Instant,
  standIns: readonly Role[] = [],
): Promise<Crowd> {
  if (size.tenants === 0) return NOBODY;
  const leads = Math.min(LEADS, Math.ceil(size.people / size.tenants));
  const schools = Math.max(1, Math.round(size.people / size.tenants / leads));
  const pupils = Math.max(1, Math.round(size.alerts / (size.tenants * schools * leads)));
  const founded: Founded[] = [];
  for (let tenant = 0; tenant < size.tenants; tenant += 1) {
    const reach = { daysKnown: UNTIL_YESTERDAY, staff: [...TOLD_OF_SHORT_DATES, ...standIns] };
    founded.push(await foundAuthority(storage, { tenant, schools, leads, policy: AT_ANY_HOUR, ...reach }, now));
  }
  const people = founded.flatMap(({ atSchool }) => [...atSchool.values()].flat());
  const staff = founded.flatMap((authority) => authority.people);
  for (const person of staff) await storage.references.save(referenceTo(person, serviceUrl));
  const notices: Notice[] = [];
  for (const at of founded) {
    for (const [urn, team] of at.atSchool) {
      const urgentSchool = Number(urn) % URGENT_EVERY === 0;
      for (let pupil = 0; pupil < pupils; pupil += 1) {
        const due = await missingPupil(storage, { at, urn, reportedBy: team[0]! }, now);
        notices.push(...team.map((person) => noticeTo(person, due, urgentSchool && pupil === 0)));
      }
    }
  }
  for (let from = 0; from < notices.length; from += 500) await storage.outbox.add(notices.slice(from, from + 500));
  await lookThrough(storage, now);
  const byId = new Map(people.map((person) => [person.id, person]));
  return {
    people,
    notices: notices.map(({ id }) => id),
    urgent: new Set(notices.filter(({ urgent }) => urgent).map(({ id }) => id)),
    recipients: new Map(notices.map(({ id, recipient }) => [id, byId.get(recipient)!])),
    tenants: Object.fromEntries(staff.map((person) => [chatOf(person), person.tenantId])),
  };
}

/**
 * As a bot has done long before: when it meets rules or calendars that it has not seen, it looks at every case, once. What
 * is measured is a morning like any other, and not the first one.
 */
async function lookThrough(storage: Storage, now: Instant): Promise<void> {
  const deps = { storage, policies: RULES, clock: { now: () => now }, log: createLog('silent'), alarm: NO_ALARM };
  await createReckoning(deps).reckon();
  await createSweeper(deps).sweep();
}

export const referenceTo = (person: Person, serviceUrl: string) => ({
  recipient: person.id,
  conversationId: chatOf(person),
  serviceUrl,
  tenantId: person.tenantId,
  botId: '28:bot',
  channelId: 'msteams',
  userId: `29:${person.entraId}`,
  greeted: true,
});

const noticeTo = (person: Person, due: Omit<Notice, 'id' | 'recipient' | 'urgent'>, urgent: boolean): Notice => ({
  ...due,
  id: randomUUID(),
  recipient: person.id,
  urgent,
});
