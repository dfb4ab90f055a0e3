import { NO_ANSWER, type CallEnd, type FinishedCall } from '../../src/notices/calls';
import type { Start } from '../../src/notices/claims';
import type { Delivery, Notice } from '../../src/notices/outbox';
import { storages } from '../support/databases';
import { fresh } from './cases';
import { aNotice, anOutbox, at, RECEIPT } from './an-outbox';

describe.each(storages)('an alert that may stand there, in the outbox in %s,', (_name, open) => {
  const { outbox, claim, stores } = anOutbox(open);
  let tenant: string;
  beforeEach(() => void (tenant = fresh('tenant')));

  /** In the lane of this test's own tenant, in which nothing else is written to. */
  async function added(over: Partial<Notice> = {}): Promise<Notice> {
    const notice = aNotice(over);
    await stores().references.save(
      {
        ...{ recipient: notice.recipient, tenantId: tenant, conversationId: `chat of ${notice.id}` },
        ...{ serviceUrl: RECEIPT.serviceUrl, botId: '28:bot', channelId: 'msteams', userId: '29:u', entraId: null },
        ...{ teamId: null, greeted: false },
      },
      'anew',
    );
    await outbox().add([notice]);
    return notice;
  }

  /** Its next try, which is over at this minute. */
  async function tried(
    { id }: Notice,
    minute: number,
    outcome: 'ambiguous' | 'retry' | 'sent',
    notBefore = 59,
  ): Promise<void> {
    const now = at(minute);
    const claimed = await inHand({ id }, minute);
    const start = await begun(claimed, minute);
    const end: CallEnd = { outcome, answeredAt: now, status: 502, code: null, requestId: null, holdUntil: null };
    const became =
      outcome === 'sent'
        ? ({ state: 'sent', sentAt: now, receipt: RECEIPT } as const)
        : ({ state: outcome, notBefore: at(notBefore), error: 'status 502' } as const);
    const call = { ...end, attempt: start.attempt };
    await outbox().settle([{ claim: claimed, at: now, outcome: became, call }]);
  }

  const inHand = async ({ id }: Pick<Notice, 'id'>, minute: number): Promise<Delivery> =>
    (await outbox().claim(tenant, at(minute), at(59), 10)).find((one) => one.id === id)!;

  /** From then on it is on its way. */
  async function begun(claimed: Delivery, minute: number): Promise<Start> {
    const want = { ...claimed, thread: `chat of ${claimed.id}` };
    return (await outbox().begin(tenant, [want], () => Date.parse(at(minute)), 60_000)).starts[0]!;
  }

  const answer = (minute: number, over: Partial<FinishedCall> = {}): FinishedCall => ({
    ...{ tenantId: tenant, thread: fresh('thread'), kind: 'answer', startedAt: at(minute), answeredAt: at(minute) },
    ...{ outcome: 'sent', status: 201, code: null, requestId: null, holdUntil: null },
    ...over,
  });
  const dueAt = async (minute: number) => (await outbox().lanes(at(minute))).includes(tenant);

  async function twiceUnclear(): Promise<Notice> {
    const notice = await added();
    await tried(notice, 10, 'ambiguous', 12);
    await tried(notice, 12, 'ambiguous');
    return notice;
  }

  test('is tried as soon as Teams takes something else there, when it took nothing before', async () => {
    const notice = await added();
    for (const minute of [10, 12, 14]) await tried(notice, minute, 'ambiguous', minute === 14 ? 59 : minute + 2);
    expect(await dueAt(20)).toBe(false);
    await outbox().count([answer(20)]);
    const claimed = await inHand(notice, 20);
    // Whoever is told instead gives way to it from then on, and for no longer than to any other.
    expect(claimed).toMatchObject({ possibleRepeat: true, notBefore: at(20) });
    // Its tries in the outage say nothing of its own chat: what fails by chance now is tried again in minutes, not in an hour.
    expect(await begun(claimed, 20)).toMatchObject({ id: notice.id, unanswered: 2 });
  });

  test.each(['ambiguous', 'retry'] as const)(
    'has the tries of an outage forgotten also when it was due just then: %s',
    async (last) => {
      const notice = await added();
      for (const minute of [10, 12, 14, 16]) await tried(notice, minute, 'ambiguous', minute + 2);
      if (last === 'retry') await tried(notice, 18, 'retry', 19);
      await outbox().count([answer(20)]);
      const claimed = await inHand(notice, 20);
      expect(claimed).toMatchObject({ notBefore: at(last === 'retry' ? 19 : 18) });
      expect(await begun(claimed, 21)).toMatchObject({ unanswered: 2 });
    },
  );

  test('has them forgotten also when it was in hand by then, and what is forgotten stays so', async () => {
    const notice = await added();
    for (const minute of [10, 12, 14, 16]) await tried(notice, minute, 'ambiguous', minute + 2);
    const claimed = await inHand(notice, 19);
    expect(claimed).toMatchObject({ unanswered: 4 });
    await outbox().count([answer(20)]);
    expect(await begun(claimed, 21)).toMatchObject({ unanswered: 2 });
    expect(await outbox().byId(notice.id)).toMatchObject({ unanswered: 2 });
  });

  test('has all its tries counted where Teams has taken nothing else since', async () => {
    const notice = await added();
    await outbox().count([answer(9)]);
    for (const minute of [12, 14, 16, 18]) await tried(notice, minute, 'ambiguous', minute + 2);
    await outbox().count([answer(20, { outcome: 'ambiguous' }), answer(20, { tenantId: 'another tenant' })]);
    expect(await begun(await inHand(notice, 21), 21)).toMatchObject({ unanswered: 4 });
  });

  test('has all its tries counted where Teams took something just before the last: the trouble is with its own chat', async () => {
    const notice = await added();
    for (const minute of [10, 12, 14]) await tried(notice, minute, 'ambiguous', minute + 2);
    await outbox().count([answer(16, { startedAt: '2026-04-27T08:16:30.000Z' })]);
    await tried(notice, 17, 'ambiguous', 18);
    await outbox().count([answer(20)]);
    // Three of before, of which two count, and its own one.
    expect(await begun(await inHand(notice, 21), 21)).toMatchObject({ unanswered: 3 });
  });

  test('is of the outage also when it was on its way as that ended, and its answer came after another one', async () => {
    const notice = await added();
    for (const minute of [10, 12, 14]) await tried(notice, minute, 'ambiguous', minute + 2);
    const claimed = await inHand(notice, 16);
    const { attempt } = await begun(claimed, 16);
    await outbox().count([
      answer(17, { startedAt: '2026-04-27T08:17:30.000Z', answeredAt: '2026-04-27T08:17:30.000Z' }),
    ]);
    const end: CallEnd = { ...NO_ANSWER, outcome: 'ambiguous', answeredAt: at(18), holdUntil: null };
    const call = { ...end, attempt };
    const unclear = { state: 'ambiguous', notBefore: at(59), error: 'ETIMEDOUT' } as const;
    await outbox().settle([{ claim: claimed, at: at(18), outcome: unclear, call }]);
    await outbox().count([answer(20)]);
    expect(await begun(await inHand(notice, 20), 20)).toMatchObject({ unanswered: 2 });
  });

  test('is so when another alert has arrived there', async () => {
    await twiceUnclear();
    await tried(await added(), 20, 'sent');
    expect(await dueAt(20)).toBe(true);
  });

  test.each([
    ['Teams has not taken it', { outcome: 'ambiguous' as const }],
    ['it was in another tenant', { tenantId: 'another tenant' }],
    ['it was before', { startedAt: at(5), answeredAt: at(5) }],
  ])('waits its time though there is another call: %s', async (_why, over) => {
    await twiceUnclear();
    await outbox().count([answer(20, over)]);
    expect(await dueAt(20)).toBe(false);
  });

  test('waits its time where Teams took something else just before: the trouble is with its own chat', async () => {
    const notice = await added();
    await tried(notice, 10, 'ambiguous', 12);
    await outbox().count([answer(11, { startedAt: '2026-04-27T08:11:30.000Z' })]);
    await tried(notice, 12, 'ambiguous');
    await outbox().count([answer(20)]);
    expect(await dueAt(20)).toBe(false);
    expect(await dueAt(59)).toBe(true);
  });

  test('waits its time after one try: its repeat is soon by itself', async () => {
    await tried(await added(), 10, 'ambiguous', 15);
    await outbox().count([answer(12)]);
    expect(await dueAt(14)).toBe(false);
    expect(await dueAt(15)).toBe(true);
  });

  test('but an edit waits its time', async () => {
    const edit = await added({ kind: 'edit', obligation: 'edit' });
    await tried(edit, 10, 'ambiguous', 12);
    await tried(edit, 12, 'ambiguous');
    await outbox().count([answer(20)]);
    expect(await dueAt(20)).toBe(false);
    expect(await claim(at(20))).toEqual([]);
  });
});
