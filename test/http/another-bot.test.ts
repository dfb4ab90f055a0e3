import { botIdOf } from '../../src/teams/home';
import type { Command } from '../../src/teams/actions';
import { TENANT } from '../builders/authority';
import { startTestBot, type TestBot } from '../support/bot';
import { ASKS_FOR_TOKENS, startIdentityProvider, type LoopbackIdentityProvider } from '../support/identity-provider';
import { card } from './sample-pages';

const BEFORE = '28:99999999-9999-4999-8999-999999999999';
const NOT_YET = 'I cannot write to you alone yet.';
const CHANNEL = '19:some@thread.tacv2';
const secret: Command = {
  ...{ id: 'secret', usage: 'secret', helps: 'Tells one alone.', pattern: /^secret$/, needs: 'nothing' },
  run: async () => ({ kind: 'in-personal-chat', card: card('For you alone.'), says: 'It is in your own chat.' }),
};

let identities: LoopbackIdentityProvider;
let bot: TestBot;
beforeEach(async () => {
  identities = await startIdentityProvider();
  bot = await startTestBot({ env: ASKS_FOR_TOKENS, commands: [secret], identityProvider: identities.provider });
});
afterEach(async () => {
  await bot.close();
  await identities.close();
});

/** What somebody is told in a channel who asks for what is for them alone, and has a chat with this bot. */
async function toldWhoMet(botId: string): Promise<string> {
  const { serviceUrl } = bot.connector;
  const { id: recipient, entraId } = bot.people.officer;
  const chat = { conversationId: 'a:chat', serviceUrl, tenantId: TENANT, botId, channelId: 'msteams', userId: '29:u' };
  await bot.storage.references.save({ ...chat, recipient, greeted: true, entraId });
  const activity = {
    ...{ type: 'message', id: crypto.randomUUID(), channelId: 'msteams', serviceUrl, text: 'secret' },
    from: { id: '29:u', aadObjectId: entraId },
    recipient: { id: botIdOf(bot.config) },
    conversation: { id: CHANNEL, conversationType: 'channel', tenantId: TENANT },
  };
  const answered = await bot.post(activity, { authorization: `Bearer ${identities.token(serviceUrl)}` });
  expect(answered.status).toBe(200);
  return bot.connector.messages(CHANNEL).at(-1)!.activity['text'] as string;
}

test('a chat with the bot that was registered here before is not written to', async () => {
  expect(await toldWhoMet(BEFORE)).toContain(NOT_YET);
  expect(bot.connector.messages('a:chat')).toEqual([]);
  expect(await toldWhoMet(botIdOf(bot.config)!)).toBe('It is in your own chat.');
  expect(bot.connector.messages('a:chat')).toHaveLength(1);
});
