import { doneBesideNote } from '../casework/deed';
import { refusing } from '../casework/refusing';
import type { Clock } from '../clock';
import { may } from '../domain/access/table';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import type { Storage } from '../stores';
import type { Address } from './references';

/** Whom the outbox and the references know the channel as in which an authority hears of alerts that reach nobody. */
export const alertChannelOf = (authority: string): string => `alerts:${authority}`;

/** From now on it is told in this channel; true when another one had that until now. Throws `Refusal`. */
export async function postAlertsHere(
  person: Person,
  channel: Address,
  { storage, clock }: { readonly storage: Storage; readonly clock: Clock },
): Promise<boolean> {
  const deed = { person, action: 'post-alerts' } as const;
  await refusing(person, deed.action, { storage, clock }, async () => {
    if (!may(person, deed.action, null)) throw notAllowed(deed.action);
  });
  const recipient = alertChannelOf(person.authority);
  return storage.transaction(async ({ references, outbox, audit }) => {
    const before = await references.of(recipient);
    // Nobody's own address: the channel as a whole is written to.
    await references.save({ ...channel, userId: '', recipient, greeted: true, entraId: null });
    await outbox.reachable(recipient);
    await audit.add(doneBesideNote(deed, null, clock.now()));
    return before !== null && before.conversationId !== channel.conversationId;
  });
}
