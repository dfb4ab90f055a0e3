import { TENANT } from '../builders/authority';
import { startTestBot, type TestBot } from '../support/bot';
import {
  APP_ID,
  OUTGOING_TOKEN,
  startIdentityProvider,
  type LoopbackIdentityProvider,
} from '../support/identity-provider';

const env = {
  ALLOW_ANONYMOUS: '',
  MICROSOFT_APP_ID: APP_ID,
  MICROSOFT_APP_PASSWORD: 'client-secret-of-the-bot',
  MICROSOFT_APP_TENANT_ID: TENANT,
  TENANT_IDS: TENANT,
  SERVICE_HOSTS: '127.0.0.1',
  DATABASE_URL: 'postgresql://db.example/whereabouts',
  PUBLIC_URL: 'https://whereabouts.example',
};

let identities: LoopbackIdentityProvider;
let bot: TestBot;
let printed: jest.SpyInstance;
beforeEach(async () => {
  identities = await startIdentityProvider();
  bot = await startTestBot({ env, identityProvider: identities.provider });
});
afterEach(async () => {
  await bot.close();
  await identities.close();
});
// The library prints some of what it refuses.
beforeEach(() => void (printed = jest.spyOn(console, 'error').mockImplementation(() => {})));
afterEach(() => printed.mockRestore());

const serviceUrl = () => bot.connector.serviceUrl;
const activity = (more: object = {}) => ({
  ...{ type: 'message', id: crypto.randomUUID(), channelId: 'msteams', serviceUrl: serviceUrl(), text: 'help' },
  from: { id: '29:u', aadObjectId: bot.people.lead.entraId },
  recipient: { id: '28:bot' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: TENANT },
  ...more,
});
const post = async (authorization: string | null, more: object = {}) =>
  (await bot.post(activity(more), authorization === null ? {} : { authorization })).status;
const bearer = (token: string) => `Bearer ${token}`;

test('a valid token is answered, and what the bot sends carries its own', async () => {
  expect(await post(bearer(identities.token(serviceUrl())))).toBe(200);
  expect(bot.connector.calls.at(-1)!.headers.authorization).toBe(bearer(OUTGOING_TOKEN));
});

describe('is refused with 401, does nothing and tells nothing:', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const cases: [string, () => string | null, object?][] = [
    ['no header', () => null],
    ['an empty header', () => ''],
    ['another scheme', () => 'Basic dXNlcjpwdw=='],
    ['garbage', () => bearer('a.b.c')],
    ['another audience', () => bearer(identities.token(serviceUrl(), { aud: 'other' }))],
    ['another issuer', () => bearer(identities.token(serviceUrl(), { iss: 'https://evil.example' }))],
    ['a token that has run out', () => bearer(identities.token(serviceUrl(), { exp: now() - 600 }))],
    ['a token that is not valid yet', () => bearer(identities.token(serviceUrl(), { nbf: now() + 900 }))],
    ['another service address', () => bearer(identities.token('https://smba.trafficmanager.net/uk/'))],
    ['no service address in the token', () => bearer(identities.token(serviceUrl(), { serviceurl: undefined }))],
    ['an unknown key', () => bearer(identities.token(serviceUrl(), {}, { kid: 'unknown' }))],
    [
      'a key for another channel',
      () => bearer(identities.token(serviceUrl(), {}, { kid: identities.otherChannelsKey })),
    ],
    ['a broken signature', () => bearer(identities.forged(serviceUrl(), 'signature'))],
    ['somebody else’s signature', () => bearer(identities.forged(serviceUrl(), 'own-key'))],
    ['no signature', () => bearer(identities.forged(serviceUrl(), 'none'))],
    ['the public key as a secret', () => bearer(identities.forged(serviceUrl(), 'hs256'))],
    ['no service address', () => bearer(identities.token(serviceUrl())), { serviceUrl: undefined }],
    ['a service address that is no text', () => bearer(identities.token(serviceUrl())), { serviceUrl: {} }],
  ];

  test.each(cases)('%s', async (_what, header, more = {}) => {
    const calls = bot.connector.calls.length;
    const authorization = header();
    const response = await bot.post(activity(more), authorization === null ? {} : { authorization });
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(bot.connector.calls).toHaveLength(calls);
  });
});

test('a token does not open the door to another tenant, nor to an activity that is none', async () => {
  const authorization = bearer(identities.token(serviceUrl()));
  const elsewhere = { id: 'a:1', conversationType: 'personal', tenantId: '99999999-9999-4999-8999-999999999999' };
  expect(await post(authorization, { conversation: elsewhere })).toBe(403);
  expect(await post(authorization, { from: 'x' })).toBe(400);
});

test('whoever cannot be known, since no keys come, is told so in time and not let in, and once they come is', async () => {
  const authorization = bearer(identities.token(serviceUrl()));
  identities.isSilent = true;
  const began = performance.now();
  expect(await post(authorization, { type: 'invoke', name: 'task/fetch', value: {} })).toBe(503);
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(bot.connector.calls).toEqual([]);
  identities.isSilent = false;
  expect(await post(authorization)).toBe(200);
});

test('no secret and no token stands in the log', async () => {
  const wrong = bearer(identities.token(serviceUrl(), { aud: 'other' }));
  expect([await post(bearer(identities.token(serviceUrl()))), await post(wrong)]).toEqual([200, 401]);
  const log = bot.lines.join('\n');
  expect(log).toContain('request refused');
  expect(log).not.toMatch(/client-secret-of-the-bot|outgoing-token|eyJ/);
});
