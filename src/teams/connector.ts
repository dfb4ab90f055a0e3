import type { Activity } from 'botbuilder';
import { AuthenticationConstants, ClaimsIdentity, type ConnectorClient } from 'botframework-connector';
import type { StrictAuthentication } from './authentication';
import type { Guard } from './guard';
import type { CallAnswer } from '../notices/calls';
import type { Address as Conversation } from '../notices/references';

/** Where to write: a conversation, and in a channel the thread in it. */
export interface Address extends Omit<Conversation, 'userId'> {
  readonly userId?: string;
  readonly thread?: string;
}

/** Writes to Teams. Throws what the connector throws: see `send-outcome.ts`. */
export interface Connector {
  send(address: Address, message: Partial<Activity>): Promise<Posted>;
  update(address: Address, activityId: string, message: Partial<Activity>): Promise<Posted>;
}

export interface Posted {
  /** Of the message. */
  readonly id: string;
  readonly answer: CallAnswer;
}

/** A call that has had no answer for so long is given up: Teams gives the bot no more than about 15 s in all. */
const CALL_TIME_LIMIT_MS = 8_000;
const MOST_CLIENTS = 20;

export function createConnector(authentication: StrictAuthentication, appId: string, guard: Guard): Connector {
  const clients = new Map<string, Promise<ConnectorClient>>();

  async function clientFor(serviceUrl: string): Promise<ConnectorClient> {
    guard.admitService(serviceUrl);
    if (clients.size > MOST_CLIENTS) clients.clear();
    const client = clients.get(serviceUrl) ?? createClient(authentication, appId, serviceUrl);
    clients.set(serviceUrl, client);
    client.catch(() => clients.delete(serviceUrl));
    return client;
  }

  return {
    async send(address, message) {
      const client = await clientFor(address.serviceUrl);
      const activity = addressed(address, message);
      const { id } = await client.conversations.sendToConversation(activity.conversation!.id, activity);
      return { id: id ?? '', answer: { status: 200, code: null, requestId: null } };
    },
    async update(address, activityId, message) {
      const client = await clientFor(address.serviceUrl);
      const activity = { ...addressed(address, message), id: activityId };
      await client.conversations.updateActivity(activity.conversation!.id, activityId, activity);
      return { id: activityId, answer: { status: 200, code: null, requestId: null } };
    },
  };
}

function addressed(address: Address, message: Partial<Activity>): Partial<Activity> {
  return {
    type: 'message',
    ...message,
    channelId: address.channelId,
    serviceUrl: address.serviceUrl,
    from: { id: address.botId, name: '' },
    ...(address.userId ? { recipient: { id: address.userId, name: '' } } : {}),
    conversation: {
      id: address.thread ?? address.conversationId,
      tenantId: address.tenantId,
    } as Activity['conversation'],
  };
}

async function createClient(
  authentication: StrictAuthentication,
  appId: string,
  serviceUrl: string,
): Promise<ConnectorClient> {
  const identity = new ClaimsIdentity([
    { type: AuthenticationConstants.AudienceClaim, value: appId },
    { type: AuthenticationConstants.AppIdClaim, value: appId },
  ]);
  const client = await authentication.createConnectorFactory(identity).create(serviceUrl);
  return patient(client);
}

/** The part of the client that its types do not show. */
interface Pipeline {
  removePolicy(options: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(request: { timeout: number }, next: (request: unknown) => unknown): unknown;
  }): void;
}

/**
 * Out of the box the client posts a message up to four times after a reset or a 5xx, each of which may have arrived,
 * and waits for ever when there is no answer. Repeating is the outbox's to decide. Redirects are not followed: they
 * would lead around the list of hosts that the bot may write to.
 */
function patient(client: ConnectorClient): ConnectorClient {
  const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy({
    name: 'timeLimit',
    sendRequest(request, next) {
      request.timeout = CALL_TIME_LIMIT_MS;
      return next(request);
    },
  });
  return client;
}
