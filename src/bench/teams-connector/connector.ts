import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findIn, type Arrival, type Marks } from './arrivals';
import { readRequest, type Request } from './asked';
import { done } from './conversations';
import { createLimits, type Passings } from './limits';
import { dealt, isUnclear, type Faults, type Trouble } from './troubles';

export interface Options {
  /** The port to listen on; a free one when left out. */
  readonly port?: number;
  /** The published limits hold. Without them nothing is refused for coming too often, and nothing counted. */
  readonly limits?: boolean;
  /** How long every answer takes, in milliseconds. */
  readonly latencyMs?: number;
  readonly marks?: Marks;
  /** Milliseconds by which the limits are counted: of a clock that never jumps. */
  readonly steadyNow?: () => number;
  /** The record of what came is left out: for a measurement in which nobody reads it. */
  readonly forgetful?: boolean;
  /** Whether whoever shows this may write; left out, everybody may. */
  readonly admits?: (authorization: string | undefined) => boolean;
  /** Told of each request once it is known what becomes of it. */
  readonly onArrival?: (arrival: Arrival, request: Request) => void;
}

/** Teams' side of the wire, on loopback: takes what a bot sends, keeps to the published limits, and makes trouble. */
export interface TeamsConnector {
  readonly serviceUrl: string;
  /** Everything that came, in order. */
  readonly arrivals: readonly Arrival[];
  readonly passings: Passings;
  /** Tenants by conversation. One that was not told belongs to the tenant that the first request to it names. */
  know(tenants: Readonly<Record<string, string>>): void;
  /** The next requests meet this trouble, one each, in order. */
  trouble(...troubles: Trouble[]): void;
  /** Every request to these conversations meets this trouble, until null is given. */
  refuse(conversations: readonly string[], trouble: Trouble | null): void;
  faults(faults: Faults | null): void;
  /** Nobody listens any more, and what is open breaks. */
  away(): Promise<void>;
  back(): Promise<void>;
  close(): Promise<void>;
}

const TENANT = /"tenantId":\s*"([^"]+)"/i;
const LIMIT_WITHOUT_A_TIME = 2;
const UNKNOWN: Trouble = { status: 401 };

export async function startTeamsConnector(options: Options = {}): Promise<TeamsConnector> {
  const { latencyMs = 0, marks = {}, steadyNow = () => performance.now() } = options;
  const { admits = () => true, onArrival = () => {} } = options;
  const arrivals: Arrival[] = [];
  const limits = createLimits();
  const tenants = new Map<string, string>();
  const conversations = done();
  const troubles: Trouble[] = [];
  const refused = new Map<string, Trouble>();
  const counts = new Map<string, number>();
  let faults: Faults | null = null;
  let overLimit = 0;

  function tenantOf({ conversationId, text }: Request): string {
    const known = tenants.get(conversationId);
    if (known !== undefined) return known;
    const tenant = TENANT.exec(text)?.[1] ?? '';
    if (conversationId !== '') tenants.set(conversationId, tenant);
    return tenant;
  }

  /** Strictly by the moment at which the whole request had arrived. */
  function overTheLimit(request: Request): Trouble | null {
    const { kind, conversationId } = request;
    if (!options.limits || kind === 'unknown') return null;
    const asked = kind === 'members' || kind === 'create' ? kind : 'write';
    const missing = limits.refuses(asked, conversationId, tenantOf(request), steadyNow());
    if (missing === null) return null;
    // Teams does not always say for how long.
    overLimit += 1;
    const silent = overLimit % LIMIT_WITHOUT_A_TIME === 0;
    return { status: 429, headers: silent ? {} : { 'retry-after': String(Math.ceil(missing / 1_000)) } };
  }

  function troubleFor({ conversationId }: Request): Trouble | null {
    const nth = (counts.get(conversationId) ?? 0) + 1;
    if (faults) counts.set(conversationId, nth);
    const scripted = troubles.shift() ?? refused.get(conversationId);
    return scripted ?? (faults ? dealt(faults, conversationId, nth) : null);
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const at = performance.timeOrigin + performance.now();
    const isKnown = admits(request.headers.authorization);
    const limit = isKnown ? overTheLimit(request) : null;
    const trouble = isKnown ? (limit ?? troubleFor(request)) : UNKNOWN;
    const fails = trouble !== null && isFailure(trouble);
    const result = fails && !trouble.accepted ? null : conversations.does(request);
    const answer = fails ? statusOf(trouble) : result!.status;
    const arrival: Arrival = {
      at,
      kind: request.kind,
      conversationId: request.conversationId,
      activityId: result?.activityId ?? request.activityId,
      accepted: result !== null && result.status < 300,
      answer,
      met: limit ? 'limit' : fails ? (isUnclear(trouble) ? 'unclear' : 'refusal') : 'nothing',
      found: findIn(request.text, marks),
    };
    if (!options.forgetful) arrivals.push(arrival);
    onArrival(arrival, request);
    const send = () => {
      if (trouble?.hang) return;
      if (trouble?.reset) return void incoming.socket.resetAndDestroy();
      if (fails) return reply(response, answer, errorOf(trouble), headersOf(trouble));
      reply(response, answer, result!.body);
    };
    const wait = latencyMs + (trouble?.delayMs ?? 0);
    if (wait > 0) setTimeout(send, wait);
    else send();
  }

  const listener = await listen(options.port ?? 0, (request, response) => {
    // The sender broke off while it was still writing: nothing arrived.
    serve(request, response).catch(() => request.socket.destroy());
  });
  return {
    serviceUrl: `http://127.0.0.1:${listener.port}/`,
    arrivals,
    passings: limits.passings,
    know: (more) => Object.entries(more).forEach(([id, tenant]) => tenants.set(id, tenant)),
    trouble: (...more) => void troubles.push(...more),
    refuse: (ids, trouble) => ids.forEach((id) => (trouble ? refused.set(id, trouble) : refused.delete(id))),
    faults: (given) => void (faults = given),
    away: listener.close,
    back: listener.open,
    close: listener.close,
  };
}

const isFailure = ({ status, reset, hang }: Trouble): boolean =>
  status !== undefined || reset === true || hang === true;

const statusOf = ({ status = 500, reset, hang }: Trouble): number => (reset || hang ? 0 : status);

const headersOf = ({ headers, retryAfterDate }: Trouble): Trouble['headers'] =>
  retryAfterDate === undefined
    ? headers
    : { ...headers, 'retry-after': new Date(Date.now() + retryAfterDate * 1_000).toUTCString() };

/** The two shapes of an error that "Status codes" and "Send proactive messages" show. */
function errorOf({ code, subCode }: Trouble): object {
  if (!subCode) return code ? { error: { code, message: 'no' } } : {};
  const message = { subCode, details: 'no', errorCode: null, errorSubCode: null };
  return { errorCode: 209, message: JSON.stringify(message, null, 2).replaceAll('\n', '\r\n') };
}

function reply(response: ServerResponse, status: number, body: object, headers: Trouble['headers'] = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

const KEPT_OPEN_MS = 120_000;

/** A server that can close its port and open the same one again. */
async function listen(port: number, onRequest: (request: IncomingMessage, response: ServerResponse) => void) {
  let server = createServer();
  let at = port;
  const open = async () => {
    server = createServer({ keepAliveTimeout: KEPT_OPEN_MS, noDelay: true }, onRequest);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(at, '127.0.0.1', resolve);
    });
    at = (server.address() as AddressInfo).port;
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await open();
  return { port: at, open, close };
}
