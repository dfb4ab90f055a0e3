import http from 'node:http';
import https from 'node:https';
import { errorCodeIn } from './error-code';

/** What came back with a status from 200 to 299. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: unknown;
}

/** A call that was refused or had no answer. Its words say nothing of what was sent or came back. */
export class CallFailed extends Error {
  override name = 'CallFailed';

  constructor(
    /** Teams' own error code, or the system's. */
    readonly code: string | null,
    /** Null when there was no answer. */
    readonly statusCode: number | null,
    readonly headers: http.IncomingHttpHeaders,
    /** False when the connection was never there, so that nothing can have arrived. */
    readonly written: boolean,
  ) {
    super('the call was not taken');
  }
}

/** A call that has had no answer for so long is given up: Teams gives the bot no more than about 15 s in all. */
const TIME_LIMIT_MS = 8_000;
/** Shorter than servers keep an idle connection: one that they close just as it is used again loses a call. */
const IDLE_MS = 4_000;
const MOST_BYTES = 64 * 1024;

const KEPT_ALIVE = { keepAlive: true, maxFreeSockets: 100, timeout: IDLE_MS };
const plainAgent = new http.Agent(KEPT_ALIVE);
const tlsAgent = new https.Agent(KEPT_ALIVE);

/**
 * One JSON request and no other, whatever comes of it: nothing is repeated, and no redirect is followed, which would lead
 * around the list of hosts that the bot may write to. Throws `CallFailed`.
 */
export function call(
  method: 'POST' | 'PUT',
  url: URL,
  headers: Readonly<Record<string, string>>,
  json: string,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let written = false;
    const isTls = url.protocol === 'https:';
    const length = Buffer.byteLength(json);
    const request = (isTls ? https : http).request(url, {
      method,
      agent: isTls ? tlsAgent : plainAgent,
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'content-length': length },
    });
    let broken = (code: string | null) => reject(new CallFailed(code, null, {}, written));
    const fail = (code: string | null) => {
      clearTimeout(limit);
      broken(code);
      request.destroy();
    };
    const limit = setTimeout(() => fail('ETIMEDOUT'), TIME_LIMIT_MS);
    request.on('socket', (socket) => {
      // Until then the request waits in this process.
      if (socket.connecting) socket.once(isTls ? 'secureConnect' : 'connect', () => (written = true));
      else written = true;
    });
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? null));
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      const { statusCode: status = 0, headers } = response;
      const over = (body: unknown) => {
        if (status >= 200 && status < 300) resolve({ status, headers, body });
        else reject(new CallFailed(errorCodeIn(body), status, headers, true));
      };
      // The status says what came of it, though its body may break off.
      broken = () => over(null);
      response.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes <= MOST_BYTES) parts.push(part);
      });
      response.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? null));
      response.on('end', () => {
        clearTimeout(limit);
        over(jsonOf(Buffer.concat(parts)));
      });
    });
    request.end(json);
  });
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
