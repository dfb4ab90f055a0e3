import { randomUUID } from 'node:crypto';
import type { Command } from '../../src/teams/actions';
import { TENANT } from '../builders/authority';
import { settleOne } from '../support/outbox';
import { startTestBot, type TestBot } from '../support/bot';
import { parts } from '../support/cards';
import { conversationWith, type Client } from '../support/client';

const echo: Command = {
  ...{ id: 'case', usage: 'case <reference>', helps: 'Shows a case.', pattern: /^case (\S+)$/ },
  needs: 'nothing',
  offered: (turn) => turn.person.school !== null,
  run: async ({ where, today }, [, reference]) => ({ kind: 'text', text: `${where} ${today} ${reference}` }),
};
const ping: Command = {
  ...{ id: 'ping', usage: 'ping', helps: 'Says pong.', pattern: /^ping$/, needs: 'nothing' },
  run: async () => ({ kind: 'text', text: 'pong' }),
};

let bot: TestBot;
let client: Client;
beforeEach(async () => {
  bot = await startTestBot({ commands: [echo, ping] });
  client = bot.as(bot.people.lead);
});
afterEach(() => bot.close());

describe('what is said', () => {
  test.each([
    ['Case WB-7K3M-2Q', 'WB-7K3M-2Q'],
    ['  case   wb-7k3m-2q. ', 'wb-7k3m-2q'],
    ['“CASE WB-7K3M-2Q”!', 'WB-7K3M-2Q'],
    ['/case WB-7K3M-2Q', 'WB-7K3M-2Q'],
    ['<at>Whereabouts</at>&nbsp;case WB-7K3M-2Q\n', 'WB-7K3M-2Q'],
    ['<div><p>case WB-7K3M-2Q</p></div>', 'WB-7K3M-2Q'],
  ])('%j is understood', async (text, reference) => {
    const [answer] = await client.say(text);
    expect(answer!.text).toBe(`personal 2026-04-27 ${reference}`);
  });

  test('and not understood is answered with a hint', async () => {
    const [answer] = await client.say('what is the weather like');
    expect(answer!.text).toMatch(/did not understand.*\*\*help\*\*/);
  });

  test('knows where it was said, and answers in the thread', async () => {
    const thread = '19:panel@thread.tacv2;messageid=17';
    const channel = client.in({ id: thread, conversationType: 'channel' });
    const [answer] = await channel.say('<at>Whereabouts</at> case A1');
    expect(answer!.text).toBe('channel 2026-04-27 A1');
    const group = client.in({ id: '19:group@thread.v2', conversationType: 'groupChat' });
    expect((await group.say('case A1'))[0]!.text).toBe('group 2026-04-27 A1');
  });

  test('a turn follows the bot’s own clock', async () => {
    bot.clock.moveTo('2026-05-10T23:30:00.000Z');
    expect((await client.say('case A1'))[0]!.text).toContain('2026-05-11');
  });
});

describe('help', () => {
  test('lists what this person is offered, and its buttons say it for them', async () => {
    const [help] = await client.say('Help!');
    expect(help!.text).toContain('case \\<reference>');
    expect(help!.text).toContain('Attendance lead');
    const clicked = await client.click(help!, 'Ping');
    expect(clicked.messages).toEqual([]);
    expect(clicked.line).toBe('pong');
  });

  test('leaves out what this person is not offered', async () => {
    const [help] = await bot.as(bot.people.officer).say('help');
    expect(help!.text).not.toContain('reference');
  });

  test('is what a bare mention or a hello is answered with', async () => {
    for (const text of ['', '<at>Whereabouts</at>', 'hello']) {
      expect((await client.say(text))[0]!.text).toContain('What I can do for you here');
    }
  });
});

describe('the greeting', () => {
  const added = (to: Client) => [
    to.send({ type: 'installationUpdate', action: 'add' }),
    to.send({ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }),
  ];

  test('comes once, although it is announced twice at the same time and again at each visit', async () => {
    await Promise.all(added(client));
    await Promise.all(added(client));
    expect(client.history().map(({ text }) => text)).toEqual([expect.stringContaining('Hello Ash Lead')]);
  });

  test('does not come for somebody else who was added, nor in a channel', async () => {
    await client.send({ type: 'conversationUpdate', membersAdded: [{ id: '29:other' }] });
    const channel = client.in({ id: '19:panel@thread.tacv2', conversationType: 'channel' });
    await Promise.all(added(channel));
    expect(bot.connector.calls).toEqual([]);
  });
});

