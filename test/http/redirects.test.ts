import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReach } from '../../src/graph/create-reach';
import { createLog } from '../../src/log';
import { startTestBot, type TestBot } from '../support/bot';
import { startGraph } from '../support/graph';
import {
  ASKS_FOR_TOKENS,
  OUTGOING_TOKEN,
  startIdentityProvider,
  type LoopbackIdentityProvider,
} from '../support/identity-provider';

/** Whoever is there must not be told anything. */
let elsewhere: Server;
let told: string[];
const port = () => (elsewhere.address() as AddressInfo).port;
beforeEach(async () => {
  told = [];
  elsewhere = createServer((request, response) => {
    told.push(`${request.method} ${request.url}`);
    response.end(JSON.stringify({ id: 'x', value: [{ id: 'x' }] }));
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  elsewhere.closeAllConnections();
  elsewhere.close();
});
const REDIRECTS = [301, 302, 303, 307, 308];

describe('the token for Teams goes', () => {
  let identities: LoopbackIdentityProvider;
  let bot: TestBot;
  beforeEach(async () => {
    identities = await startIdentityProvider();
    bot = await startTestBot({ env: ASKS_FOR_TOKENS, identityProvider: identities.provider });
  });
  afterEach(async () => {
    await bot.close();
    await identities.close();
  });
  const post = (more: object) =>
    bot.post(
      {
        ...{ type: 'message', id: crypto.randomUUID(), text: 'help', channelId: 'msteams' },
        ...{ serviceUrl: bot.connector.serviceUrl, recipient: { id: '28:bot' } },
        from: { id: '29:u', aadObjectId: bot.people.lead.entraId },
        conversation: { id: 'a:1', conversationType: 'personal', tenantId: bot.people.lead.tenantId },
        ...more,
      },
      { authorization: `Bearer ${identities.token(bot.connector.serviceUrl)}` },
    );

  test.each(REDIRECTS)('nowhere when Teams answers with %s to another host', async (status) => {
    bot.connector.trouble({ status, headers: { location: `http://localhost:${port()}/v3/conversations` } });
    expect((await post({})).status).toBe(200);
    expect(bot.connector.calls.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${OUTGOING_TOKEN}`]);
    expect(told).toEqual([]);
  });

  test('to no address on record whose host is not on the list', async () => {
    const { id, entraId, tenantId } = bot.people.lead;
    await bot.storage.references.save({
      ...{ recipient: id, conversationId: 'a:1', serviceUrl: `http://localhost:${port()}/`, tenantId, entraId },
      ...{ botId: '28:bot', channelId: 'msteams', userId: '29:u', teamId: null, greeted: true },
    });
    const reference = await bot.storage.references.of(id);
    await bot.bot.paced.ready();
    await expect(bot.bot.paced.send(reference!, { type: 'message', text: 'An alert.' })).rejects.toThrow();
    await expect(bot.bot.paced.update(reference!, 'm1', { type: 'message', text: 'An edit.' })).rejects.toThrow();
    expect(told).toEqual([]);
  });
});

describe('what is asked of Microsoft Graph goes nowhere else', () => {
  const person = { tenantId: '11111111-1111-4111-8111-111111111111', entraId: 'someone' };

  test.each(REDIRECTS)('when it answers with %s to another host', async (status) => {
    const graph = await startGraph();
    graph.catalogue.set('m', 'app-1');
    graph.people.set('someone', 'someone@council.example');
    const settings = { url: graph.url, externalId: 'm', mailFrom: 'whereabouts@council.example' };
    const reach = createReach({ graph: settings, app: null }, createLog('silent'));
    const location = `http://localhost:${port()}/v1.0/`;
    const meets = (to: RegExp) => graph.trouble({ status, headers: { location }, to });
    try {
      meets(/appCatalogs/);
      expect(await reach.install(person)).not.toMatchObject({ kind: 'installed' });
      meets(/installedApps$/);
      expect(await reach.install(person)).not.toMatchObject({ kind: 'installed' });
      meets(/sendMail$/);
      const mail = { subject: 'An alert', text: 'WB-7K3Q-XX' };
      expect(await reach.mail(person, mail)).not.toMatchObject({ kind: 'mailed' });
      expect(graph.calls()).toContain('POST /users/someone/teamwork/installedApps');
      expect(graph.calls().at(-1)).toContain('sendMail');
      expect(told).toEqual([]);
    } finally {
      await graph.close();
    }
  });
});
