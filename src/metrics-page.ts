import { timingSafeEqual } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { describeError, type Log } from './log';

const FORBIDDEN = 403;
const UNAVAILABLE = 503;
const TEXT = 'text/plain; version=0.0.4; charset=utf-8';
const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** GET /metrics: for whoever brings the token; where there is none, for this machine alone. */
export function serveMetrics(server: Server, text: () => Promise<string>, token: string | null, log: Log): void {
  server.get('/metrics', async (request: Request, response: Response) => {
    if (!(token === null ? isLocal(request) : bringsToken(request, token))) return void response.send(FORBIDDEN);
    try {
      response.sendRaw(200, await text(), { 'content-type': TEXT });
    } catch (error) {
      log.error(describeError(error), 'no metrics');
      response.send(UNAVAILABLE);
    }
  });
}

/**
 * What a proxy on this machine hands on comes from elsewhere. nginx as it comes adds no header, and speaks HTTP/1.0 to what
 * is behind it.
 */
const isLocal = (request: Request): boolean =>
  LOOPBACK.includes(request.socket.remoteAddress ?? '') &&
  request.httpVersion !== '1.0' &&
  !['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => request.headers[name] !== undefined);

function bringsToken(request: Request, token: string): boolean {
  const [given, wanted] = [request.header('authorization') ?? '', `Bearer ${token}`].map((text) => Buffer.from(text));
  return given!.length === wanted!.length && timingSafeEqual(given!, wanted!);
}