describe('people', () => {
  const SENTENCE = /^I do not know you yet[^.]*\. Please ask the administrator[^.]*\.$/;
  const stranger = () => conversationWith({ ...bot.people.lead, entraId: '33333333-3333-4333-8333-3333333333ff' }, bot);

  test('whom nobody knows get one sentence, however they ask, and nothing else', async () => {
    const unknown = stranger();
    expect((await unknown.say('help')).map(({ text }) => text)).toEqual([expect.stringMatching(SENTENCE)]);
    const action = { type: 'Action.Execute', verb: 'say', data: { verb: 'say', text: 'help' } };
    expect((await unknown.invoke('adaptiveCard/action', { action })).line).toMatch(SENTENCE);
    expect((await unknown.invoke('task/fetch', { data: { verb: 'page', page: 'visit' } })).line).toMatch(SENTENCE);
    await unknown.send({ type: 'installationUpdate', action: 'add' });
    expect(unknown.history()).toHaveLength(1);
  });

  test('are known by tenant and Entra id, never by name', async () => {
    const sameIdElsewhere = conversationWith({ ...bot.people.lead, tenantId: randomUUID() }, bot);
    expect((await sameIdElsewhere.say('help'))[0]!.text).toMatch(SENTENCE);
    const noId = await client.say('help', { from: { id: '29:x', name: bot.people.lead.name } });
    expect(noId[0]!.text).toMatch(SENTENCE);
    const upperCase = { id: '29:x', aadObjectId: bot.people.lead.entraId.toUpperCase() };
    expect((await client.say('help', { from: upperCase }))[0]!.text).not.toMatch(SENTENCE);
  });

  test('who have left are not known any more', async () => {
    await bot.storage.directory.savePeople('341', []);
    expect((await client.say('help'))[0]!.text).toMatch(SENTENCE);
  });
});

describe('where a person can be written to', () => {
  test('is kept from whatever they do in their own chat, the newest address', async () => {
    await client.say('ping');
    const before = await bot.storage.references.of(bot.people.lead.id);
    expect(before).toMatchObject({ conversationId: client.conversationId, tenantId: TENANT, greeted: false });
    await client.send({ type: 'messageReaction', serviceUrl: 'http://localhost:9/newer/' });
    const after = await bot.storage.references.of(bot.people.lead.id);
    expect(after!.serviceUrl).toBe('http://localhost:9/newer/');
  });

  test('is not taken from a channel', async () => {
    await client.in({ id: '19:panel@thread.tacv2', conversationType: 'channel' }).say('ping');
    expect(await bot.storage.references.of(bot.people.lead.id)).toBeNull();
  });

  test('is kept anew for the channel that has the panel’s agenda', async () => {
    const id = '19:panel@thread.tacv2';
    const reference = { recipient: 'channel:341', conversationId: id, serviceUrl: 'http://localhost:9/', userId: '' };
    const platform = { tenantId: TENANT, botId: '28:bot', channelId: 'msteams', greeted: true };
    await bot.storage.references.save({ ...reference, ...platform });
    await client.in({ id: `${id};messageid=5`, conversationType: 'channel' }).say('ping');
    const { serviceUrl } = bot.connector;
    expect(await bot.storage.references.of('channel:341')).toMatchObject({ ...reference, ...platform, serviceUrl });
    const other = client.in({ id: '19:other@thread.tacv2', conversationType: 'channel' });
    await other.send({ type: 'messageReaction', serviceUrl: 'http://localhost:7/' });
    expect((await bot.storage.references.of('channel:341'))!.serviceUrl).toBe(serviceUrl);
  });

  test('makes notices due again that waited for them', async () => {
    const id = randomUUID();
    const notice = { id, kind: 'alert', authority: '341', caseId: null, obligation: 'x', occurrence: '' } as const;
    const due = { recipient: bot.people.lead.id, dueAt: '2026-04-27T07:30:00.000Z', urgent: false } as const;
    await bot.storage.outbox.add([{ ...notice, ...due }]);
    await settleOne(bot.storage.outbox, { id, taken: 0 }, { state: 'unreachable', error: 'never-seen' });
    await client.say('ping');
    expect((await bot.storage.outbox.byId(id))!.state).toBe('pending');
  });
});

test('an activity that is sent again, as Teams does, is done once and answered the same', async () => {
  const id = randomUUID();
  await Promise.all([client.say('ping', { id }), client.say('ping', { id })]);
  await client.say('ping', { id });
  expect(client.history()).toHaveLength(1);
  await client.say('ping');
  expect(client.history()).toHaveLength(2);
});

test('every card that the shell itself shows is whole', async () => {
  await client.say('help');
  await client.send({ type: 'installationUpdate', action: 'add' });
  for (const { card } of client.history()) {
    expect(JSON.stringify(card)).not.toContain('${');
    expect(parts(card).length).toBeGreaterThan(3);
  }
});
