import type { IncomingMessage } from 'node:http';
import type { Arrival } from './arrivals';

/** What a request of Bot Framework's connector protocol asks for. */
export interface Request {
  readonly kind: Arrival['kind'];
  readonly conversationId: string;
  /** Of an edit. */
  readonly activityId: string | null;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

const PATH = /^\/v3\/conversations(?:\/([^/?]+)(?:\/(activities|members|pagedmembers)(?:\/([^/?]+))?)?)?(?:\?|$)/;

export async function readRequest(request: IncomingMessage): Promise<Request> {
  const { method = '', headers, url = '' } = request;
  const [whole, conversation, part, id] = PATH.exec(url) ?? [];
  return {
    kind: whole === undefined ? 'unknown' : kindOf(method, conversation, part),
    conversationId: conversation ? decodeURIComponent(conversation) : '',
    // A POST below a message is an answer to it, and new itself.
    activityId: id && method !== 'POST' ? decodeURIComponent(id) : null,
    method,
    headers,
    text: await textOf(request),
  };
}

function kindOf(method: string, conversation: string | undefined, part: string | undefined): Arrival['kind'] {
  if (!conversation) return method === 'POST' ? 'create' : 'unknown';
  if (part === 'activities' && method === 'POST') return 'send';
  if (part === 'activities' && method === 'PUT') return 'edit';
  if (part === 'activities' && method === 'DELETE') return 'delete';
  return part && part !== 'activities' && method === 'GET' ? 'members' : 'unknown';
}

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => resolve(parts.length === 1 ? parts[0]!.toString() : Buffer.concat(parts).toString()));
    request.on('error', reject);
  });
}
