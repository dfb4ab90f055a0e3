import type { Command } from '../../src/teams/actions';
import { TOO_FAST } from '../../src/teams/pace';
import { startTestBot, type TestBot } from '../support/bot';
import type { Client } from '../support/client';
import { ASKS_FOR_TOKENS, startIdentityProvider, type LoopbackIdentityProvider } from '../support/identity-provider';

const FEW = 4;
let bot: TestBot;
let turns = 0;
const count: Command = {
  ...{ id: 'count', usage: 'count', helps: 'Counts.', pattern: /^count$/, needs: 'nothing' },
  run: async () => {
    turns += 1;
    return { kind: 'text', text: 'Counted.' };
  },
};
const start = async (env: Record<string, string>, identityProvider?: LoopbackIdentityProvider['provider']) => {
  turns = 0;
  bot = await startTestBot({ env, commands: [count], ...(identityProvider ? { identityProvider } : {}) });
};
afterEach(() => bot.close());

describe('one who says and presses more at once than a person can', () => {
  let lead: Client;
  beforeEach(async () => {
    await start({ LIMIT_PER_PERSON: String(FEW) });
    lead = bot.as(bot.people.lead);
  });
  const say = (client = lead) => client.send({ type: 'message', text: 'count' });
  const data = { verb: 'say', text: 'count' };
  const press = (trigger = 'manual') =>
    lead.invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data }, trigger });
  async function useUp() {
    for (let n = 0; n < FEW; n += 1) expect((await say()).status).toBe(200);
    expect(turns).toBe(FEW);
  }

  test('is told so once by a message, then by 429 and how long to wait, and runs no turn', async () => {
    await useUp();
    expect((await say()).status).toBe(200);
    expect(lead.history().at(-1)!.text).toBe(TOO_FAST);
    const [before, after] = [bot.connector.calls.length, await say()];
    expect(after.status).toBe(429);
    expect(Number(after.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(Number(after.headers.get('retry-after'))).toBeLessThanOrEqual(10);
    expect(bot.connector.calls).toHaveLength(before);
    expect(turns).toBe(FEW);
  });

  test('takes nothing from anybody else', async () => {
    await useUp();
    expect((await say(bot.as(bot.people.officer))).status).toBe(200);
    expect(turns).toBe(FEW + 1);
  });

  test.each<[string, unknown, object]>([
    [
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', data }, trigger: 'manual' },
      { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: TOO_FAST },
    ],
    ['task/fetch', { data }, { task: { type: 'message', value: TOO_FAST } }],
    ['task/submit', { data }, { task: { type: 'message', value: TOO_FAST } }],
    ['composeExtension/fetchTask', { commandId: 'report' }, { task: { type: 'message', value: TOO_FAST } }],
    ['composeExtension/submitAction', { data }, { task: { type: 'message', value: TOO_FAST } }],
  ])('%s is answered kindly, in the shape that it waits for', async (name, value, body) => {
    await useUp();
    expect(await lead.invoke(name, value)).toMatchObject({ status: 200, body, messages: [] });
    expect(turns).toBe(FEW);
  });

  test('loses nothing by what their Teams asks by itself: cards shown anew, and a search at each letter', async () => {
    for (let n = 0; n < FEW; n += 1) expect((await press('automatic')).status).toBe(200);
    // Words would take the place of the card.
    expect(await press('automatic')).toMatchObject({ status: 429, body: {} });
    const search = await lead.invoke('composeExtension/query', { parameters: [] });
    expect(search.body).toEqual({ composeExtension: { type: 'message', text: TOO_FAST } });
    turns = 0;
    await useUp();
  });

  test('is met all the same where the app comes and goes', async () => {
    await useUp();
    for (let n = 0; n < 3; n += 1)
      expect((await lead.send({ type: 'installationUpdate', action: 'add' })).status).toBe(200);
  });
});

