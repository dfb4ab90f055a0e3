import { z } from 'zod';
import type { Account, Mail } from '../notices/reach';
import type { Graph } from './client';
import { NotThere } from './failure';

const Mailbox = z.object({ mail: z.string().nullish() });

/** From the authority's own mailbox, kept in nobody's sent items. Throws `NotThere`, and what the client throws. */
export async function sendMail(
  { entraId }: Account,
  { subject, text }: Mail,
  from: string,
  graph: Graph,
  signal: AbortSignal,
): Promise<void> {
  const person = await graph.get(`/users/${encodeURIComponent(entraId)}?$select=mail`, signal);
  const { mail: address } = Mailbox.parse(person);
  if (!address) throw new NotThere('no-mailbox');
  const message = {
    subject,
    body: { contentType: 'Text', content: text },
    toRecipients: [{ emailAddress: { address } }],
    importance: 'high',
  };
  await graph.post(`/users/${encodeURIComponent(from)}/sendMail`, { message, saveToSentItems: false }, signal);
}
