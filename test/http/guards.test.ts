import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { TENANT } from '../builders/authority';
import { startTestBot, type TestBot } from '../support/bot';

let bot: TestBot;
beforeAll(async () => {
  bot = await startTestBot({ env: { TENANT_IDS: TENANT } });
});
afterAll(() => bot.close());

const send = async (more: object) =>
  (await bot.as(bot.people.lead).send({ type: 'message', text: 'help', ...more })).status;
const conversation = { id: 'a:1', conversationType: 'personal' };
const activity = (more: object) => ({
  ...{ type: 'message', id: crypto.randomUUID(), text: 'help', channelId: 'msteams' },
  ...{ serviceUrl: bot.connector.serviceUrl, conversation: { ...conversation, tenantId: TENANT } },
  ...{ from: { id: '29:u', aadObjectId: bot.people.lead.entraId }, recipient: { id: '28:bot' } },
  ...more,
});

describe('the service address', () => {
  test.each([
    'https://evil.example/',
    'http://127.0.0.1.evil.example/',
    'http://localhost@evil.example/',
    'https://smba.trafficmanager.net/uk/',
    'http://169.254.169.254/latest/',
    'http://user:pw@127.0.0.1/',
  ])('%s is not answered when anonymous', async (serviceUrl) => {
    expect(await send({ serviceUrl })).toBe(403);
  });

  test.each(['ftp://127.0.0.1/', 'not an address', 17, null])('%j is no activity', async (serviceUrl) => {
    expect([400, 401]).toContain(await send({ serviceUrl }));
  });
});

describe('the tenant', () => {
  test.each([
    ['another one', { conversation: { ...conversation, tenantId: '99999999-9999-4999-8999-999999999999' } }],
    ['none', { conversation, channelData: {} }],
    [
      'two that disagree',
      { conversation: { ...conversation, tenantId: TENANT }, channelData: { tenant: { id: 'x' } } },
    ],
  ])('%s: is not answered', async (_what, more) => {
    expect(await send(more)).toBe(403);
  });

  test('named in one of the two places is enough', async () => {
    expect(await send({ conversation })).toBe(200);
    expect(await send({ conversation: { ...conversation, tenantId: TENANT.toUpperCase() }, channelData: null })).toBe(
      200,
    );
  });
});

test('another platform than Teams, where people may say who they are, is not answered', async () => {
  expect(await send({ channelId: 'webchat' })).toBe(403);
});

describe('a body that is no activity', () => {
  test.each(['', 'hello', '{', '[]', '"text"', '17', 'null', '{"type":', '[{"type":"message"}]'])(
    '%j: 400',
    async (body) => {
      expect((await bot.post(body)).status).toBe(400);
    },
  );

  test.each([
    ['no type', { type: undefined }],
    ['a sender that is text', { from: 'x' }],
    ['no sender', { from: undefined }],
    ['no conversation', { conversation: undefined }],
    ['text that is a list', { text: ['help'] }],
    ['an Entra id that is none', { from: { id: '29:x', aadObjectId: "' or 1=1" } }],
    ['members that are text', { type: 'conversationUpdate', membersAdded: 'me' }],
    ['an endless id', { id: 'x'.repeat(5_000) }],
  ])('%s: 400', async (_what, more) => {
    expect(await send(more)).toBe(400);
  });

  describe('with more branches than a stack has room for, wherever they are: 400', () => {
    const nested = (open: string, close: string, depth: number) => open.repeat(depth) + '1' + close.repeat(depth);
    const deep = [nested('[', ']', 60_000), nested('{"a":', '}', 20_000), nested('[{"a":', '}]', 41)];
    const wide = [JSON.stringify(Array(30_000).fill(0)), JSON.stringify({ ...Array(25_000).fill(0) })];
    const places = ['value', 'channelData', 'from', 'attachments', 'a'];

    test.each(places)('%s', async (place) => {
      for (const inner of [...deep, ...wide]) {
        const whole = JSON.stringify(activity({ [place]: '@' })).replace('"@"', () => inner);
        expect((await bot.post(whole)).status).toBe(400);
      }
    });

    test('and with as many as a card of ours has, it is answered', async () => {
      const whole = JSON.stringify(activity({ a: '@' })).replace('"@"', () => nested('[{"a":', '}]', 15));
      expect((await bot.post(whole)).status).toBe(200);
    });
  });

  test('names of an object’s own making: answered, and nothing is changed by them', async () => {
    const odd = '{"__proto__":{"type":"invoke","isOdd":true},"constructor":{"prototype":{"isOdd":true}}}';
    const whole = JSON.stringify(activity({ value: '@', channelData: '@' })).replaceAll('"@"', () => odd);
    expect((await bot.post(whole.replace('{', '{"__proto__":{"isOdd":true},'))).status).toBe(200);
    expect('isOdd' in {}).toBe(false);
  });

  test('more than anybody has to say: 413, declared or not', async () => {
    expect((await bot.post(JSON.stringify({ text: 'x'.repeat(300_000) }))).status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 300; n += 1) controller.enqueue(new TextEncoder().encode(' '.repeat(1_024)));
        controller.close();
      },
    });
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', body: stream, duplex: 'half', headers } as RequestInit;
    expect((await fetch(`${bot.url}/api/messages`, init)).status).toBe(413);
  });

  test('compressed: 415, so that little cannot become much', async () => {
    const body = gzipSync(JSON.stringify({ type: 'message', text: 'x'.repeat(1_000_000) }));
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect((await fetch(`${bot.url}/api/messages`, { method: 'POST', body, headers })).status).toBe(415);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'sent as %s, as any web page could: 415',
    async (type) => {
      expect((await bot.post('{}', { 'content-type': type })).status).toBe(415);
    },
  );

  test('the bot answers the next person all the same, and the log has names of fields only', async () => {
    expect(await send({})).toBe(200);
    expect(bot.lines.join('')).toContain('"field":"from.aadObjectId"');
    expect(bot.lines.join('')).not.toContain('or 1=1');
  });
});

describe('what can be no address is answered with 400, and ends nothing:', () => {
  const ask = (head: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(bot.url).port), '127.0.0.1', () => socket.write(`${head}\r\n\r\n`));
      let told = '';
      socket.on('data', (part) => (told += part.toString()));
      socket.on('close', () => resolve(told.split('\r\n')[0]!)).on('error', reject);
    });

  test.each([
    'GET /healthz HTTP/1.1\r\nHost: [',
    'GET /healthz HTTP/1.1\r\nHost: a b',
    'GET /healthz HTTP/1.1\r\nHost: x:999999',
    'POST /api/messages HTTP/1.1\r\nHost: <>\r\nContent-Length: 0',
    'GET http://[ HTTP/1.1\r\nHost: x',
    'GET http://x:999999/ HTTP/1.1\r\nHost: x',
  ])('%j', async (head) => {
    expect(await ask(head)).toBe('HTTP/1.1 400 Bad Request');
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
  });
});

test('the two questions of a platform are answered, and nothing else', async () => {
  expect(await (await fetch(`${bot.url}/healthz`)).json()).toEqual({ ok: true });
  expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
  const wrong = await startTestBot({ ready: { ok: false, alarms: 3 } });
  const told = await fetch(`${wrong.url}/readyz`);
  expect([told.status, await told.json()]).toEqual([503, { ok: false, alarms: 3 }]);
  await wrong.close();
  expect((await fetch(`${bot.url}/`)).status).toBe(404);
  expect((await fetch(`${bot.url}/api/messages`)).status).toBe(405);
});
