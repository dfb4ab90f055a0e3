import http from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';

/** One request as it goes over the wire. */
export interface Written {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Heard {
  /** 0: the connection broke, or nothing came in time. */
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

/** Longer than a bot waits for anything while somebody waits for it. */
const PATIENCE_MS = 20_000;

export function createWire(port: number, connections: number) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: ({ method, path, headers, body }: Written): Promise<Heard> =>
      new Promise((resolve) => {
        const began = performance.now();
        const heard = (status: number, text: string) => resolve({ status, text, ms: performance.now() - began });
        const options = { host: '127.0.0.1', port, method, path, headers, agent, timeout: PATIENCE_MS };
        const request = http.request(options, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => heard(response.statusCode ?? 0, Buffer.concat(parts).toString('utf8')));
          response.on('error', () => heard(response.statusCode ?? 0, ''));
        });
        request.on('timeout', () => request.destroy());
        request.on('error', () => heard(0, ''));
        request.end(body);
      }),
    close: () => agent.destroy(),
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** An activity as Teams sends it. */
export const posted = (
  body: string | Buffer,
  authorization: string | null,
  more: Written['headers'] = {},
): Written => ({
  method: 'POST',
  path: '/api/messages',
  headers: { ...JSON_TYPE, ...(authorization === null ? {} : { authorization }), ...more },
  body: Buffer.from(body),
});

/** What is done to a good body on its way, so that it is none any more. */
export const ONLY_TEXT = [
  'cut off',
  'doubled',
  'deep',
  'compressed',
  'another type',
  'another encoding',
  'bytes',
  'large',
  'a list',
] as const;
export type Spoiling = (typeof ONLY_TEXT)[number];
export const spoiling: fc.Arbitrary<Spoiling> = fc.constantFrom(...ONLY_TEXT);

export function spoilt(json: string, how: Spoiling, authorization: string | null): Written {
  switch (how) {
    case 'cut off':
      return posted(json.slice(0, json.length / 2), authorization);
    case 'doubled':
      return posted(json.replace('{', '{"type":"invoke","from":{},"__proto__":{"isOdd":true},'), authorization);
    case 'deep':
      return posted(json.replace('{', `{"value":${'['.repeat(50_000)}${']'.repeat(50_000)},`), authorization);
    case 'compressed':
      return posted(gzipSync(json), authorization, { 'content-encoding': 'gzip' });
    case 'another type':
      return posted(json, authorization, { 'content-type': 'text/plain' });
    case 'another encoding':
      return posted(Buffer.from(json, 'utf16le'), authorization);
    case 'bytes':
      return posted(withBadBytes(json), authorization);
    case 'large':
      return posted(`${json.slice(0, -1)},"x":"${'x'.repeat(300_000)}"}`, authorization);
    case 'a list':
      return posted(`[${json}]`, authorization);
  }
}

const withBadBytes = (json: string): Buffer => {
  const bytes = Buffer.from(json);
  for (let at = 3; at < bytes.length; at += 7) bytes[at] = 0xff;
  return bytes;
};

const HOSTS = ['[', 'a b', 'x:999999', '', '<>', 'evil.example', '127.0.0.1@x', '[::1', '%00'];
const NAMES = [
  'accept',
  'accept-version',
  'accept-encoding',
  'x-forwarded-for',
  'forwarded',
  'date',
  'x-request-id',
  'range',
];
const VALUES = [
  '',
  ',',
  ';q=',
  '*/*;q=x',
  'text/html',
  '~99',
  '1.2.3',
  '[',
  '"',
  '%',
  ', , ,',
  'x'.repeat(2_000),
  'bytes=9-1',
];

const oddHeaders = fc.oneof(
  fc.constantFrom(...HOSTS).map((host) => ({ host })),
  fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES)).map(([name, value]) => ({ [name]: value })),
);

/** Requests for what is not there, for links that are none, and with what no client says of itself. */
export const elsewhere: fc.Arbitrary<Written> = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'),
    fc.constantFrom(
      ...['/', '/api/messages', '/api/messages/x', '/papers/', '/papers/x', '/papers/%00', '/papers/%', '/metrics/x'],
      ...['/papers/../../etc/passwd', '/papers/%2e%2e%2f', '//evil.example/', '/healthz', '/.env', '/papers/%ud800'],
      ...['//[', '/%zz', 'http://[', 'http://x:999999/', '*', '?', `/papers/${'x'.repeat(4_000)}`],
    ),
    fc.oneof(fc.constant({}), oddHeaders),
  )
  .map(([method, path, odd]) => ({ method, path, headers: { ...JSON_TYPE, ...odd }, body: Buffer.alloc(0) }));
