import type { Logger } from 'pino';
import type { Policies } from '../casework/load';
import type { Clock } from '../clock';
import { doneBesideNote, readNote } from '../casework/deed';
import { refusing } from '../casework/refusing';
import { may, type Action } from '../domain/access/table';
import type { Instant, LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { meetingAt, meetingOn, postingsAt } from '../domain/panel/cycle';
import type { Address } from '../notices/references';
import { notAllowed } from '../people/allow';
import type { Authority, Person } from '../people/directory';
import type { Storage, Stores } from '../stores';
import { agendaNotice, channelOf, meetingOfNotice } from './agenda-notice';
import { agendaOf, cycleOf } from './agenda-of';
import type { Panel, PostedHere } from './panel';
import type { PanelChannel } from './panel-store';

export interface PanelDeps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createPanel({ storage, policies, clock, log }: PanelDeps): Panel {
  const allowed = (person: Person, action: Action) =>
    refusing(person, action, { storage, clock }, async () => {
      if (!may(person, action, null)) throw notAllowed(action);
    });

  return {
    async agendaNow(person) {
      await allowed(person, 'see-agenda');
      const authority = await authorityOf(person.authority, storage);
      const now = clock.now();
      const meeting = meetingAt(cycleOf(authority, policies, londonDate(now)), now);
      storage.audit.later(readNote({ person, action: 'see-agenda' }, [], now));
      return agendaOf(authority, meeting, now, storage, policies, log);
    },

    async postHere(person, channel) {
      await allowed(person, 'post-agenda');
      return storage.transaction((stores) => postHere(person, channel, clock.now(), stores, policies));
    },

    async postDue(now = clock.now()) {
      let posted = 0;
      for (const { authority } of await storage.panels.due(now)) {
        try {
          posted += await storage.transaction((stores) => postOne(authority, now, stores, policies));
        } catch (error) {
          // One authority's trouble must not keep the agenda from another's panel.
          log.error({ authority, code: error instanceof Error ? error.name : 'unknown' }, 'an agenda was not posted');
        }
      }
      return posted;
    },

    async forDelivery({ kind, authority: code, obligation }) {
      const on = meetingOfNotice(obligation);
      const authority = await storage.directory.authority(code);
      if (kind !== 'agenda' || !on || !authority) return null;
      const now = clock.now();
      const meeting = meetingOn(cycleOf(authority, policies, londonDate(now)), on);
      return agendaOf(authority, meeting, now, storage, policies, log);
    },
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
  const since = { authority: authority.code, setBy: person.id, setAt: now };
  const { posted, next } = await settle(since, authority, now, stores, policies);
  // What could not be delivered where the channel was before can be delivered now.
  await stores.outbox.reachable(recipient);
  await stores.audit.add(doneBesideNote({ person, action: 'post-agenda' }, null, now));
  return { posted, next, moved: before !== null && before.conversationId !== address.conversationId };
}

/** Looks again inside of the transaction: another instance may have posted in between. */
async function postOne(code: string, now: Instant, stores: Stores, policies: Policies): Promise<number> {
  const channel = await stores.panels.channel(code);
  const authority = await stores.directory.authority(code);
  if (!channel || !authority || channel.nextPostAt > now) return 0;
  return (await settle(channel, authority, now, stores, policies)).posted.length;
}

type ChannelSince = Omit<PanelChannel, 'nextPostAt' | 'nextMeeting'> & Partial<PanelChannel>;

/** What is due goes into the outbox, and the channel waits for the meeting after it. */
async function settle(channel: ChannelSince, authority: Authority, now: Instant, stores: Stores, policies: Policies) {
  const { due, next } = postingsAt(
    cycleOf(authority, policies, londonDate(now)),
    channel.nextMeeting ?? londonDate(now),
    now,
  );
  const reference = await stores.references.of(channelOf(authority.code));
  const posted: LocalDate[] = [];
  for (const meeting of due) {
    const notice = agendaNotice(authority.code, meeting, reference?.conversationId ?? '');
    if ((await stores.outbox.add([notice])) > 0) posted.push(meeting.on);
  }
  await stores.panels.save({ ...channel, nextPostAt: next.postAt, nextMeeting: next.on });
  return { posted, next };
}

async function authorityOf(code: string, { directory }: Pick<Stores, 'directory'>): Promise<Authority> {
  const authority = await directory.authority(code);
  if (!authority) throw new Error(`authority ${code} is not in the directory`);
  return authority;
}
