import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { TENANT } from '../builders/authority';
import { ToBotFromBotOrEmulatorTokenValidationParameters } from 'botframework-connector/lib/auth/tokenValidationParameters';
import type { Command } from '../../src/teams/actions';
import { startTestBot, type TestBot } from '../support/bot';
import {
  APP_ID,
  ASKS_FOR_TOKENS,
  ISSUER,
  OUTGOING_TOKEN,
  startIdentityProvider,
  type LoopbackIdentityProvider,
} from '../support/identity-provider';

type Json = Record<string, unknown>;

let identities: LoopbackIdentityProvider;
let bot: TestBot;
let printed: jest.SpyInstance;
/** How often `count` was said. */
let turns: number;
/** How many seconds each turn is said to have taken. */
let seconds: number[];
async function begin() {
  turns = 0;
  seconds = [];
  identities = await startIdentityProvider();
  bot = await startTestBot({
    ...{ env: ASKS_FOR_TOKENS, commands: [count], identityProvider: identities.provider },
    timed: (_kind, took) => void seconds.push(took),
  });
}
/** Also after a start that failed: what is open is closed, so that the run ends and says why. */
async function end() {
  const open = [bot, identities];
  [bot, identities] = [undefined as never, undefined as never];
  for (const one of open) await one?.close();
}
// The library prints some of what it refuses, unless it never sees it: only lines of the log are to come of a forgery.
beforeEach(() => void (printed = jest.spyOn(console, 'error').mockImplementation(() => {})));
afterEach(() => {
  const words = printed.mock.calls;
  printed.mockRestore();
  expect(words).toEqual([]);
});

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
const now = () => Math.floor(Date.now() / 1000);
const good = () => identities.token(serviceUrl());
const signed = (claims: object, header: object = {}) =>
  bearer(identities.token(serviceUrl(), claims as Json, header as Json));
const forged = (how: Parameters<LoopbackIdentityProvider['forged']>[1], header: object = {}) =>
  bearer(identities.forged(serviceUrl(), how, header as Json));
/** Entra signs such for whoever has a secret of the bot; the service address is not in them. */
const emulators = (tid: string, claims: object = {}) =>
  signed({ iss: `https://login.microsoftonline.com/${tid}/v2.0`, tid, ver: '2.0', azp: APP_ID, ...claims });
const count: Command = {
  ...{ id: 'count', usage: 'count', helps: 'Counts.', pattern: /^count$/, needs: 'nothing' },
  run: async () => {
    turns += 1;
    return { kind: 'text', text: 'Counted.' };
  },
};

/** Every way in which a request is not from Teams. `more`: what its activity says besides. */
const REFUSED: readonly [string, () => string | null, object?][] = [
  ['no header', () => null],
  ['an empty header', () => ''],
  ['a scheme and no token', () => 'Bearer'],
  ['another scheme', () => 'Basic dXNlcjpwdw=='],
  ['a good token under another scheme', () => `Basic ${good()}`],
  ['a good token and no scheme', () => good()],
  ['a good token and another one', () => `${bearer(good())} ${good()}`],
  ['garbage', () => bearer('a.b.c')],
  ['a token of one part', () => bearer('e30')],
  ['claims that are no object', () => bearer(`e30.${Buffer.from('[1]').toString('base64url')}.e30`)],
  ['no audience', () => signed({ aud: undefined })],
  ['another audience', () => signed({ aud: 'other' })],
  ['this audience among others', () => signed({ aud: [APP_ID, 'other'] })],
  ['no issuer', () => signed({ iss: undefined })],
  ['another issuer', () => signed({ iss: 'https://evil.example' })],
  ['this issuer among others', () => signed({ iss: [ISSUER, 'https://evil.example'] })],
  ['the issuer of another cloud', () => signed({ iss: 'https://api.botframework.us' })],
  ['a token that has run out', () => signed({ exp: now() - 600 })],
  ['a token that never runs out', () => signed({ exp: undefined })],
  ['an end that is no time', () => signed({ exp: 'tomorrow' })],
  ['a token that is not valid yet', () => signed({ nbf: now() + 900 })],
  ['no service address in the token', () => signed({ serviceurl: undefined })],
  ['another service address in the token', () => bearer(identities.token('https://smba.trafficmanager.net/uk/'))],
  ['a service address of the token that is a list', () => signed({ serviceurl: [serviceUrl()] })],
  ['no service address', () => bearer(good()), { serviceUrl: undefined }],
  ['an empty service address', () => bearer(good()), { serviceUrl: '' }],
  ['a service address that is nothing', () => bearer(good()), { serviceUrl: null }],
  ['a service address that is no text', () => bearer(good()), { serviceUrl: {} }],
  ['a service address that is a list', () => bearer(good()), { serviceUrl: ['https://evil.example/'] }],
  ['another service address', () => bearer(good()), { serviceUrl: 'https://evil.example/' }],
  ['another port of it', () => bearer(good()), { serviceUrl: 'http://127.0.0.1:1/' }],
  ['no key', () => signed({}, { kid: undefined })],
  ['an unknown key', () => signed({}, { kid: 'unknown' })],
  ['a key that is a path', () => signed({}, { kid: '../../keys' })],
  ['a key that is no text', () => signed({}, { kid: {} })],
  ['a key for another channel', () => signed({}, { kid: identities.otherChannelsKey })],
  ['a key for no channel', () => signed({}, { kid: identities.unendorsedKey })],
  ['another channel', () => bearer(good()), { channelId: 'webchat' }],
  ['the channel for which the library has another door', () => bearer(good()), { channelId: 'AseChannel' }],
  ['a broken signature', () => forged('signature')],
  ['somebody else’s signature', () => forged('own-key')],
  ['somebody else’s signature, their key beside it', () => forged('own-key', { jwk: identities.strangersKey })],
  ['somebody else’s signature, their keys elsewhere', () => forged('own-key', { jku: 'https://evil.example/keys' })],
  ['the signature of another token', () => forged('borrowed')],
  ['no signature', () => forged('none')],
  ['no signature, and no word of it', () => forged('none', { alg: undefined })],
  ['no signature, in other letters', () => forged('none', { alg: 'nOnE' })],
  ['the public key as a secret', () => forged('hs256')],
  ['the public key as a secret, called a signature', () => forged('hs256', { alg: 'RS256' })],
  ['a token of the library’s emulator', () => emulators(TENANT)],
  ['a token of it from anybody’s tenant', () => emulators('99999999-9999-4999-8999-999999999999')],
  ['a token of a skill', () => emulators(TENANT, { azp: '44444444-4444-4444-8444-444444444444' })],
  ['a token of Teams that names another tenant', () => signed({ tid: '99999999-9999-4999-8999-999999999999' })],
];

