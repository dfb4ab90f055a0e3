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

export const createReferences = ({ references, outbox }: Pick<Stores, 'references' | 'outbox'>): References => ({
  async seen({ where, person, conversation, now }) {
    if (where !== 'personal') return;
    // The service address may change at any time, and the newest is the right one, so every turn tells it.
    await references.save({ recipient: person.id, ...conversation, greeted: false });
    await outbox.reachable(person.id, now);
  },
  mayGreet: ({ person }) => references.greet(person.id),
  of: (recipient) => references.of(recipient),
});
