import type { Clock } from '../clock';
import { londonDate } from '../domain/calendar/london';
import type { Directory } from '../people/directory';
import type { Incoming } from './incoming';
import type { Turn } from './turn';

/** All that somebody hears whom the directory does not know: nothing of what the bot does or for whom. */
export const UNKNOWN_PERSON =
  'I do not know you yet, so I cannot help here. Please ask the administrator of Whereabouts in your authority to add you.';

/** Null for somebody whom the directory does not know, and for a guest, whoever has imported them. Known by tenant and Entra object id, never by name or e-mail. */
export async function identify(directory: Directory, clock: Clock, incoming: Incoming): Promise<Turn | null> {
  if (!incoming.entraId || !incoming.tenantId || incoming.isFromGuest) return null;
  const person = await directory.personByEntraId(incoming.tenantId, incoming.entraId);
  if (!person) return null;
  const now = clock.now();
  return { person, where: incoming.where, conversation: incoming.conversation, now, today: londonDate(now) };
}
