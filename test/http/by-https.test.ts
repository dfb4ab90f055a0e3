import { startTestBot, type TestBot } from '../support/bot';

const HEADER = 'strict-transport-security';
const ADDRESSES: readonly [string, number, RequestInit?][] = [
  ['/papers/' + 'A'.repeat(43), 404],
  ['/papers/' + 'A'.repeat(43), 404, { method: 'POST' }],
  ['/healthz', 200],
  ['/readyz', 200],
  ['/metrics', 200],
  ['/nowhere', 404],
  ['/api/messages', 415, { method: 'POST', body: 'x' }],
];

/** By what is said where the bot is to be found, whoever asks and whatever they are told. */
async function saidOf(bot: TestBot) {
  const asked = ADDRESSES.map(async ([path, status, how]) => {
    const response = await fetch(bot.url + path, how);
    expect([path, response.status]).toEqual([path, status]);
    return response.headers.get(HEADER);
  });
  return new Set(await Promise.all(asked));
}

let bot: TestBot;
afterEach(() => bot.close());

test.each([
  ['https://papers.example', 'max-age=31536000'],
  ['http://127.0.0.1:3978', null],
])('where people find the bot at %s, a browser is told to come back by https: %s', async (PUBLIC_URL, told) => {
  bot = await startTestBot({ env: { PUBLIC_URL } });
  expect(await saidOf(bot)).toEqual(new Set([told]));
});
