import { randomUUID } from 'node:crypto';
import type { Person } from '../people/directory';

/** What comes back with a button of a card, by the deed behind it. */
export type Pressed = { readonly verb: string } & Readonly<Record<string, unknown>>;

/** Sends what a person's Teams client sends, and reads the answer. */
export interface TeamsClient {
  say(text: string): Promise<void>;
  /** Presses a button of a card: Action.Execute. Resolves with the body of the answer. */
  press(data: Pressed): Promise<string>;
  /** The same from a client that knows no Action.Execute: a message, answered by a message. */
  pressOnOldClient(data: object): Promise<void>;
}

export function teamsClient(
  port: number,
  serviceUrl: string,
  person: Pick<Person, 'entraId' | 'tenantId'>,
): TeamsClient {
  async function post(more: object): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: randomUUID(),
        channelId: 'msteams',
        serviceUrl,
        from: { id: `29:${person.entraId}`, name: 'Somebody', aadObjectId: person.entraId },
        recipient: { id: '28:bot', name: 'Whereabouts' },
        conversation: { id: `a:${person.entraId}`, conversationType: 'personal', tenantId: person.tenantId },
        channelData: { tenant: { id: person.tenantId } },
        ...more,
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`answered with ${response.status}: ${text}`);
    return text;
  }

  return {
    say: async (text) => void (await post({ type: 'message', text })),
    press: (data) => {
      const action = { type: 'Action.Execute', verb: data.verb, data };
      return post({ type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } });
    },
    pressOnOldClient: async (data) => void (await post({ type: 'message', value: data })),
  };
}
