import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, any>;

/** One request that the bot made, whatever it was answered with. */
export interface Call {
  readonly method: string;
  readonly conversationId: string;
  /** For an edit. */
  readonly activityId: string | null;
  readonly headers: IncomingMessage['headers'];
  readonly activity: Json;
}

/** A message as it stands in a conversation now, edits included. */
export interface Message {
  readonly id: string;
  readonly conversationId: string;
  activity: Json;
}

interface Trouble {
  readonly status?: number;
  readonly code?: string;
  readonly headers?: Record<string, string>;
  /** Closes the connection instead of answering. */
  readonly reset?: boolean;
  /** Never answers. */
  readonly hang?: boolean;
}

/** Teams' side of the wire, on loopback: takes what the bot sends and shows what a person would see. */
export interface LoopbackConnector {
  readonly serviceUrl: string;
  readonly calls: Call[];
  messages(conversationId: string): Message[];
  message(id: string): Message;
  /** The next requests meet this trouble, one each, in order. */
  trouble(...troubles: Trouble[]): void;
  close(): Promise<void>;
}

const PATH = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/?]+))?/;

export async function startConnector(): Promise<LoopbackConnector> {
  const calls: Call[] = [];
  const messages: Message[] = [];
  const troubles: Trouble[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, conversation = '', edited] = PATH.exec(request.url ?? '') ?? [];
    const conversationId = decodeURIComponent(conversation);
    const activityId = edited ? decodeURIComponent(edited) : null;
    const activity = JSON.parse(await textOf(request)) as Json;
    calls.push({ method: request.method ?? '', conversationId, activityId, headers: request.headers, activity });
    const trouble = troubles.shift();
    if (trouble) return meet(trouble, request, response);
    if (conversation === '') return reply(response, 404, {});
    const id = activityId ?? `m${calls.length}`;
    const known = messages.find((message) => message.id === id);
    if (request.method === 'PUT' && !known) {
      return reply(response, 404, { error: { code: 'ActivityNotFoundInConversation', message: 'gone' } });
    }
    if (known) known.activity = activity;
    else messages.push({ id, conversationId, activity });
    reply(response, known ? 200 : 201, { id });
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    messages: (conversationId) => messages.filter((message) => message.conversationId === conversationId),
    message(id) {
      const found = messages.find((message) => message.id === id);
      if (!found) throw new Error(`no message ${id}`);
      return found;
    },
    trouble: (...more) => void troubles.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function meet(
  { status = 500, code, headers, reset, hang }: Trouble,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (hang) return;
  if (reset) return void request.socket.destroy();
  reply(response, status, code ? { error: { code, message: 'no' } } : {}, headers);
}

function reply(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString('utf8') || '{}';
}