describe('more said in one place, or in one tenant, than leaves room for alerts', () => {
  const say = (client: Client) => client.send({ type: 'message', text: 'count' });
  const statuses = async (...clients: Client[]) => {
    const came: number[] = [];
    for (const client of clients) came.push((await say(client)).status);
    return came;
  };
  const channel = (n: number) => ({ id: `19:${n}@thread.tacv2`, conversationType: 'channel' as const });

  test('is not answered, whoever says it, while other places and what is pressed are', async () => {
    await start({ LIMIT_PER_PLACE: String(FEW) });
    const [lead, officer] = [bot.as(bot.people.lead), bot.as(bot.people.officer)];
    const [here, there] = [lead.in(channel(1)), officer.in(channel(1))];
    expect(await statuses(here, there, here, there)).toEqual([200, 200, 200, 200]);
    const calls = bot.connector.calls.length;
    expect(await statuses(here, there)).toEqual([429, 429]);
    expect(bot.connector.calls).toHaveLength(calls);
    expect(await statuses(lead, officer.in(channel(2)))).toEqual([200, 200]);
    const data = { verb: 'say', text: 'count' };
    const action = { type: 'Action.Execute', data };
    expect((await here.invoke('adaptiveCard/action', { action, trigger: 'manual' })).status).toBe(200);
  });

  test('is not answered in a tenant, in whichever chat', async () => {
    await start({ LIMIT_PER_TENANT: String(FEW) });
    const [lead, officer] = [bot.as(bot.people.lead), bot.as(bot.people.officer)];
    expect(await statuses(lead, officer, lead.in(channel(1)), officer)).toEqual([200, 200, 200, 200]);
    expect(await statuses(lead, officer)).toEqual([429, 429]);
  });
});

test('a person is never too fast for a bot on this machine alone', async () => {
  await start({});
  for (let n = 0; n < 100; n += 1)
    expect((await bot.as(bot.people.lead).send({ type: 'message', text: 'count' })).status).toBe(200);
  expect(turns).toBe(100);
});

