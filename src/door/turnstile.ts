import { createHash } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import type { Config } from '../config';
import type { Log } from '../log';
import { createRate } from './rate';
import { createSourceOf } from './source';

/** Who has shown a good token is known here from then on. */
export interface Turnstile {
  /** The token of this request was good, whatever became of the request. */
  known(request: Request): void;
}

const TOO_MANY = 429;
const SECONDS = 60;
/** Teams shows the same token for about an hour, from each of its addresses. */
const MOST_TOKENS = 500;
/** Whoever watches over the bot asks often, and is answered in any case. */
const PROBES = ['/healthz', '/readyz'];

/**
 * Before anything is read: an address from which too much was refused waits until the minute is over. What is let in
 * counts for nothing, so that Teams, which speaks for everybody from a few addresses, is never held up by how many there
 * are; and who shows a good token is let through whatever else comes from the same address, as it does behind a proxy that
 * is not named in TRUSTED_PROXIES: one that has been good, or a new one, which is looked at before it is refused.
 * @param isOfTeams whether a new one is good. Bounds by itself how often it looks.
 */
export function serveTurnstile(
  server: Server,
  { limits, trustedProxies }: Pick<Config, 'limits' | 'trustedProxies'>,
  isOfTeams: (authorization: string) => Promise<boolean>,
  log: Log,
): Turnstile {
  const refusals = createRate(limits.refusedPerAddress, SECONDS);
  const sourceOf = createSourceOf(trustedProxies);
  const good = new Set<string>();
  const letIn = new WeakSet<Request>();
  /** Found out when they come: a connection that is gone says nothing more. */
  const sources = new WeakMap<Request, string>();

  const isLetThrough = async ({ url = '', headers: { authorization } }: Request): Promise<boolean> =>
    PROBES.includes(url) ||
    (authorization !== undefined && (good.has(hashOf(authorization)) || (await isOfTeams(authorization))));

  server.pre((request: Request, response: Response, next) => {
    const source = sourceOf(request);
    sources.set(request, source);
    void refusals.wait(source).then(async (seconds) => {
      if (seconds === 0 || (await isLetThrough(request))) return next();
      response.header('Retry-After', String(seconds));
      // The body is not read, so the connection cannot be used again.
      response.header('Connection', 'close');
      response.send(TOO_MANY);
      next(false);
    });
  });

  server.on('after', (request: Request, { statusCode }: Response) => {
    const isRefused = statusCode >= 400 && statusCode < 500 && statusCode !== TOO_MANY;
    const source = sources.get(request);
    if (!isRefused || source === undefined || letIn.has(request)) return;
    void refusals.take(source).then(async () => {
      if ((await refusals.wait(source)) > 0) log.warn({ reason: 'address', status: TOO_MANY }, 'requests refused');
    });
  });

  return {
    known(request) {
      letIn.add(request);
      const { authorization } = request.headers;
      if (authorization === undefined) return;
      const hash = hashOf(authorization);
      // What was shown last is forgotten last.
      good.delete(hash);
      good.add(hash);
      if (good.size > MOST_TOKENS) good.delete(good.values().next().value!);
    },
  };
}

const hashOf = (authorization: string): string => createHash('sha256').update(authorization).digest('base64');