describe('is refused with 401, runs no turn and tells nothing:', () => {
  beforeAll(begin);
  afterAll(end);
  const kinds: readonly [string, object][] = [
    ['said', { type: 'message', text: 'count' }],
    ['pressed', { type: 'invoke', name: 'task/fetch', value: { data: { verb: 'say', text: 'count' } } }],
    ['told', { type: 'installationUpdate', action: 'add' }],
  ];

  test.each(REFUSED)('%s', async (_what, header, more = {}) => {
    const calls = bot.connector.calls.length;
    const authorization = header();
    for (const [, kind] of kinds) {
      const response = await bot.post(activity({ ...kind, ...more }), authorization === null ? {} : { authorization });
      expect(response.status).toBe(401);
      expect(await response.text()).toBe('');
    }
    expect(turns).toBe(0);
    expect(bot.connector.calls).toHaveLength(calls);
    expect(await bot.storage.references.of(bot.people.lead.id)).toBeNull();
  });

  test('and what is good is counted, so that none of these was', async () => {
    for (const [, kind] of kinds) expect(await post(bearer(good()), kind)).toBe(200);
    expect(turns).toBe(2);
    expect(await bot.storage.references.of(bot.people.lead.id)).not.toBeNull();
  });
});

describe('a bot that asks for tokens', () => {
  beforeEach(begin);
  afterEach(end);

  test('a valid token is answered, and what the bot sends carries its own', async () => {
    expect(await post(bearer(identities.token(serviceUrl())))).toBe(200);
    expect(bot.connector.calls.at(-1)!.headers.authorization).toBe(bearer(OUTGOING_TOKEN));
  });

  test('tenants that forged tokens name are not kept in memory', async () => {
    const kept = ToBotFromBotOrEmulatorTokenValidationParameters.issuer as string[];
    const before = kept.length;
    for (let n = 0; n < 20; n += 1) {
      const tid = crypto.randomUUID();
      expect(await post(bearer(identities.token(serviceUrl(), { tid })))).toBe(401);
      expect(await post(emulators(tid))).toBe(401);
    }
    expect(kept).toHaveLength(before);
  });

  test('a token does not open the door to another tenant, nor to an activity that is none', async () => {
    const authorization = bearer(identities.token(serviceUrl()));
    const elsewhere = { id: 'a:1', conversationType: 'personal', tenantId: '99999999-9999-4999-8999-999999999999' };
    expect(await post(authorization, { conversation: elsewhere })).toBe(403);
    expect(await post(authorization, { from: 'x' })).toBe(400);
  });

  test('the library is handed nothing that was not checked: of whoever it is, where they speak from, and then a whole activity', async () => {
    const doors = jest.spyOn(ConfigurationBotFrameworkAuthentication.prototype, 'authenticateRequest');
    const turned = jest.spyOn(CloudAdapter.prototype, 'processActivity' as never);
    const authorization = bearer(good());
    const elsewhere = { id: 'a:1', conversationType: 'personal', tenantId: '99999999-9999-4999-8999-999999999999' };
    const hostile = [{ from: 'x' }, { recipient: null }, { conversation: elsewhere }, { text: {} }];
    for (const more of hostile) expect(await post(authorization, more)).toBeGreaterThanOrEqual(400);
    expect(turned).not.toHaveBeenCalled();
    expect(await post(authorization)).toBe(200);
    expect(turned).toHaveBeenCalledTimes(1);
    const handed = doors.mock.calls.map(([one]) => one);
    expect(handed).toEqual(Array(hostile.length + 1).fill({ serviceUrl: serviceUrl(), channelId: 'msteams' }));
    doors.mockRestore();
    turned.mockRestore();
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

  test('a turn is timed from its arrival, also while it waits for the keys of Teams', async () => {
    identities.latencyMs = 200;
    expect(await post(bearer(good()))).toBe(200);
    expect(seconds).toEqual([expect.any(Number)]);
    expect(seconds[0]).toBeGreaterThan(0.2);
  });

  test('no secret and no token stands in the log', async () => {
    const wrong = bearer(identities.token(serviceUrl(), { aud: 'other' }));
    expect([await post(bearer(identities.token(serviceUrl()))), await post(wrong)]).toEqual([200, 401]);
    const log = bot.lines.join('\n');
    expect(log).toContain('request refused');
    expect(log).not.toMatch(/client-secret-of-the-bot|outgoing-token|eyJ/);
  });
});
