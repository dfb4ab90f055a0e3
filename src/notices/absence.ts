import { doneBesideNote } from '../casework/deed';
import { refusing } from '../casework/refusing';
import type { Clock } from '../clock';
import { may } from '../domain/access/table';
import { addDays, inWords, type LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { Policies } from '../domain/policy/policies';
import type { PolicyPack } from '../domain/policy/pack';
import { Refusal } from '../errors';
import type { Delivery } from './outbox';
import { standInsFor } from '../people/away';
import { notAllowed } from '../people/allow';
import type { Away, Person } from '../people/directory';
import type { Storage } from '../stores';

/** Who gets a person's alerts while they are away, and under which rule. */
export interface Cover {
  readonly standIns: readonly Person[];
  readonly policy: PolicyPack;
  /** The last day that may be given as the day of return. */
  readonly last: LocalDate;
}

/** Times at which people are not there to read what is sent to them. */
export interface Absences {
  cover(person: Person): Promise<Cover>;
  /** From now on alerts go to colleagues, up to the day before `until`. */
  leave(person: Person, until: LocalDate): Promise<Cover>;
  /** Here again, before the day that was given: what others got meanwhile, oldest first; null for who was not away. */
  back(person: Person): Promise<readonly Delivery[] | null>;
}

interface Deps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly clock: Clock;
}

export function createAbsences({ storage, policies, clock }: Deps): Absences {
  const { directory } = storage;

  const cover = (person: Person): Promise<Cover> =>
    refusing(person, 'be-away', { storage, clock }, () => coverOf(person));

  async function coverOf(person: Person): Promise<Cover> {
    if (!may(person, 'be-away', null)) throw notAllowed('be-away');
    const today = londonDate(clock.now());
    const authority = await directory.authority(person.authority);
    if (!authority)
      throw new Refusal('no-authority', 'Your authority is not set up yet. Please ask your administrator.');
    const policy = policies.inForce(authority.policy, today);
    const standIns = await standInsFor(person, person.roles, policy, { directory, today });
    return { standIns, policy, last: addDays(today, policy.away.mostDays) };
  }

  const away = (person: Person, since: Away): Promise<void> =>
    storage.transaction(async (stores) => {
      await stores.directory.setAway(person.id, since);
      await stores.audit.add(doneBesideNote({ person, action: 'be-away' }, null, clock.now()));
    });

  return {
    cover,

    async leave(person, until) {
      const given = await cover(person);
      const now = clock.now();
      if (until <= londonDate(now))
        throw new Refusal('refused', 'Give a day to come: the first day on which you are back.');
      if (until > given.last)
        throw new Refusal('refused', `Give a day up to ${inWords(given.last)}. For longer, ask your administrator.`);
      // Whoever stays away for longer, or has not read yet what there was, has been away since the first day.
      const since = person.away?.backAt === null ? person.away.since : now;
      await away(person, { since, until, backAt: null });
      return given;
    },

    async back(person) {
      await cover(person);
      const { away: last } = person;
      if (!last || last.backAt) return null;
      await away(person, { ...last, backAt: clock.now() });
      return storage.outbox.insteadOf(person.id, last.since);
    },
  };
}
