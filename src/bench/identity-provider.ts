import { createSign, createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IdentityProvider } from '../teams/authentication';

type Json = Record<string, unknown>;

export const APP_ID = '22222222-2222-4222-8222-222222222222';
export const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'key-of-teams';
const OTHER_CHANNEL_KEY = 'key-of-another-channel';
const UNENDORSED_KEY = 'key-of-no-channel';

/** What the identity provider puts on every call that the bot makes. */
export const OUTGOING_TOKEN = 'outgoing-token-of-the-bot';

export interface LoopbackIdentityProvider {
  /** Where its keys are found out about. */
  readonly metadata: string;
  readonly provider: IdentityProvider;
  /** A token as Teams sends it with an activity from this service address; `claims` and `header` change it. */
  token(serviceUrl: string, claims?: Json, header?: Json): string;
  /** The same claims, signed in a way that must not be believed; `header` changes what it says of its signature. */
  forged(serviceUrl: string, how: 'signature' | 'none' | 'hs256' | 'own-key' | 'borrowed', header?: Json): string;
  /** The key of whoever signs with their own, as they would put it into a token. */
  readonly strangersKey: Json;
  otherChannelsKey: string;
  /** Of a key that names no channel. */
  unendorsedKey: string;
  /** Whether the keys that are asked for come, or nothing does. */
  isSilent: boolean;
  /** How long each answer takes, in milliseconds. */
  latencyMs: number;
  close(): Promise<void>;
}

/** Microsoft's side of authentication, on loopback: keys, and credentials for what the bot sends. */
export async function startIdentityProvider(): Promise<LoopbackIdentityProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const strangers = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = (kid: string, endorsements?: string[]) => ({
    ...keys.publicKey.export({ format: 'jwk' }),
    ...{ kid, use: 'sig', alg: 'RS256', ...(endorsements && { endorsements }) },
  });

  const server = createServer((request, response) => {
    if (made.isSilent) return;
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const body = request.url?.startsWith('/keys')
      ? { keys: [jwk(KEY_ID, ['msteams']), jwk(OTHER_CHANNEL_KEY, ['webchat']), jwk(UNENDORSED_KEY)] }
      : { issuer: ISSUER, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ['RS256'] };
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    }, made.latencyMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const metadata = `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/openid-configuration`;

  const claimsFor = (serviceUrl: string, claims: Json): Json => {
    const now = Math.floor(Date.now() / 1000);
    return { iss: ISSUER, aud: APP_ID, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3600, ...claims };
  };
  const sign = (header: Json, claims: Json, key: KeyObject) => {
    const text = [{ alg: 'RS256', typ: 'JWT', kid: KEY_ID, ...header }, claims].map(encoded).join('.');
    return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
  };

  const made: LoopbackIdentityProvider = {
    isSilent: false,
    latencyMs: 0,
    metadata,
    provider: providerAt(metadata),
    otherChannelsKey: OTHER_CHANNEL_KEY,
    unendorsedKey: UNENDORSED_KEY,
    token: (serviceUrl, claims = {}, header = {}) => sign(header, claimsFor(serviceUrl, claims), keys.privateKey),
    strangersKey: strangers.publicKey.export({ format: 'jwk' }),
    forged(serviceUrl, how, header = {}) {
      const claims = claimsFor(serviceUrl, {});
      if (how === 'own-key') return sign(header, claims, strangers.privateKey);
      if (how === 'borrowed') {
        const signature = sign({}, claimsFor('https://smba.trafficmanager.net/uk/', {}), keys.privateKey).split('.')[2];
        return [{ alg: 'RS256', typ: 'JWT', kid: KEY_ID, ...header }, claims].map(encoded).concat(signature!).join('.');
      }
      if (how === 'signature') return `${sign({}, claims, keys.privateKey).slice(0, -8)}AAAAAAAA`;
      const alg = how === 'none' ? 'none' : 'HS256';
      const text = [{ alg, typ: 'JWT', kid: KEY_ID, ...header }, claims].map(encoded).join('.');
      const publicKey = keys.publicKey.export({ format: 'pem', type: 'spki' });
      return how === 'none'
        ? `${text}.`
        : `${text}.${createHmac('sha256', publicKey).update(text).digest('base64url')}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return made;
}

const encoded = (part: Json): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The keys at this address, and credentials for what the bot sends. */
export const providerAt = (metadata: string): IdentityProvider => ({ settings: settingsWith(metadata), credentials });

/** All of them or none: when one is set, the library defaults nothing. */
const settingsWith = (metadata: string): IdentityProvider['settings'] => ({
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/example',
  ToChannelFromBotOAuthScope: ISSUER,
  ToBotFromChannelTokenIssuer: ISSUER,
  OAuthUrl: ISSUER,
  ToBotFromChannelOpenIdMetadataUrl: metadata,
  ToBotFromEmulatorOpenIdMetadataUrl: metadata,
  ValidateAuthority: true,
  CallerId: '',
});

const credentials = {
  isValidAppId: async (appId: string) => appId === APP_ID,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({ getToken: async () => OUTGOING_TOKEN }),
} as unknown as NonNullable<IdentityProvider['credentials']>;
