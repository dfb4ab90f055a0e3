import type { Reference } from '../notices/references';
import { channelOf } from '../panel/agenda-notice';
import type { Stores } from '../stores';
import type { Turn } from './turn';

/** Keeps where each person can be written to, from whatever they last did. */
export interface References {
  /**
   * In the person's own chat, or in the channel that has their panel's agenda; what waited for them or for it is due
   * again. Elsewhere nothing is kept.
   */
  seen(turn: Turn): Promise<void>;
  /** True for the first who asks about this conversation, however many ask at once. */
  mayGreet(turn: Turn): Promise<boolean>;
  of(recipient: string): Promise<Reference | null>;
}

export const createReferences = ({ references, outbox }: Pick<Stores, 'references' | 'outbox'>): References => ({
  // The service address may change at any time, and the newest is the right one, so every turn tells it.
  async seen({ where, person, conversation }) {
    if (where === 'personal') {
      const isNews = await references.save({ recipient: person.id, ...conversation, greeted: false });
      if (isNews) await outbox.reachable(person.id);
    }
    if (where === 'channel') {
      const channel = await references.of(channelOf(person.authority));
      if (channel?.conversationId !== conversation.conversationId) return;
      const isNews = await references.save({ ...channel, serviceUrl: conversation.serviceUrl });
      if (isNews) await outbox.reachable(channel.recipient);
    }
  },
  mayGreet: ({ person }) => references.greet(person.id),
  of: (recipient) => references.of(recipient),
});
