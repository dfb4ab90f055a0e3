import type { Request } from '../../src/bench/teams-connector/asked';
import { startTeamsConnector, type Options } from '../../src/bench/teams-connector/connector';
import type { TeamsConnector } from '../../src/bench/teams-connector/connector';

type Json = Record<string, any>;

/** One request that the bot made, whatever it was answered with. */
export interface Call extends Pick<Request, 'method' | 'conversationId' | 'activityId' | 'headers'> {
  readonly activity: Json;
}

/** A message as it stands in a conversation now, edits included. */
export interface Message {
  readonly id: string;
  readonly conversationId: string;
  activity: Json;
}

/** Teams' side of the wire, which also keeps what was said. */
export interface LoopbackConnector extends TeamsConnector {
  readonly calls: Call[];
  messages(conversationId: string): Message[];
  message(id: string): Message;
}

/** Unless `limits` is set nothing is refused for coming too often: a test presses buttons faster than people do. */
export async function startConnector(options: Options = {}): Promise<LoopbackConnector> {
  const calls: Call[] = [];
  const messages: Message[] = [];
  const connector = await startTeamsConnector({
    ...options,
    onArrival({ kind, accepted, activityId: id }, { method, conversationId, activityId, headers, text }) {
      const activity = JSON.parse(text || '{}') as Json;
      calls.push({ method, conversationId, activityId, headers, activity });
      if (!accepted || id === null) return;
      const known = messages.find((message) => message.id === id);
      if (kind === 'delete') messages.splice(messages.indexOf(known!), 1);
      else if (known) known.activity = activity;
      else messages.push({ id, conversationId, activity });
    },
  });
  return {
    ...connector,
    calls,
    messages: (conversationId) => messages.filter((message) => message.conversationId === conversationId),
    message(id) {
      const found = messages.find((message) => message.id === id);
      if (!found) throw new Error(`no message ${id}`);
      return found;
    },
  };
}
