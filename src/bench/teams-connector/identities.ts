import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a managed identity asks for its tokens: such as App Service gives to what runs on it, in plain http. */
export interface IdentityAddress {
  readonly endpoint: string;
  readonly secret: string;
}

export interface Identities extends IdentityAddress {
  /** Tokens given out until now. */
  readonly issued: number;
  /** Whether a request that says so of itself may be taken. */
  admits(authorization: string | undefined): boolean;
  close(): Promise<void>;
}

/** Entra says that a token was issued so long before it was. */
const DATED_BACK_SECONDS = 300;

/**
 * Gives out tokens for Teams, each good for so long: to whoever brings the secret, since nothing on loopback can be
 * signed by Microsoft.
 */
export async function startIdentities(lifeSeconds: number): Promise<Identities> {
  const secret = randomUUID();
  const ends = new Map<string, number>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://identities');
    const asked = request.headers['x-identity-header'] === secret && url.searchParams.has('resource');
    if (!asked) return void response.writeHead(401).end();
    const now = Math.floor(Date.now() / 1_000);
    const exp = now + lifeSeconds;
    const token = tokenWith({ jti: randomUUID(), iat: now - DATED_BACK_SECONDS, exp });
    ends.set(`Bearer ${token}`, performance.now() + lifeSeconds * 1_000);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ access_token: token, expires_on: exp, token_type: 'Bearer' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    secret,
    get issued() {
      return ends.size;
    },
    admits: (authorization = '') => performance.now() < (ends.get(authorization) ?? 0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const tokenWith = (claims: object): string =>
  [{ alg: 'none', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('')
    .join('.');
