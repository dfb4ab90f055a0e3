// One contender as a program: `node peer.mjs NAME JOB.json`. It sends what the job says and ends; what became of it is told
// on Teams' side alone. Each is written as its own documentation has it, with one kindness: an error ends only the message
// that it belongs to.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { CardFactory, CloudAdapter, ConfigurationBotFrameworkAuthentication } = require('botbuilder');

const [, , name, file] = process.argv;
/** Rounds of alerts; in each there is one for every person, as a conversation reference, an id and a text. */
const { rounds } = JSON.parse(readFileSync(file, 'utf8'));

const cardOf = ({ id, text }) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text, wrap: true }],
  actions: [{ type: 'Action.Submit', title: 'Acknowledge', data: { delivery: id } }],
});

const anonymous = () => new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));

const contenders = {
  /** One message after the other with nothing but botbuilder. */
  async bare() {
    const send = sender(anonymous());
    for (const alerts of rounds) for (const alert of alerts) await send(alert).catch(() => {});
  },
  /** The same without waiting for one another. */
  async 'bare, all at once'() {
    const send = sender(anonymous());
    for (const alerts of rounds) await Promise.allSettled(alerts.map(send));
  },
  /** "Send notifications to all installations": the loop over pages of installations. */
  async teamsfx() {
    const { BotBuilderCloudAdapter } = require('@microsoft/teamsfx');
    const bot = new BotBuilderCloudAdapter.ConversationBot({
      adapter: anonymous(),
      notification: { enabled: true, store: inMemory(rounds[0].map(({ reference }) => reference)), botAppId: '' },
    });
    for (const alerts of rounds) {
      const byChat = new Map(alerts.map((alert) => [alert.reference.conversation.id, alert]));
      let continuationToken;
      do {
        const page = await bot.notification.getPagedInstallations(100, continuationToken);
        continuationToken = page.continuationToken;
        for (const installation of page.data) {
          const alert = byChat.get(installation.conversationReference.conversation.id);
          await installation.sendAdaptiveCard(cardOf(alert)).catch(() => {});
        }
      } while (continuationToken);
    }
  },
};

function sender(adapter) {
  return (alert) =>
    adapter.continueConversationAsync('', alert.reference, async (context) => {
      await context.sendActivity({ attachments: [CardFactory.adaptiveCard(cardOf(alert))] });
    });
}

/** A store of installations as teamsfx asks for one. */
function inMemory(references) {
  const kept = new Map(references.map((reference) => [reference.conversation.id, reference]));
  return {
    add: async (_key, reference) => kept.set(reference.conversation.id, reference).size > 0,
    remove: async (_key, reference) => kept.delete(reference.conversation.id),
    async list(pageSize, token) {
      const from = Number(token ?? 0);
      const data = [...kept.values()].slice(from, from + pageSize);
      const next = from + pageSize;
      return { data, continuationToken: next < kept.size ? String(next) : '' };
    },
  };
}

await contenders[name]();
process.exit(0);
