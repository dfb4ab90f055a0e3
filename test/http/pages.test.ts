import { randomUUID } from 'node:crypto';
import { memoryStorage } from '../../src/memory-storage';
import type { Command } from '../../src/teams/actions';
import { opens } from '../../src/teams/views/buttons';
import { startTestBot, type TestBot } from '../support/bot';
import { buttonOn, inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { card, samplePages } from './sample-pages';

/** `visit` shows the page in the chat; `card` a card whose button opens it. */
const commands: Command[] = [
  {
    ...{ id: 'visit', usage: 'visit', helps: 'Starts a visit.', pattern: /^visit (\S+)$/, needs: 'nothing' },
    run: async (_turn, [, draft]) => ({ kind: 'page', page: 'visit', args: { draft: draft! } }),
  },
  {
    ...{ id: 'card', usage: 'card', helps: 'Shows a card.', pattern: /^card (\S+)$/, needs: 'nothing' },
    run: async (_turn, [, draft]) => ({
      kind: 'card',
      card: card('A case.', [opens('Visit', 'visit', { draft: draft! })]),
    }),
  },
];

const fieldOn = (shown: Shown, id: string) => inputsOn(shown.card).find((input) => input['id'] === id)!;

describe.each(['dialog', 'chat'] as const)('a page opened from a card where pages open as %s', (pages) => {
  let bot: TestBot;
  let client: Client;
  let draft: string;
  const storage = memoryStorage();

  beforeEach(() => {
    draft = randomUUID();
  });
  beforeAll(async () => {
    const options = { storage, pages: samplePages(storage), commands, env: { PAGES: pages } };
    bot = await startTestBot(options);
    client = bot.as(bot.people.lead);
  });
  afterAll(() => bot.close());

  const open = async (): Promise<Shown> => {
    const [shown] = await client.say(`card ${draft}`);
    const opened = pages === 'dialog' ? client.openDialog(shown!, 'Visit') : client.click(shown!, 'Visit');
    return (await opened).shown!;
  };
  const submit = (on: Shown, title: string, typed: Record<string, string> = {}) =>
    pages === 'dialog' ? client.submitDialog(on, title, typed) : client.click(on, title, typed);

  test('walks from page to page and ends with a card in the same place', async () => {
    const first = await open();
    expect(first.text).toContain('Who was visited?');
    expect(first.title).toBe(pages === 'dialog' ? 'A home visit' : '');
    const { shown: second } = await submit(first, 'Next', { who: 'Robin Example', on: '2026-04-24' });
    expect(second!.text).toContain('Are you sure?');
    const { shown: end, messages } = await submit(second!, 'Done');
    expect(end!.text).toContain('The visit is recorded.');
    expect(messages).toEqual([]);
  });

  test('an error shows the page again with what was typed and a message, and the draft has it too', async () => {
    const { shown } = await submit(await open(), 'Next', { who: ' ', on: '31/02/2026' });
    expect(shown!.text).toContain('Say whom you visited.');
    expect(shown!.text).toContain('There is no such day.');
    expect(fieldOn(shown!, 'on')['value']).toBe('31/02/2026');
    expect((await storage.drafts.byId(draft))!.values).toMatchObject({ on: '31/02/2026' });
  });

  test('back shows the page before with what was typed on it', async () => {
    const { shown: second } = await submit(await open(), 'Next', { who: 'Robin ${1+1} *Example*' });
    const { shown: first } = await submit(second!, 'Back');
    expect(fieldOn(first!, 'who')['value']).toBe('Robin ${1+1} *Example*');
  });

  test('save puts the page away, and Go on opens it as it was', async () => {
    const { shown: saved } = await submit(await open(), 'Save for later', { who: 'Half a na' });
    expect(saved!.text).toContain('What you typed is saved');
    const again = await submit(saved!, 'Go on');
    expect(fieldOn(again.shown!, 'who')['value']).toBe('Half a na');
  });

  test('what goes on record does not wait for its draft, but what is saved for later does', async () => {
    const first = await open();
    const fails = { who: 'Robin', on: '2026-01-01' };
    expect((await submit(first, 'Next', fails)).shown!.text).toContain('Are you sure?');
    expect(bot.lines.join('')).toContain('draft not saved');
    expect((await submit(first, 'Save for later', fails)).line).toContain('something went wrong');
  });

  test('a refusal is said in its own words, which are no Markdown', async () => {
    const { shown } = await submit(await open(), 'Next', { who: 'forbidden' });
    expect(shown!.text).toContain('That \\*cannot\\* be visited.');
  });

  test('a fault is said kindly with a number, which the log has too, and neither says more', async () => {
    const { status, line } = await submit(await open(), 'Next', { who: 'broken' });
    expect(status).toBe(200);
    const [, number] = /this number: ([0-9A-F]{6})/.exec(line)!;
    const logged = bot.lines.filter((entry) => entry.includes(number!));
    expect(logged).toHaveLength(1);
    expect(bot.lines.join('') + line).not.toMatch(/Robin|secret words/);
    expect(line).not.toMatch(/Error|\.ts/);
  });
});

describe('a page in the chat', () => {
  const storage = memoryStorage();
  let bot: TestBot;
  let client: Client;
  beforeAll(async () => {
    bot = await startTestBot({ storage, pages: samplePages(storage), commands });
    client = bot.as(bot.people.lead);
  });
  afterAll(() => bot.close());

  test('stays as it came to be: the message itself is edited, but not by an error', async () => {
    const [first] = await client.say(`visit ${randomUUID()}`);
    await client.click(first!, 'Next', { who: '' });
    expect(client.history().at(-1)).toEqual(first);
    await client.click(first!, 'Next', { who: 'Robin' });
    expect(client.history().at(-1)).toMatchObject({ id: first!.id, text: expect.stringContaining('Are you sure?') });
  });

  test('works for an old client, which sends a message and sees the card edited', async () => {
    const [first] = await client.say(`visit ${randomUUID()}`);
    const wrong = await client.clickOnOldClient(first!, 'Next', { who: '', on: 'soon' });
    expect(wrong).toEqual([]);
    expect(client.history().at(-1)!.text).toContain('Say whom you visited.');
    await client.clickOnOldClient(first!, 'Next', { who: 'Robin' });
    const second = client.history().at(-1)!;
    await client.clickOnOldClient(second, 'Done');
    expect(client.history().at(-1)).toMatchObject({ id: first!.id, text: expect.stringContaining('recorded') });
  });

  test('appears anew for an old client whose card was deleted meanwhile', async () => {
    const [first] = await client.say(`visit ${randomUUID()}`);
    const [anew] = await client.clickOnOldClient({ ...first!, id: 'deleted' }, 'Next', { who: 'Robin' });
    expect(anew!.text).toContain('Are you sure?');
  });

  test('asked for in a channel goes to the person’s own chat, and the channel learns nothing', async () => {
    const channel = client.in({ id: '19:panel@thread.tacv2;messageid=1', conversationType: 'channel' });
    const inChannel = await channel.say('<at>Whereabouts</at> visit 1');
    expect(inChannel.map(({ text }) => text).join()).toContain('your own chat');
    expect(inChannel.map(({ card: shown }) => buttonsIn(shown)).flat()).toEqual([]);
    expect(client.history().at(-1)!.text).toContain('Who was visited?');
  });

  test('whose person was never seen in their own chat is told how to get there', async () => {
    const stranger = bot.as(bot.people.panel).in({ id: '19:panel@thread.tacv2', conversationType: 'channel' });
    const [answer] = await stranger.say(`visit ${randomUUID()}`);
    expect(answer!.text).toContain('Open a chat with me');
  });
});

const buttonsIn = (shown: object): unknown[] => (Object.keys(shown).length === 0 ? [] : [buttonOn(shown, 'Next')]);
