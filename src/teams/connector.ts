import type { Activity } from 'botbuilder';
import type { CallAnswer } from '../notices/calls';
import type { Address as Conversation } from '../notices/references';
import type { Guard } from './guard';
import { call } from './http-call';
import { requestIdIn } from './send-outcome';
import type { Token } from './token';

/** Where to write: a conversation, and in a channel the thread in it. */
export interface Address extends Omit<Conversation, 'userId'> {
  readonly userId?: string;
  readonly thread?: string;
}

/** Writes to Teams, once. Throws `CallFailed`, and what comes before a call: `NoToken`, an address that is not allowed. */
export interface Connector {
  send(address: Address, message: Partial<Activity>): Promise<Posted>;
  update(address: Address, activityId: string, message: Partial<Activity>): Promise<Posted>;
}

/** Writes at once or not at all, so that whatever keeps to a pace knows when it was written. */
export interface PacedConnector extends Connector {
  /** Waits for what must be in hand before anything is written; see `Token`. It is there for a minute then. */
  ready(): Promise<void>;
}

export interface Posted {
  /** Of the message; empty where Teams took it and did not say. */
  readonly id: string;
  readonly answer: CallAnswer;
}

/** On record of a message that was taken, and that cannot be changed later because nobody said what it is called. */
const NO_ID = 'no-id';

/**
 * The library's own client posts a message up to four times after a reset or a 5xx, each of which may have arrived, waits
 * for ever when there is no answer, and follows redirects: so it gives the token, and the call is made here.
 */
export function createConnector(token: Token, guard: Guard): PacedConnector {
  async function write(method: 'POST' | 'PUT', address: Address, message: Partial<Activity>): Promise<Posted> {
    guard.admitAddress(address);
    const signed = { accept: 'application/json', ...token.headers() };
    const activity = addressed(address, message);
    const path = ['v3', 'conversations', activity.conversation!.id, 'activities', ...(message.id ? [message.id] : [])];
    const url = new URL(path.map(encodeURIComponent).join('/'), withSlash(address.serviceUrl));
    const { status, headers, body } = await call(method, url, signed, JSON.stringify(activity));
    const given = (body as { id?: unknown } | null)?.id;
    const id = typeof given === 'string' ? given : (message.id ?? '');
    return { id, answer: { status, code: id === '' ? NO_ID : null, requestId: requestIdIn(headers) } };
  }

  return {
    ready: () => token.ready(),
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
