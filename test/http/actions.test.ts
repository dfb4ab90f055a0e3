import { Refusal } from '../../src/errors';
import type { Person } from '../../src/people/directory';
import type { Command, Verb } from '../../src/teams/actions';
import { does } from '../../src/teams/views/buttons';
import { startTestBot, type TestBot } from '../support/bot';
import type { Client, Shown } from '../support/client';
import { card } from './sample-pages';

const buttons = ['acknowledge', 'look', 'tell', 'refuse', 'hide'].map((verb) => does(verb, verb, { delivery: 'd1' }));
const alert: Command = {
  ...{ id: 'alert', usage: 'alert', helps: 'Shows an alert.', pattern: /^alert$/, needs: 'nothing' },
  run: async () => ({ kind: 'card', card: card('An alert.', buttons) }),
};
const verb = (id: string, replacesCard: boolean, run: Verb['run']): Verb => ({
  ...{ id, needs: 'nothing', replacesCard, run },
});
const verbs: Verb[] = [
  verb('acknowledge', true, async (turn, { delivery }) => ({
    kind: 'card',
    card: card(`Acknowledged ${delivery} by ${turn.person.name}`),
  })),
  verb('look', false, async () => ({ kind: 'card', card: card('Something else.') })),
  verb('tell', false, async () => ({ kind: 'text', text: 'Told.' })),
  verb('refuse', true, async () => {
    throw new Refusal('not-allowed', 'Ask a colleague.');
  }),
  verb('hide', false, async () => ({ kind: 'in-personal-chat', card: card('For you alone.'), says: 'See your chat.' })),
];

let bot: TestBot;
let client: Client;
let shown: Shown;
beforeEach(async () => {
  bot = await startTestBot({ commands: [alert], verbs });
  client = bot.as(bot.people.officer);
  shown = (await client.say('alert'))[0]!;
});
afterEach(() => bot.close());

test('an answer that takes the card’s place is shown at once and stays: the message is edited', async () => {
  const clicked = await client.click(shown, 'acknowledge');
  expect(clicked.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
  expect(clicked.shown!.text).toBe('Acknowledged d1 by Ed Track');
  expect(client.history()).toEqual([expect.objectContaining({ id: shown.id, text: 'Acknowledged d1 by Ed Track' })]);
});

test('it is shown also when the message cannot be edited, and the log has no more than the code', async () => {
  bot.connector.trouble({ status: 404, code: 'ActivityNotFoundInConversation' });
  const clicked = await client.click(shown, 'acknowledge');
  expect(clicked.shown!.text).toContain('Acknowledged');
  expect(bot.lines.join('')).toContain('ActivityNotFoundInConversation');
});

test('it does not wait long for an edit that hangs', async () => {
  bot.connector.trouble({ hang: true });
  const began = performance.now();
  const clicked = await client.click(shown, 'acknowledge');
  expect(clicked.shown!.text).toContain('Acknowledged');
  expect(performance.now() - began).toBeLessThan(3_000);
});

test('another answer is a new message, and the card stays', async () => {
  const clicked = await client.click(shown, 'look');
  expect(clicked.messages.map(({ text }) => text)).toEqual(['Something else.']);
  expect(clicked.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message' });
  expect(client.history()[0]!.text).toContain('An alert.');
});

test('a few words stand under the card', async () => {
  expect(await client.click(shown, 'tell')).toMatchObject({ line: 'Told.', messages: [] });
});

test('a refusal leaves the card as it was and comes as a message', async () => {
  const clicked = await client.click(shown, 'refuse');
  expect(clicked.messages.map(({ text }) => text)).toEqual(['Ask a colleague.']);
  expect(client.history()[0]!.text).toContain('An alert.');
});

test('what is for one person alone goes to their own chat, and where it was asked for stands only a sentence', async () => {
  const channel = client.in({ id: '19:panel@thread.tacv2', conversationType: 'channel' });
  const [inChannel] = await channel.say('alert');
  const clicked = await channel.click(inChannel!, 'hide');
  expect(clicked).toMatchObject({ line: 'See your chat.', messages: [] });
  expect(client.history().at(-1)!.text).toBe('For you alone.');
  expect(channel.history()).toHaveLength(1);
});

test('a card that a button brings does not stand in a channel, whatever the button was meant for', async () => {
  await client.say('help');
  const channel = client.in({ id: '19:panel@thread.tacv2', conversationType: 'channel' });
  const [inChannel] = await channel.say('alert');
  const clicked = await channel.click(inChannel!, 'acknowledge');
  expect(clicked).toMatchObject({ line: expect.stringContaining('your own chat'), messages: [] });
  expect(channel.history()).toEqual([inChannel]);
  expect(client.history().at(-1)!.text).toContain('Acknowledged');
});

test('what one person is answered is nobody else’s, though their activity in the same channel bears the same id', async () => {
  const id = crypto.randomUUID();
  const data = { verb: 'acknowledge', delivery: 'd1' };
  const pressedBy = (person: Person) =>
    bot
      .as(person)
      .in({ id: '19:panel@thread.tacv2', conversationType: 'channel' })
      .invoke('task/fetch', { data }, { id });
  const { officer, lead } = bot.people;
  expect((await pressedBy(officer)).shown!.text).toContain(`by ${officer.name}`);
  expect((await pressedBy(lead)).shown!.text).toContain(`by ${lead.name}`);
});

test('an old client sends the same as a message', async () => {
  await client.clickOnOldClient(shown, 'acknowledge');
  expect(client.history()).toEqual([expect.objectContaining({ id: shown.id, text: 'Acknowledged d1 by Ed Track' })]);
});

test('an automatic refresh is answered with a card and nothing else: no edit, no message', async () => {
  const calls = bot.connector.calls.length;
  const refresh = (data: object) =>
    client.invoke(
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', data }, trigger: 'automatic' },
      { replyToId: shown.id },
    );
  expect((await refresh({ verb: 'acknowledge', delivery: 'd1' })).shown!.text).toContain('Acknowledged');
  expect((await refresh({ verb: 'tell' })).shown!.text).toBe('Told.');
  expect(bot.connector.calls).toHaveLength(calls);
});

describe('a button of an earlier version, or data that no card of ours sends', () => {
  const garbage: [string, unknown][] = [
    ['an unknown verb', { verb: 'dance' }],
    ['an unknown page', { verb: 'page', page: 'gone', args: {} }],
    ['an unknown step', { verb: 'page', page: 'gone', step: 'sideways' }],
    ['ids that are no text', { verb: 'page', page: 'x', args: { draft: { $gt: 1 } } }],
    ['no verb', { hello: 1 }],
    ['nothing', undefined],
    ['text', 'acknowledge'],
    ['a list', [1, 2, 3]],
    ['a prototype', { verb: '__proto__' }],
    ['too many fields', Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, 'x']))],
  ];

  test.each(garbage)('%s: on a card', async (_what, data) => {
    const clicked = await client.invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data } });
    expect(clicked.status).toBe(200);
    expect(clicked.messages.map(({ text }) => text)).toEqual([expect.stringContaining('no longer works')]);
  });

  test.each(garbage)('%s: in a dialog', async (_what, data) => {
    const clicked = await client.invoke('task/submit', { data });
    expect(clicked.status).toBe(200);
    expect(clicked.shown!.text).toContain('no longer works');
  });

  test('an invoke that is nothing at all', async () => {
    expect((await client.invoke('adaptiveCard/action', null)).status).toBe(200);
    expect((await client.invoke('composeExtension/queryLink', {})).status).toBe(501);
  });
});
