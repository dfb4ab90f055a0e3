import { may } from '../domain/access/table';
import { Refusal } from '../errors';
import type { Person } from '../people/directory';
import type { Storage } from '../stores';
import type { Address } from './references';

/** Whom the outbox and the references know the channel as in which an authority hears of alerts that reach nobody. */
export const alertChannelOf = (authority: string): string => `alerts:${authority}`;

/** From now on it is told in this channel; true when another one had that until now. Throws `Refusal`. */
export async function postAlertsHere(person: Person, channel: Address, storage: Storage): Promise<boolean> {
  if (!may(person, 'post-alerts', null))
    throw new Refusal(
      'not-allowed',
      'Where the authority hears of alerts that reach nobody is for the tracking officer or the service manager to say.',
    );
  const recipient = alertChannelOf(person.authority);
  return storage.transaction(async ({ references, outbox }) => {
    const before = await references.of(recipient);
    // Nobody's own address: the channel as a whole is written to.
    await references.save({ ...channel, userId: '', recipient, greeted: true, entraId: null });
    await outbox.reachable(recipient);
    return before !== null && before.conversationId !== channel.conversationId;
  });
}
