import { startTestBot, type TestBot } from '../support/bot';
import type { Client } from '../support/client';

let bot: TestBot;
let client: Client;
beforeEach(async () => {
  bot = await startTestBot();
  client = bot.as(bot.people.officer);
});
afterEach(() => bot.close());

describe('an answer that Teams does not take', () => {
  test.each([502, 503, 500, 429, 403])('with %s is sent once and not again', async (status) => {
    bot.connector.trouble({ status, headers: { 'retry-after': '0' }, code: 'SomeCode' });
    expect((await client.send({ type: 'message', text: 'help' })).status).toBe(200);
    expect(bot.connector.calls).toHaveLength(1);
    expect(bot.lines.join('')).toContain('SomeCode');
  });

  test('because the connection broke is sent once and not again', async () => {
    bot.connector.trouble({ reset: true });
    expect((await client.send({ type: 'message', text: 'help' })).status).toBe(200);
    expect(bot.connector.calls).toHaveLength(1);
  });

  test('is not sent elsewhere because somebody redirects it', async () => {
    bot.connector.trouble({
      status: 307,
      headers: { location: `${bot.connector.serviceUrl}v3/conversations/x/activities` },
    });
    await client.send({ type: 'message', text: 'help' });
    expect(bot.connector.calls).toHaveLength(1);
  });
});
