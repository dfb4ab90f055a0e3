import type { IncomingMessage, ServerResponse } from 'node:http';
import restify, { type Request, type Response } from 'restify';
import type { Config } from './config';
import { isAddress } from './door/address';
import { serveTurnstile } from './door/turnstile';
import { describeError, type Log } from './log';
import { serveMetrics } from './metrics-page';
import { servePapers, type Counter } from './paper-counter';
import { Explained } from './explained';
import { BodyRefused, readJson } from './request-body';

/** What an operator should know, in counts. Not `ok`: nothing is told by itself until the operator mends it. */
export type Ready = { readonly ok: boolean } & Readonly<Record<string, unknown>>;

export interface Endpoints {
  /** POST /api/messages. Never throws. */
  receive(authorization: string, body: unknown): Promise<Received>;
  /** Whether a token that nobody has shown before is good, found out a bounded number of times a second. Never throws. */
  isOfTeams(authorization: string): Promise<boolean>;
  /** GET /readyz. Throws when the database does not answer. */
  ready(): Promise<Ready>;
  /** GET /metrics. Throws when the database does not answer. */
  metrics(): Promise<string>;
  /** GET and POST /papers/<ticket>. */
  readonly papers: Counter;
}

export interface Received {
  readonly status: number;
  readonly body?: unknown;
  /** After how many seconds it may be tried again. */
  readonly retryAfter?: number;
  /** Whether the token was good, also where nothing came of it for another reason. */
  readonly isAuthentic: boolean;
}

export interface Server {
  readonly port: number;
  /** Takes no more requests and waits for those that are being answered. */
  close(): Promise<void>;
}

/** An activity with a full page of text is under 100 KB; nobody has a reason to send much more. */
const MOST_BODY_BYTES = 256 * 1024;
const SLOWEST_REQUEST_MS = 30_000;

/** Rejects when the port is taken. */
export async function startServer(
  config: Pick<Config, 'port' | 'host' | 'publicUrl' | 'metricsToken' | 'limits' | 'trustedProxies'>,
  { receive, isOfTeams, ready, metrics, papers }: Endpoints,
  log: Log,
): Promise<Server> {
  const server = restify.createServer({ name: 'whereabouts', ignoreTrailingSlash: true, log: log as never });
  server.server.requestTimeout = SLOWEST_REQUEST_MS;
  beforeAnything(server, config.publicUrl?.startsWith('https:') === true);
  const turnstile = serveTurnstile(server, config, isOfTeams, log);

  server.post('/api/messages', async (request: Request, response: Response) => {
    try {
      const body = await readJson(request, MOST_BODY_BYTES);
      const answer = await receive(request.header('authorization') ?? '', body);
      if (answer.isAuthentic) turnstile.known(request);
      if (answer.retryAfter !== undefined) response.header('Retry-After', String(answer.retryAfter));
      if (answer.body === undefined) response.send(answer.status);
      else response.send(answer.status, answer.body);
    } catch (error) {
      if (!(error instanceof BodyRefused)) throw error;
      // What is left of the body is not read, so the connection cannot be used again.
      response.header('Connection', 'close');
      response.send(error.status);
    }
  });
  servePapers(server, papers);
  serveMetrics(server, metrics, config.metricsToken, log);
  server.get('/healthz', async (_request: Request, response: Response) => {
    response.send(200, { ok: true });
  });
  server.get('/readyz', async (_request: Request, response: Response) => {
    try {
      const state = await ready();
      response.send(state.ok ? 200 : 503, state);
    } catch (error) {
      log.error(describeError(error), 'not ready');
      response.send(503, { ok: false });
    }
  });

  await new Promise<void>((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => reject(isTaken(error) ? new PortTaken(config.port) : error));
    server.listen(config.port, config.host, resolve);
  });
  return { port: server.address().port, close: () => closed(server) };
}

const isTaken = ({ code }: NodeJS.ErrnoException): boolean => code === 'EADDRINUSE';

/** Something else listens there. */
export class PortTaken extends Explained {
  override name = 'PortTaken';

  constructor(port: number) {
    super(`Something else on this machine has port ${port}: end it, or set PORT to another one, and start again.`);
  }
}

/** So long does a browser that was here once come back by https alone, to the links of papers above all. In seconds: a year. */
const BY_HTTPS_ALONE = 'max-age=31536000';

/** Before restify looks at it at all; its types do not know of this. Whatever is answered says by which way to come back. */
function beforeAnything(server: restify.Server, isByHttps: boolean): void {
  type First = (request: IncomingMessage, response: ServerResponse) => boolean;
  (server as unknown as { first(handler: First): void }).first((request, response) => {
    if (isByHttps) response.setHeader('Strict-Transport-Security', BY_HTTPS_ALONE);
    if (isAddress(request)) return true;
    response.writeHead(400, { Connection: 'close' });
    response.end();
    return false;
  });
}

function closed(server: restify.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    (server.server as { closeIdleConnections(): void }).closeIdleConnections();
  });
}
