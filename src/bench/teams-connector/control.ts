import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Arrival } from './arrivals';
import type { TeamsConnector } from './connector';
import type { Passings } from './limits';
import type { Faults, Trouble } from './troubles';

/** What may be asked of a connector that runs as a process of its own: by POST, each with its JSON. */
export interface Orders {
  know: Readonly<Record<string, string>>;
  trouble: readonly Trouble[];
  refuse: { readonly conversations: readonly string[]; readonly trouble: Trouble | null };
  faults: Faults | null;
  away: null;
  back: null;
}

/** GET: what came, from this one on, and how often a limit was passed until now. */
export interface Report {
  readonly arrivals: readonly Arrival[];
  readonly passings: Passings;
  /** Tokens given out until now. */
  readonly tokens: number;
}

/** On a port of its own, so that it answers also while Teams is away. Returns the port. */
export async function startControl(connector: TeamsConnector, tokens: () => number): Promise<number> {
  const obey: { readonly [Name in keyof Orders]: (order: Orders[Name]) => unknown } = {
    know: (tenants) => connector.know(tenants),
    trouble: (troubles) => connector.trouble(...troubles),
    refuse: ({ conversations, trouble }) => connector.refuse(conversations, trouble),
    faults: (faults) => connector.faults(faults),
    away: () => connector.away(),
    back: () => connector.back(),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://control');
    const name = pathname.slice(1);
    if (request.method === 'GET') {
      const from = Number(searchParams.get('from') ?? 0);
      const { arrivals, passings } = connector;
      const report: Report = { arrivals: arrivals.slice(from), passings, tokens: tokens() };
      return void response.end(JSON.stringify(report));
    }
    const known = Object.hasOwn(obey, name);
    if (known) await (obey[name as keyof Orders] as (order: unknown) => unknown)(await jsonOf(request));
    response.writeHead(known ? 204 : 404).end();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}
