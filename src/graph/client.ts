import {
  AuthenticationHandler,
  Client,
  HTTPMessageHandler,
  RetryHandler,
  RetryHandlerOptions,
  type AuthenticationProvider,
} from '@microsoft/microsoft-graph-client';
import { Limited, Paced } from './middleware';
import { within } from '../time-limit';
import type { Pace } from './pace';

/** Microsoft Graph, with what every call to it keeps to. All throw `GraphError`. */
export interface Graph {
  get(path: string, signal: AbortSignal): Promise<unknown>;
  post(path: string, body: object, signal: AbortSignal): Promise<unknown>;
  patch(path: string, body: object, signal: AbortSignal): Promise<unknown>;
  delete(path: string, signal: AbortSignal): Promise<unknown>;
}

interface Deps {
  /** `https://graph.microsoft.com`, or a stand-in on this machine. */
  readonly url: string;
  /** Null: no token is sent. */
  readonly authentication: AuthenticationProvider | null;
  readonly pace: Pace;
  /** After so long without an answer a try is given up. */
  readonly tryMs: number;
}

const MOST_RETRIES = 2;
const RETRY_SECONDS = 1;
/** Where Graph asks for a longer wait, the outbox waits and not a call. */
const LONGEST_WAIT_SECONDS = 5;

/**
 * Of the client's own chain, without its redirects and its telemetry: it tries again what was answered with 429, 503 or
 * 504, after as long as Graph asks for. A mail that is sent twice is better than one that is not; an event
 * is made once all the same, by its transaction id.
 */
export function createGraph({ url, authentication, pace, tryMs }: Deps): Graph {
  const retries = new RetryHandlerOptions(
    RETRY_SECONDS,
    MOST_RETRIES,
    (_delay, _attempt, _request, _options, response) => isSoon(response.headers.get('retry-after')),
  );
  const client = Client.initWithMiddleware({
    baseUrl: url,
    middleware: [
      ...(authentication ? [new AuthenticationHandler(limited(authentication, tryMs))] : []),
      new RetryHandler(retries),
      new Paced(pace),
      new Limited(tryMs),
      new HTTPMessageHandler(),
    ],
  });
  return {
    get: (path, signal) => client.api(path).options({ signal }).get() as Promise<unknown>,
    post: (path, body, signal) => client.api(path).options({ signal }).post(body) as Promise<unknown>,
    patch: (path, body, signal) => client.api(path).options({ signal }).patch(body) as Promise<unknown>,
    delete: (path, signal) => client.api(path).options({ signal }).delete() as Promise<unknown>,
  };
}

/** The client gives a token no limit of its own. */
const limited = (authentication: AuthenticationProvider, tryMs: number): AuthenticationProvider => ({
  getAccessToken: (options) =>
    within(tryMs, authentication.getAccessToken(options), async () => {
      throw new DOMException('no token in time', 'TimeoutError');
    }),
});

const isSoon = (retryAfter: string | null): boolean =>
  retryAfter === null || Number(retryAfter) <= LONGEST_WAIT_SECONDS;
