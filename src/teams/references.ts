import type { Reference } from '../notices/references';
import type { Stores } from '../stores';
import type { Turn } from './turn';

/** Keeps where each person can be written to, from whatever they last did in their own chat. */
export interface References {
  /** In a personal chat only; notices that waited for the person are due again. */
  seen(turn: Turn): Promise<void>;
  /** True for the first who asks about this conversation, however many ask at once. */
  mayGreet(turn: Turn): Promise<boolean>;
  of(recipient: string): Promise<Reference | null>;
}

/** `wake` starts the delivery of notices that have become due again. */
export function createReferences(storage: Stores, wake: () => Promise<void>): References {
  return {
    async seen(turn) {
      if (turn.where !== 'personal') return;
      const known = await storage.references.of(turn.person.id);
      const seen = referenceOf(turn);
      // The service address may change at any time; the newest is the right one.
      if (!known || !sameAddress(known, seen)) await storage.references.save(seen);
      if ((await storage.outbox.reachable(turn.person.id, turn.now)) > 0) await wake();
    },
    mayGreet: (turn) => storage.references.greet(turn.person.id),
    of: (recipient) => storage.references.of(recipient),
  };
}

const referenceOf = ({ person, conversation }: Turn): Reference => ({
  recipient: person.id,
  ...conversation,
  greeted: false,
});

const ADDRESS = ['conversationId', 'serviceUrl', 'tenantId', 'botId', 'channelId', 'userId'] as const;

const sameAddress = (a: Reference, b: Reference): boolean => ADDRESS.every((field) => a[field] === b[field]);
