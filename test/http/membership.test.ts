import { startTestBot, type TestBot } from '../support/bot';
import type { Command } from '../../src/teams/actions';
import type { Client } from '../support/client';
import { card } from './sample-pages';

const TEAM = '19:team@thread.tacv2';
const CHANNEL = '19:panel@thread.tacv2';

let bot: TestBot;
let client: Client;
const privately: Command = {
  ...{ id: 'mine', usage: 'mine', helps: '', pattern: /^mine$/i, needs: 'nothing' },
  run: async () => ({ kind: 'in-personal-chat', card: card('About a child.'), says: 'See your own chat.' }),
};
beforeEach(async () => {
  bot = await startTestBot({ commands: [privately] });
  client = bot.as(bot.people.lead);
});
afterEach(() => bot.close());

const own = async () => (await bot.storage.references.of(bot.people.lead.id))!;
const removed = (id: string) => ({ type: 'conversationUpdate', membersRemoved: [{ id }] });

describe('in a person’s own chat', () => {
  test.each([
    ['the app is taken out', { type: 'installationUpdate', action: 'remove' }],
    ['the bot is removed', removed('28:bot')],
    ['the person leaves the organisation', removed('29:somebody')],
  ])('%s: their chat is kept as one that takes nothing', async (_name, event) => {
    await client.say('hello');
    await client.send(event);
    expect(await own()).toMatchObject({
      ...{
        state: 'uninstalled',
        since: expect.stringContaining('2026-04-27T07:4'),
        conversationId: client.conversationId,
      },
      why: expect.stringMatching(/remove/i),
    });
  });

  test.each([
    ['the app is installed again', { type: 'installationUpdate', action: 'add' }],
    ['the bot is added', { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }],
    ['the person says something', { type: 'message', text: 'hello' }],
  ])('%s: it takes messages again', async (_name, event) => {
    await client.say('hello');
    await client.send({ type: 'installationUpdate', action: 'remove' });
    await client.send(event);
    expect(await own()).toMatchObject({ state: 'reachable', since: null, why: null });
  });

  test('a newer version of the app takes nothing away', async () => {
    await client.say('hello');
    await client.send({ type: 'installationUpdate', action: 'remove-upgrade' });
    expect((await own()).state).toBe('reachable');
  });

  test('who takes out the app is not written to, and is greeted no second time', async () => {
    await client.send({ type: 'installationUpdate', action: 'add' });
    await client.send({ type: 'installationUpdate', action: 'remove' });
    await client.send({ type: 'installationUpdate', action: 'add' });
    expect(client.history()).toHaveLength(1);
  });

  test('somebody else’s chat is left alone', async () => {
    await client.say('hello');
    await bot.as(bot.people.officer).send({ type: 'installationUpdate', action: 'remove' });
    expect((await own()).state).toBe('reachable');
  });
});

describe('in a team', () => {
  const inTeam = (more: object) => ({
    type: 'conversationUpdate',
    ...more,
    channelData: { tenant: { id: bot.people.lead.tenantId }, team: { id: TEAM }, ...more },
  });
  const channel = async () => (await bot.storage.references.of('channel:341'))!;
  const general = () => client.in({ id: TEAM, conversationType: 'channel' });
  beforeEach(async () => {
    const { tenantId } = bot.people.lead;
    const address = {
      tenantId,
      botId: '28:bot',
      channelId: 'msteams',
      userId: '',
      serviceUrl: bot.connector.serviceUrl,
    };
    const kept = { recipient: 'channel:341', conversationId: CHANNEL, teamId: TEAM, greeted: true };
    await bot.storage.references.save({ ...address, ...kept });
  });

  test.each([
    ['channelDeleted', 'gone'],
    ['teamDeleted', 'gone'],
  ] as const)('%s leaves a channel that is %s', async (eventType, state) => {
    await general().send(inTeam({ eventType, channel: { id: CHANNEL } }));
    expect(await channel()).toMatchObject({ state, why: eventType });
  });

  test('the bot is taken out: its channels take nothing, until it is put in again', async () => {
    await general().send({ ...inTeam({}), ...removed('28:bot') });
    expect((await channel()).state).toBe('uninstalled');
    await general().send({ ...inTeam({}), membersAdded: [{ id: '28:bot' }] });
    expect((await channel()).state).toBe('reachable');
  });

  test.each(['channelRestored', 'channelRenamed'])('%s: it takes messages again', async (eventType) => {
    await general().send(inTeam({ eventType: 'channelDeleted', channel: { id: CHANNEL } }));
    await general().send(inTeam({ eventType, channel: { id: CHANNEL } }));
    expect((await channel()).state).toBe('reachable');
  });

  test.each([
    ['the bot is put in again', () => ({ membersAdded: [{ id: '28:bot' }] })],
    ['the app is put in again', () => ({ type: 'installationUpdate', action: 'add' })],
    ['the team is renamed', () => inTeam({ eventType: 'teamRenamed' })],
    ['a channel is restored', () => inTeam({ eventType: 'channelRestored', channel: { id: CHANNEL } })],
    [
      'another channel is restored',
      () => inTeam({ eventType: 'channelRestored', channel: { id: '19:other@thread.tacv2' } }),
    ],
  ])('%s: the newest service address is that of its channels, though nobody speaks there', async (_what, event) => {
    const alerts = { ...(await channel()), recipient: 'alerts:341', conversationId: '19:alerts@thread.tacv2' };
    await bot.storage.references.save(alerts);
    const newest = bot.connector.serviceUrl.replace('127.0.0.1', 'localhost');
    expect((await general().send({ ...inTeam({}), ...event(), serviceUrl: newest })).status).toBe(200);
    for (const recipient of ['channel:341', alerts.recipient]) {
      expect((await bot.storage.references.of(recipient))!.serviceUrl).toBe(newest);
    }
  });

  test('another channel’s end, and somebody who leaves the team, are nothing to it', async () => {
    await general().send(inTeam({ eventType: 'channelDeleted', channel: { id: '19:other@thread.tacv2' } }));
    await general().send({ ...inTeam({}), ...removed('29:somebody') });
    expect((await channel()).state).toBe('reachable');
  });
});

test('an address that is kept for one person and is another’s is not used', async () => {
  const { officer } = bot.people;
  await client.say('hello');
  const theirs = await own();
  await bot.storage.references.save({ ...theirs, recipient: officer.id });
  const group = bot.as(officer).in({ id: '19:chat@thread.v2', conversationType: 'groupChat' });
  const before = client.history().length;
  expect((await group.say('mine')).map(({ text }) => text)).toEqual([expect.stringContaining('say hello there')]);
  expect(client.history()).toHaveLength(before);
});
