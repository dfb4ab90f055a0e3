import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { Instant } from '../domain/calendar/date';
import { londonDate, londonTime } from '../domain/calendar/london';
import type { Policies } from '../domain/policy/policies';
import type { Person } from '../people/directory';
import type { Storage, Stores } from '../stores';
import { quietUntil } from './answering';
import type { Notice } from './outbox';
import { hoursAt } from './quiet';

interface Deps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly clock: Clock;
  readonly log: Logger;
}

/** `obligation` of the list that somebody gets on their return; its occurrence is the moment since which they were away. */
export const WHILE_AWAY = 'while-away';

export interface Returns {
  /** Gives everybody whose day of return has come one list of what others got in their place. */
  welcome(): Promise<void>;
}

/**
 * On the first morning on which they work, from the day that they gave on: who is back on a Saturday reads it on Monday.
 * Whether they say so or not, alerts come to them from that day on, and what is urgent has come to them all the time.
 */
export function createReturns({ storage, policies, clock, log }: Deps): Returns {
  return {
    async welcome() {
      const now = clock.now();
      for (const person of await storage.directory.backBy(londonDate(now))) {
        try {
          await storage.transaction((stores) => welcomeOne(person, now, stores, policies));
        } catch (error) {
          const code = error instanceof Error ? error.name : 'unknown';
          log.error({ person: person.id, code }, 'somebody who is back was not told what there was');
        }
      }
    },
  };
}

async function welcomeOne(person: Person, now: Instant, stores: Stores, policies: Policies): Promise<void> {
  const authority = await stores.directory.authority(person.authority);
  const { away } = (await stores.directory.person(person.id)) ?? person;
  if (!authority || !away || away.backAt) return;
  const policy = policies.inForce(authority.policy, londonDate(now));
  const isQuiet = quietUntil(now, await hoursAt(person, policy, stores.directory)) !== null;
  if (londonTime(now) < policy.alertTime || isQuiet) return;
  await stores.directory.setAway(person.id, { ...away, backAt: now });
  const meanwhile = await stores.outbox.insteadOf(person.id, away.since);
  if (meanwhile.length > 0) await stores.outbox.add([digestFor(person, away.since, now)]);
}

const digestFor = ({ id, authority }: Person, since: Instant, now: Instant): Notice => ({
  id: randomUUID(),
  kind: 'digest',
  authority,
  caseId: null,
  obligation: WHILE_AWAY,
  occurrence: since,
  recipient: id,
  dueAt: now,
  urgent: false,
});
