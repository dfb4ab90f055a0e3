import type { Activity } from 'botbuilder';
import { AuthenticationConstants, ClaimsIdentity } from 'botframework-connector';
import type { CallAnswer } from '../notices/calls';
import type { Address as Conversation } from '../notices/references';
import type { StrictAuthentication } from './authentication';
import type { Guard } from './guard';
import { call } from './http-call';
import { requestIdIn } from './send-outcome';

/** Where to write: a conversation, and in a channel the thread in it. */
export interface Address extends Omit<Conversation, 'userId'> {
  readonly userId?: string;
  readonly thread?: string;
}

/** Writes to Teams, once. Throws `CallFailed`, and what comes before a call: no token, an address that is not allowed. */
export interface Connector {
  send(address: Address, message: Partial<Activity>): Promise<Posted>;
  update(address: Address, activityId: string, message: Partial<Activity>): Promise<Posted>;
}

export interface Posted {
  /** Of the message; empty where Teams took it and did not say. */
  readonly id: string;
  readonly answer: CallAnswer;
}

/** Puts the bot's token on a request, from its own memory for as long as the token is good. */
type Sign = () => Promise<Readonly<Record<string, string>>>;

const MOST_ADDRESSES = 20;
/** On record of a message that was taken, and that cannot be changed later because nobody said what it is called. */
const NO_ID = 'no-id';

/**
 * The library's own client posts a message up to four times after a reset or a 5xx, each of which may have arrived, waits
 * for ever when there is no answer, and follows redirects: so it gives the token, and the call is made here.
 */
export function createConnector(authentication: StrictAuthentication, appId: string, guard: Guard): Connector {
  const signers = new Map<string, Promise<Sign>>();

  function signerFor(serviceUrl: string): Promise<Sign> {
    guard.admitService(serviceUrl);
    if (signers.size > MOST_ADDRESSES) signers.clear();
    const signer = signers.get(serviceUrl) ?? createSigner(authentication, appId, serviceUrl);
    signers.set(serviceUrl, signer);
    signer.catch(() => signers.delete(serviceUrl));
    return signer;
  }

  async function write(method: 'POST' | 'PUT', address: Address, message: Partial<Activity>): Promise<Posted> {
    const sign = await signerFor(address.serviceUrl);
    const activity = addressed(address, message);
    const path = ['v3', 'conversations', activity.conversation!.id, 'activities', ...(message.id ? [message.id] : [])];
    const url = new URL(path.map(encodeURIComponent).join('/'), withSlash(address.serviceUrl));
    const { status, headers, body } = await call(method, url, await sign(), JSON.stringify(activity));
    const given = (body as { id?: unknown } | null)?.id;
    const id = typeof given === 'string' ? given : (message.id ?? '');
    return { id, answer: { status, code: id === '' ? NO_ID : null, requestId: requestIdIn(headers) } };
  }

  return {
    send: (address, message) => write('POST', address, message),
    update: (address, activityId, message) => write('PUT', address, { ...message, id: activityId }),
  };
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

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

/** The part of the library's credentials that is used here. */
interface Credentials {
  signRequest(request: { readonly headers: { set(name: string, value: string): void } }): Promise<unknown>;
}

async function createSigner(authentication: StrictAuthentication, appId: string, serviceUrl: string): Promise<Sign> {
  const identity = new ClaimsIdentity([
    { type: AuthenticationConstants.AudienceClaim, value: appId },
    { type: AuthenticationConstants.AppIdClaim, value: appId },
  ]);
  const client = await authentication.createConnectorFactory(identity).create(serviceUrl);
  const credentials = client.credentials as unknown as Credentials;
  return async () => {
    const headers: Record<string, string> = { accept: 'application/json' };
    await credentials.signRequest({ headers: { set: (name, value) => void (headers[name.toLowerCase()] = value) } });
    return headers;
  };
}
