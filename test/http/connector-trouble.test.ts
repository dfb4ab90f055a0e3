import { randomUUID } from 'node:crypto';
import type { Edit } from '../../src/notices/notice-sender';
import { EDIT, type Delivery, type Outbox } from '../../src/notices/outbox';
import type { Reference } from '../../src/notices/references';
import { createNoticeSender, type NoticeCard } from '../../src/teams/notice-sender';
import { createLog } from '../../src/log';
import { startTestBot, type TestBot } from '../support/bot';
import { shownMessage, type Client } from '../support/client';
import { card } from './sample-pages';

/** It surely was not taken, and says nothing of the recipient. */
const MENDED_BY_AN_OPERATOR = { kind: 'retry', afterSeconds: null, forOperator: true };

let bot: TestBot;
let client: Client;
beforeEach(async () => {
  bot = await startTestBot();
  client = bot.as(bot.people.officer);
});
afterEach(() => bot.close());

describe('a notice', () => {
  const delivery = (kind: Delivery['kind'] = 'alert') => ({ id: 'n1', kind, possibleRepeat: false }) as Delivery;
  const anEdit = (over: Partial<Edit>): Edit => ({
    ...{ kind: 'edit', obligation: EDIT, activityId: null, cardHash: null, lastError: null, taken: 1 },
    ...over,
  });
  const sender = (
    cardOf: NoticeCard = async () => card('Day 6 is due.'),
    shortAlert = cardOf,
    outbox: Pick<Outbox, 'byId'> = bot.storage.outbox,
  ) => {
    const log = createLog('debug', { write: (line) => void bot.lines.push(line) });
    const { paced: connector, render } = bot.bot;
    const made = createNoticeSender({
      connector,
      render,
      log,
      shortAlert,
      outbox,
      cardOf: { alert: cardOf, agenda: cardOf, unreached: cardOf, digest: cardOf, summary: cardOf },
    });
    return {
      send: async (notice: Delivery, to: Reference) => {
        const prepared = await made.prepare(notice, to);
        return prepared.kind === 'ready' ? prepared.write() : prepared;
      },
      correct: async (sent: Delivery, edit: Edit, to: Reference) => {
        const prepared = await made.correct(sent, edit, to);
        return prepared.kind === 'ready' ? prepared.write() : prepared;
      },
    };
  };
  const reference = async (): Promise<Reference> => {
    await client.send({ type: 'messageReaction' });
    return (await bot.storage.references.of(bot.people.officer.id))!;
  };

  test('comes with a notification and tells where it stands', async () => {
    const outcome = await sender().send(delivery(), await reference());
    const sent = bot.connector.messages(client.conversationId).at(-1)!;
    expect(shownMessage(sent).text).toBe('Day 6 is due.');
    expect(sent.activity).toMatchObject({ summary: 'A message', channelData: { notification: { alert: true } } });
    const { serviceUrl } = bot.connector;
    const receipt = { conversationId: client.conversationId, serviceUrl, activityId: sent.id };
    expect(outcome).toMatchObject({ kind: 'sent', receipt });
  });

  test.each([
    [
      { status: 429, headers: { 'retry-after': '7' } },
      { kind: 'retry', afterSeconds: 7 },
    ],
    [
      { status: 429, retryAfterDate: 1_800 },
      { kind: 'retry', afterSeconds: 1_800 },
    ],
    [
      { status: 429, retryAfterDate: -60 },
      { kind: 'retry', afterSeconds: 0 },
    ],
    [
      { status: 429, headers: { 'retry-after': String(30 * 24 * 3_600) } },
      { kind: 'retry', afterSeconds: 3_600 },
    ],
    [
      { status: 429, retryAfterDate: 30 * 24 * 3_600 },
      { kind: 'retry', afterSeconds: 3_600 },
    ],
    [
      { status: 429, headers: { 'retry-after': 'soon' } },
      { kind: 'retry', afterSeconds: null, hold: true },
    ],
    [{ status: 429 }, { kind: 'retry', afterSeconds: null, hold: true }],
    [{ status: 412 }, { kind: 'retry', afterSeconds: null }],
    [
      { status: 503, headers: { 'retry-after': '3' } },
      { kind: 'ambiguous', afterSeconds: 3 },
    ],
    [{ status: 500 }, { kind: 'ambiguous' }],
    [{ status: 502 }, { kind: 'ambiguous' }],
    [{ status: 503 }, { kind: 'ambiguous' }],
    [{ status: 504 }, { kind: 'ambiguous' }],
    [{ reset: true }, { kind: 'ambiguous' }],
    [
      { status: 403, code: 'ConversationBlockedByUser' },
      { kind: 'unreachable', barrier: 'blocked', error: '403 ConversationBlockedByUser' },
    ],
    [
      { status: 403, code: 'BotNotInConversationRoster' },
      { kind: 'unreachable', barrier: 'uninstalled' },
    ],
    [
      { status: 403, code: 'BotDisabledByAdmin' },
      { kind: 'unreachable', barrier: 'disabled-by-admin' },
    ],
    [
      { status: 403, code: 'MessageWritesBlocked' },
      { kind: 'unreachable', barrier: 'uninstalled' },
    ],
    [
      { status: 403, subCode: 'MessageWritesBlocked' },
      { kind: 'unreachable', barrier: 'uninstalled', error: '403 MessageWritesBlocked' },
    ],
    [
      { status: 403, code: 'ForbiddenOperationException' },
      { kind: 'unreachable', barrier: 'uninstalled' },
    ],
    [
      { status: 403, subCode: 'SomethingElse' },
      { ...MENDED_BY_AN_OPERATOR, error: '403 SomethingElse' },
    ],
    [
      { status: 404, code: 'ConversationNotFound' },
      { kind: 'unreachable', barrier: 'gone' },
    ],
    [{ status: 403, code: 'InvalidBotApiHost' }, MENDED_BY_AN_OPERATOR],
    [{ status: 403 }, MENDED_BY_AN_OPERATOR],
    [{ status: 403, code: 'AccessDenied' }, MENDED_BY_AN_OPERATOR],
    [{ status: 404 }, MENDED_BY_AN_OPERATOR],
    [{ status: 302, headers: { location: 'https://login.example/' } }, MENDED_BY_AN_OPERATOR],
    [{ status: 400 }, MENDED_BY_AN_OPERATOR],
    [{ status: 401 }, MENDED_BY_AN_OPERATOR],
    [{ status: 407 }, MENDED_BY_AN_OPERATOR],
    [{ status: 410 }, MENDED_BY_AN_OPERATOR],
    [
      { status: 400, code: 'BadSyntax' },
      { kind: 'dead', error: '400 BadSyntax' },
    ],
    [
      { status: 413, code: 'MessageSizeTooBig' },
      { kind: 'retry', afterSeconds: 0, error: '413 MessageSizeTooBig' },
    ],
  ])('that is answered with %j is told as %j, after one request', async (trouble, outcome) => {
    const to = await reference();
    bot.connector.trouble(trouble);
    expect(await sender().send(delivery(), to)).toMatchObject(outcome);
    expect(bot.connector.calls).toHaveLength(1);
  });

  test.each([
    [{ status: 429, code: 'Throttled', headers: { 'ms-cv': 'aB3+x/1.0' } }, 'aB3+x/1.0'],
    [{ status: 502, headers: { 'x-ms-request-id': '9b1d-7' } }, '9b1d-7'],
    [{ status: 403, code: 'Blocked', headers: { 'ms-cv': 'Rowan Ashdown is missing' } }, null],
    [{ reset: true }, null],
  ])('that is answered with %j is told with the id by which Microsoft finds the call', async (trouble, requestId) => {
    const to = await reference();
    bot.connector.trouble(trouble);
    const { answer } = await sender().send(delivery(), to);
    const { status = null, code = null } = trouble as { status?: number; code?: string };
    expect(answer).toEqual({ status, code: 'reset' in trouble ? 'ECONNRESET' : code, requestId });
  });

  test('that was too big goes out short, and is given up only when that is too big as well', async () => {
    const to = await reference();
    const [long, short] = [async () => card('Very much is due.'), async () => card('Something is due.')];
    const refused = { ...delivery(), lastError: '413 MessageSizeTooBig' };
    expect(await sender(long, short).send(refused, to)).toMatchObject({ kind: 'sent' });
    expect(client.history().at(-1)!.text).toBe('Something is due.');
    bot.connector.trouble({ status: 413, code: 'MessageSizeTooBig' });
    expect(await sender(long, short).send(refused, to)).toMatchObject({ kind: 'dead', error: '413 MessageSizeTooBig' });
    expect(await sender(async () => 'overtaken', short).send(refused, to)).toMatchObject({ error: 'overtaken' });
  });

  test('is corrected with a short card where the whole one is too big', async () => {
    const to = await reference();
    const [long, short] = [async () => card('Very much was done.'), async () => card('It was done.')];
    await sender(short).send(delivery(), to);
    const { id } = bot.connector.messages(client.conversationId).at(-1)!;
    const sent = { ...delivery(), activityId: id };
    const edit = anEdit({ cardHash: 'of what stands there', taken: 1 });
    bot.connector.trouble({ status: 413, code: 'MessageSizeTooBig' });
    expect(await sender(long, short).correct(sent, edit, to)).toMatchObject({ kind: 'retry' });
    const again = { ...edit, lastError: '413 MessageSizeTooBig', taken: 2 };
    expect(await sender(long, short).correct(sent, again, to)).toMatchObject({ kind: 'sent' });
    expect(client.history().at(-1)!.text).toBe('It was done.');
  });

  test('whose card cannot be drawn anew is tried again, but not for ever, and the log says why', async () => {
    const to = await reference();
    const unreadable = async () => {
      throw new TypeError('a fact of Rowan Ashdown');
    };
    const sent = { ...delivery(), activityId: 'a1' };
    const edit = (taken: number) => anEdit({ taken });
    expect(await sender(unreadable).correct(sent, edit(1), to)).toMatchObject({ kind: 'retry', error: 'not-drawn' });
    expect(await sender(unreadable).correct(sent, edit(30), to)).toMatchObject({ kind: 'dead', error: 'not-drawn' });
    expect(bot.lines.join('')).toContain('card not drawn anew');
    expect(bot.lines.join('')).not.toContain('Ashdown');
  });

  test('to a server that cannot be reached has certainly not arrived', async () => {
    const nowhere = { ...(await reference()), serviceUrl: 'http://127.0.0.1:1/' };
    expect(await sender().send(delivery(), nowhere)).toMatchObject({ kind: 'retry' });
  });

  test('is never sent to an address that is not allowed, whoever wrote it down', async () => {
    const forged = { ...(await reference()), serviceUrl: 'https://evil.example/' };
    expect(await sender().send(delivery(), forged)).toMatchObject({ kind: 'retry', error: 'Forbidden' });
  });

  test('that hangs may have arrived, and is given up after eight seconds', async () => {
    const to = await reference();
    bot.connector.trouble({ hang: true });
    const began = performance.now();
    expect(await sender().send(delivery(), to)).toMatchObject({ kind: 'ambiguous' });
    expect(performance.now() - began).toBeLessThan(10_000);
  }, 15_000);

  test('about something that is no longer there is given up', async () => {
    expect(await sender(async () => null).send(delivery(), await reference())).toMatchObject({ kind: 'dead' });
  });

  test('that was overtaken is not sent', async () => {
    const to = await reference();
    const before = bot.connector.calls.length;
    const outcome = await sender(async () => 'overtaken').send(delivery(), to);
    expect(outcome).toEqual({ kind: 'dead', error: 'overtaken' });
    expect(bot.connector.calls).toHaveLength(before);
  });

  test('whose card cannot be drawn still arrives, and the log says why', async () => {
    const broken = async () => ({ template: `no-such-${randomUUID()}`, model: {}, summary: 'WB-7K3M-2Q: due' });
    expect(await sender(broken).send(delivery(), await reference())).toMatchObject({ kind: 'sent' });
    expect(client.history().at(-1)!.text).toContain('my cases');
    expect(bot.lines.join('')).toContain('notice not drawn');
  });

  test('that nothing at all can be read for is not told in a sentence: it is tried again, with its card', async () => {
    const to = await reference();
    const away = async (): Promise<never> => {
      throw new Error('the database is away');
    };
    const before = bot.connector.calls.length;
    await expect(sender(away, away, { byId: away }).send(delivery(), to)).rejects.toThrow('the database is away');
    let asked = 0;
    const back = async () => ((asked += 1) === 1 ? away() : card('Day 6 is due.'));
    expect(await sender(back).send(delivery(), to)).toMatchObject({ kind: 'sent' });
    expect(bot.connector.calls).toHaveLength(before + 1);
    expect(client.history().at(-1)!.text).toBe('Day 6 is due.');
  });

  test('whose case cannot be read still arrives, marked when it may be a repeat', async () => {
    const unreadable = async () => {
      throw new TypeError('a fact of Rowan Ashdown');
    };
    const repeated = { ...delivery(), possibleRepeat: true };
    expect(await sender(unreadable).send(repeated, await reference())).toMatchObject({ kind: 'sent' });
    expect(client.history().at(-1)!.text).toMatch(/my cases.*may have had this message before/s);
    expect(bot.lines.join('')).toContain('TypeError');
    expect(bot.lines.join('')).not.toContain('Ashdown');
  });

  test('that the server had no time to take may have arrived', async () => {
    const to = await reference();
    bot.connector.trouble({ status: 408 });
    expect(await sender().send(delivery(), to)).toMatchObject({ kind: 'ambiguous' });
  });
});
