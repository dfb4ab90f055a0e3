import type { Logger } from 'pino';
import type { Policies } from '../casework/load';
import type { Clock } from '../clock';
import { doneBesideNote, readNote } from '../casework/deed';
import { ifAllowed } from '../casework/refusing';
import type { Action } from '../domain/access/table';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { meetingAt, meetingOn, takesPlace } from '../domain/panel/cycle';
import type { Address } from '../notices/references';
import type { Person } from '../people/directory';
import type { Storage, Stores } from '../stores';
import { channelOf, meetingOfNotice } from './agenda-notice';
import { agendaOf } from './agenda-of';
import { asSeenBy } from './as-seen-by';
import { authorityOf } from './authority-of';
import { cycleOf } from './cycle-of';
import { notTakenFor } from './calendar/not-taken';
import { closeDue } from './freeze';
import { changeMeeting, comingMeetings, wordFor } from './meetings';
import type { Panel, PostedHere } from './panel';
import { settle } from './settle';

export interface PanelDeps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createPanel({ storage, policies, clock, log }: PanelDeps): Panel {
  const allowed = <T>(person: Person, action: Action, work: () => Promise<T>) =>
    ifAllowed(person, action, { storage, clock }, work);

  return {
    agendaNow: (person) =>
      allowed(person, 'see-agenda', async () => {
        const authority = await authorityOf(person.authority, storage);
        const now = clock.now();
        const meeting = meetingAt(await cycleOf(authority, londonDate(now), storage, policies), now);
        storage.audit.later(readNote({ person, action: 'see-agenda' }, [], now));
        return (await agendaOf(authority, meeting, now, storage, policies, log)).agenda;
      }),

    asSeenBy: (person, planned, shown) =>
      allowed(person, 'see-agenda', () => asSeenBy(person, planned, shown, { storage, policies, clock, log })),

    postHere: (person, channel) =>
      allowed(person, 'post-agenda', () =>
        storage.transaction((stores) => postHere(person, channel, clock.now(), stores, policies)),
      ),

    meetings: (person) =>
      allowed(person, 'see-agenda', async () => {
        const now = clock.now();
        storage.audit.later(readNote({ person, action: 'see-agenda' }, [], now));
        return comingMeetings(person, now, { storage, policies });
      }),

    change: (...given) =>
      allowed(given[0], 'change-meeting', () =>
        storage.transaction((stores) => changeMeeting(given, clock.now(), stores, policies)),
      ),

    async postDue(now = clock.now()) {
      let posted = 0;
      for (const authority of await storage.directory.authorities()) {
        try {
          posted += await closeDue(authority, now, { storage, policies, log });
        } catch (error) {
          // One authority's trouble must not keep the agenda from another's panel.
          const [{ code }, trouble] = [authority, error instanceof Error ? error.name : 'unknown'];
          log.error({ authority: code, code: trouble }, 'an agenda was not posted');
        }
      }
      return posted;
    },

    async forDelivery({ kind, authority: code, obligation }) {
      const planned = meetingOfNotice(obligation);
      const authority = await storage.directory.authority(code);
      if (kind !== 'agenda' || !planned || !authority) return null;
      const now = clock.now();
      const meeting = meetingOn(await cycleOf(authority, londonDate(now), storage, policies), planned);
      const { agenda } = await agendaOf(authority, meeting, now, storage, policies, log);
      return { ...agenda, isToBePosted: takesPlace(meeting) && meeting.postAt <= now };
    },

    wordFor: (delivery) => wordFor(delivery, clock.now(), { storage, policies }),
    notTakenFor: (delivery) => notTakenFor(delivery, clock.now(), { storage, policies }),
  };
}

async function postHere(
  person: Person,
  address: Address,
  now: Instant,
  stores: Stores,
  policies: Policies,
): Promise<PostedHere> {
  const authority = await authorityOf(person.authority, stores);
  const recipient = channelOf(authority.code);
  const before = await stores.references.of(recipient);
  // Nobody's own address: the channel as a whole is written to.
  await stores.references.save({ ...address, userId: '', recipient, greeted: true, entraId: null });
  const toldOf = (await stores.panels.channel(authority.code))?.toldOf ?? null;
  const since = { authority: authority.code, setBy: person.id, setAt: now, toldOf };
  const { posted, next } = await settle(since, authority, now, stores, policies);
  // What could not be delivered where the channel was before can be delivered now.
  await stores.outbox.reachable(recipient);
  await stores.audit.add(doneBesideNote({ person, action: 'post-agenda' }, null, now));
  return { posted, next, moved: before !== null && before.conversationId !== address.conversationId };
}