describe('an address from which much is refused', () => {
  let identities: LoopbackIdentityProvider;
  beforeEach(async () => {
    identities = await startIdentityProvider();
  });
  afterEach(() => identities.close());
  const begin = (env: Record<string, string> = {}) =>
    start({ ...ASKS_FOR_TOKENS, LIMIT_REFUSED_PER_ADDRESS: String(FEW), ...env }, identities.provider);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const good = (jti = '') => bearer(identities.token(bot.connector.serviceUrl, { jti }));
  const post = (headers: Record<string, string>, more: object = {}) =>
    bot.post(
      {
        ...{ type: 'message', id: crypto.randomUUID(), text: 'count', channelId: 'msteams' },
        ...{ serviceUrl: bot.connector.serviceUrl, recipient: { id: '28:bot' } },
        from: { id: '29:u', aadObjectId: bot.people.lead.entraId },
        conversation: { id: 'a:1', conversationType: 'personal', tenantId: bot.people.lead.tenantId },
        ...more,
      },
      headers,
    );
  async function knock(headers: Record<string, string> = {}) {
    const statuses: number[] = [];
    for (let n = 0; n < FEW + 2; n += 1) statuses.push((await post({ ...bearer('a.b.c'), ...headers })).status);
    return statuses;
  }
  const SHUT = [...Array<number>(FEW).fill(401), 429, 429];

  test('waits, whatever it asks for, while the platform’s questions are answered', async () => {
    await begin();
    expect(await knock()).toEqual(SHUT);
    const after = await post({});
    expect(after.status).toBe(429);
    expect(Number(after.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(Number(after.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await fetch(`${bot.url}/papers/x`)).status).toBe(429);
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
    expect(turns).toBe(0);
    expect(bot.connector.calls).toEqual([]);
  });

  test('does not keep out Teams, whose token has been good before', async () => {
    await begin();
    const ofTeams = good();
    expect((await post(ofTeams)).status).toBe(200);
    expect(await knock()).toEqual(SHUT);
    expect((await post(ofTeams)).status).toBe(200);
  });

  test('does not keep out Teams where it shows a new token, nor after a restart, when all are new', async () => {
    await begin();
    expect(await knock()).toEqual(SHUT);
    expect((await post(good())).status).toBe(200);
    expect((await post(good('another'))).status).toBe(200);
    expect(turns).toBe(2);
    expect((await post(bearer('a.b.c'))).status).toBe(429);
  });

  const signed = (claims: Record<string, unknown>) => bearer(identities.token(bot.connector.serviceUrl, claims));
  const forged = (how: 'signature' | 'own-key' | 'none' | 'hs256' | 'borrowed') =>
    bearer(identities.forged(bot.connector.serviceUrl, how));
  test.each<[string, () => Record<string, string>]>([
    ['a broken signature', () => forged('signature')],
    ['the signature of another token', () => forged('borrowed')],
    ['somebody else’s signature', () => forged('own-key')],
    ['no signature', () => forged('none')],
    ['the public key as a secret', () => forged('hs256')],
    ['an end that is over', () => signed({ exp: Math.floor(Date.now() / 1_000) - 600 })],
    ['no end', () => signed({ exp: undefined })],
    ['a beginning that is to come', () => signed({ nbf: Math.floor(Date.now() / 1_000) + 900 })],
    ['another bot', () => signed({ aud: 'other' })],
    ['another issuer', () => signed({ iss: 'https://evil.example' })],
    ['another tenant', () => signed({ tid: '99999999-9999-4999-8999-999999999999' })],
  ])('waits all the same with a token that is not good: %s', async (_what, headers) => {
    await begin();
    expect(await knock()).toEqual(SHUT);
    expect((await post(headers())).status).toBe(429);
    expect(turns).toBe(0);
  });

  test('is not one from which much is let in, whatever comes of it', async () => {
    await begin();
    for (let n = 0; n < 3 * FEW; n += 1) {
      expect((await post(good(), { from: 'x' })).status).toBe(400);
      expect((await post(good(), { conversation: { id: 'a:1', tenantId: crypto.randomUUID() } })).status).toBe(403);
    }
    expect((await post(good('another'))).status).toBe(200);
  });

  test.each<[string, () => Promise<Response>]>([
    ['bodies that are none', () => bot.post('{')],
    ['bodies of another kind', () => bot.post('{}', { 'content-type': 'text/plain' })],
    ['bodies that are too large', () => bot.post(JSON.stringify({ text: 'x'.repeat(300_000) }))],
    ['links to papers that are none', () => fetch(`${bot.url}/papers/x`)],
    ['pages that are none', () => fetch(`${bot.url}/.env`)],
  ])('%s count', async (_what, ask) => {
    await begin();
    for (let n = 0; n < FEW; n += 1) expect((await ask()).status).not.toBe(429);
    expect((await ask()).status).toBe(429);
  });

  test('is told by a proxy that is named, and not by whoever asks', async () => {
    await begin({ TRUSTED_PROXIES: '127.0.0.1' });
    const from = (address: string) => ({ 'x-forwarded-for': address });
    for (let n = 0; n < FEW; n += 1) await post({ ...bearer('a.b.c'), ...from(`192.0.2.${n}, 198.51.100.7`) });
    expect((await post(from('192.0.2.99, 198.51.100.7'))).status).toBe(429);
    expect((await post(from('198.51.100.7, 198.51.100.8'))).status).toBe(401);
  });

  test('that no named proxy tells is the one at the door', async () => {
    await begin();
    for (let n = 0; n < FEW; n += 1) await post({ ...bearer('a.b.c'), 'x-forwarded-for': `192.0.2.${n}` });
    expect((await post(bearer('a.b.c'))).status).toBe(429);
  });

  test('stands in no log', async () => {
    await begin();
    await knock({ 'x-forwarded-for': '198.51.100.7' });
    expect(bot.lines.join('')).toContain('requests refused');
    expect(bot.lines.join('')).not.toMatch(/198\.51|a\.b\.c/);
  });
});
