import { alertChannelOf } from '../notices/alert-channel';
import { isOf, strangerFor, type Reference } from '../notices/references';
import { channelOf } from '../panel/agenda-notice';
import type { Person } from '../people/directory';
import type { Storage } from '../stores';
import type { Clock } from '../clock';
import type { Incoming } from './incoming';
import { membershipOf } from './membership';
import type { Turn } from './turn';

/** Keeps where each person can be written to, from whatever they last did. */
export interface References {
  /**
   * In the person's own chat, or in the channel that has their panel's agenda or word of their alerts; what waited for
   * them or for it is due again. Elsewhere nothing is kept.
   * @param anew something has happened to the conversation, so that what was kept a moment ago does not count.
   */
  seen(turn: Turn, anew?: 'anew'): Promise<void>;
  /**
   * Somebody whom the directory does not know, in their own chat. Many get the app before they are imported, and some
   * never write: where they can be written to is kept until they are, by ids alone.
   */
  met(incoming: Incoming): Promise<void>;
  /**
   * The app came or went, a team or a channel was deleted or restored: what waited there is due again, at the service
   * address that this comes from, or must wait.
   * False when that was a farewell.
   */
  told(incoming: Incoming): Promise<boolean>;
  /** True for the first who asks about this conversation, however many ask at once. */
  mayGreet(turn: Turn): Promise<boolean>;
  /** Where the person can be written to; null when they cannot, or when what is kept is somebody else's. */
  of(person: Person): Promise<Reference | null>;
}

interface Deps extends Pick<Storage, 'references' | 'outbox' | 'transaction'> {
  readonly clock: Clock;
  /** What Teams calls this bot; see `isOfAnotherBot`. */
  readonly bot: string | null;
}

export const createReferences = ({ references, outbox, transaction, clock, bot }: Deps): References => ({
  // The service address may change at any time, and the newest is the right one, so every turn tells it.
  async seen({ where, person, conversation }, anew) {
    if (where === 'personal') {
      const seen = { recipient: person.id, ...conversation, greeted: false, entraId: person.entraId, teamId: null };
      if (await references.save(seen, anew)) await outbox.reachable(person.id);
    }
    if (where !== 'channel') return;
    for (const kept of [channelOf(person.authority), alertChannelOf(person.authority)]) {
      const channel = await references.of(kept);
      if (channel?.conversationId !== conversation.conversationId) continue;
      const { state: _, since: __, why: ___, ...before } = channel;
      const { serviceUrl, botId, teamId } = conversation;
      const seen = { ...before, serviceUrl, botId, teamId: teamId ?? before.teamId };
      if (await references.save(seen, anew)) await outbox.reachable(channel.recipient);
    }
  },

  async met({ where, tenantId, entraId, conversation }) {
    if (where !== 'personal' || !tenantId || !entraId) return;
    await transaction(async (stores) => {
      // An import that is under way either sees what is kept here, or is seen.
      await stores.directory.holdStill();
      const person = await stores.directory.personByEntraId(tenantId, entraId);
      const recipient = person?.id ?? strangerFor({ tenantId, entraId });
      await stores.references.save({ recipient, ...conversation, greeted: false, entraId, teamId: null }, 'anew');
      if (person) await stores.outbox.reachable(recipient);
    });
  },

  async told(incoming) {
    const membership = membershipOf(incoming);
    if (!membership) return true;
    const { place, state, why } = membership;
    // Nobody has to speak in a channel before what is written there goes to where Teams listens now.
    if (state === 'reachable') {
      const { serviceUrl, tenantId, teamId } = incoming.conversation;
      await references.movedTo(serviceUrl, place);
      if (teamId && !('teamId' in place)) await references.movedTo(serviceUrl, { tenantId, teamId });
    }
    const changed = await references.mark(place, { state, why, at: clock.now() });
    if (state !== 'reachable') return false;
    for (const recipient of changed) await outbox.reachable(recipient);
    return true;
  },

  mayGreet: ({ person }) => references.greet(person.id),

  async of(person) {
    const reference = await references.of(person.id);
    return reference && isOf(reference, person, bot) ? reference : null;
  },
});
