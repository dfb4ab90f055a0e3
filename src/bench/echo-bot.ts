import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import restify, { type Request, type Response } from 'restify';

/** The least that a bot can do: botbuilder on the same restify, echoing. What we add is measured against it. */
export async function startEchoBot(): Promise<{ readonly port: number; close(): void }> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const bot = new ActivityHandler();
  bot.onMessage(async (context: TurnContext) => {
    await context.sendActivity(`You said: ${context.activity.text}`);
  });
  const server = restify.createServer({ name: 'echo' });
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (request: Request, response: Response) => {
    await adapter.process(request, response, async (context) => void (await bot.run(context)));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { port: server.address().port, close: () => void server.close() };
}
