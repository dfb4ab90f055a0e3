import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphCalendar } from './graph-calendar';

type Json = Record<string, any>;

/** One request that Graph got, whatever it was answered with. `path` without `/v1.0` and the query. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Json | null;
}

/** What a request is met with in place of its answer. `to`: only those to a path with this in it. `done`: what was asked is done. */
export interface Trouble {
  readonly status?: number;
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly hang?: boolean;
  readonly reset?: boolean;
  readonly done?: boolean;
  readonly method?: string;
  readonly to?: RegExp;
  /** How many requests meet it; one when left out. */
  readonly times?: number;
}

export interface LoopbackGraph {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** What was asked, in short: `POST /users/x/teamwork/installedApps`. */
  calls(): string[];
  /** The apps of the organisation's catalogue: what their manifest calls them, and what the catalogue does. */
  readonly catalogue: Map<string, string>;
  /** Mailboxes of the people whom Entra knows, by object id; null for somebody without one. */
  readonly people: Map<string, string | null>;
  /** Calendars of mailboxes, by address. */
  readonly calendars: Map<string, GraphCalendar>;
  /** Members of groups, by the id of the group, as Graph tells of them: pages of two. */
  readonly groups: Map<string, readonly Json[]>;
  /** Where every page of members says that the next one is; null: where it is. */
  nextPage: string | null;
  /** Ids of the catalogue of what is installed for a person. */
  installed(entraId: string): readonly string[];
  readonly mails: readonly { readonly from: string; readonly message: Json }[];
  trouble(trouble: Trouble): void;
  close(): Promise<void>;
}

/** The chat that a person has with the bot once the app is installed for them. */
export const chatOf = (entraId: string): string => `19:${entraId}_bot@unq.gbl.spaces`;

/** Microsoft Graph's side of the wire, as much of it as a bot asks for. */
export async function startGraph(): Promise<LoopbackGraph> {
  const asked: Asked[] = [];
  const mails: { from: string; message: Json }[] = [];
  const catalogue = new Map<string, string>();
  const people = new Map<string, string | null>();
  const groups = new Map<string, readonly Json[]>();
  const calendars = new Map<string, GraphCalendar>();
  const installations = new Map<string, string[]>();
  const troubles: { trouble: Trouble; left: number }[] = [];

  const server = createServer((request, response) => {
    void readAsked(request).then((question) => {
      asked.push(question);
      const met = troubles.find(({ trouble, left }) => left > 0 && isAbout(trouble, question));
      if (met) met.left -= 1;
      if (met?.trouble.done) answer(question);
      if (met?.trouble.hang) return;
      if (met?.trouble.reset) return void request.socket.destroy();
      const { status, body } = met ? refusal(met.trouble.status ?? 500, met.trouble.code ?? '') : answer(question);
      const type = body === undefined ? {} : { 'content-type': 'application/json' };
      response.writeHead(status, { ...type, ...met?.trouble.headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });

  function answer({ method, path, query, body }: Asked): Answer {
    if (path === '/appCatalogs/teamsApps') return { status: 200, body: { value: inCatalogue(query['$filter'] ?? '') } };
    const [, group] = /^\/groups\/([^/]+)\/members$/.exec(path) ?? [];
    if (group) return groups.has(group) ? membersOf(group, Number(query['$skiptoken'] ?? 0)) : refusal(404, 'NotFound');
    const [, who = '', rest = ''] = /^\/users\/([^/]+)(.*)$/.exec(path) ?? [];
    if (rest === '/sendMail') {
      mails.push({ from: decodeURIComponent(who), message: body!['message'] as Json });
      return { status: 202 };
    }
    if (rest.startsWith('/events')) {
      const found = calendars
        .get(decodeURIComponent(who))
        ?.answer(method, decodeURIComponent(rest.slice(7)), query, body);
      return found?.body && found.status >= 400
        ? refusal(found.status, String(found.body['code']))
        : (found ?? refusal(404, 'ErrorInvalidUser'));
    }
    if (!people.has(who)) return refusal(404, 'NotFound');
    if (rest === '') return { status: 200, body: { mail: people.get(who) } };
    return ofApps(method, who, rest, query, body);
  }

  function membersOf(group: string, from: number): Answer {
    const all = groups.get(group)!;
    const own = from + 2 < all.length ? `${address()}/v1.0/groups/${group}/members?$skiptoken=${from + 2}` : null;
    const next = graph.nextPage ?? own;
    return { status: 200, body: { value: all.slice(from, from + 2), ...(next && { '@odata.nextLink': next }) } };
  }

  function ofApps(method: string, who: string, rest: string, query: Asked['query'], body: Json | null): Answer {
    const installed = installations.get(who) ?? [];
    if (method === 'POST') {
      const app = String(body?.['teamsApp@odata.bind']).split('/').at(-1)!;
      if (![...catalogue.values()].includes(app)) return refusal(404, 'NotFound');
      if (installed.includes(app)) return refusal(409, 'Conflict');
      installations.set(who, [...installed, app]);
      return { status: 201 };
    }
    if (rest.endsWith('/chat')) return { status: 200, body: { id: chatOf(who) } };
    const value = installed.filter((app) => query['$filter'] === `teamsApp/id eq '${app}'`);
    return { status: 200, body: { value: value.map((app) => ({ id: `installation-of-${app}` })) } };
  }

  const inCatalogue = (filter: string) =>
    [...catalogue].filter(([externalId]) => filter === `externalId eq '${externalId}'`).map(([, id]) => ({ id }));

  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const graph: LoopbackGraph = {
    url: address(),
    nextPage: null,
    ...{ asked, mails, catalogue, people, groups, calendars },
    calls: () => asked.map(({ method, path }) => `${method} ${path}`),
    installed: (entraId) => installations.get(entraId) ?? [],
    trouble: (trouble) => void troubles.push({ trouble, left: trouble.times ?? 1 }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return graph;
}

const isAbout = ({ to, method }: Trouble, asked: Asked): boolean =>
  (to?.test(asked.path) ?? true) && (method === undefined || method === asked.method);

export interface Answer {
  readonly status: number;
  readonly body?: Json;
}

const refusal = (status: number, code: string): Answer => ({
  status,
  body: { error: { code, message: 'words that may name a person', innerError: { 'request-id': 'r1' } } },
});

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url!, 'http://graph.example');
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return {
    method: request.method!,
    path: url.pathname.replace(/^\/v1\.0/, ''),
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: text === '' ? null : (JSON.parse(text) as Json),
  };
}
