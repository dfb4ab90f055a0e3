import { randomUUID } from 'node:crypto';
import type { FinishedCall } from '../../src/notices/calls';
import type { Settlement, Want } from '../../src/notices/claims';
import { instantOf } from '../../src/notices/steady-clock';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { fresh } from './cases';

const START = Date.parse('2026-04-27T08:00:00.000Z');
const at = (ms: number) => instantOf(START + ms);
const LEASE = at(3_600_000 * 9);

describe.each(storages)('the pace of the outbox in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  let tenant: string;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  beforeEach(() => {
    tenant = fresh('tenant');
  });
  afterAll(() => opened.close());

  /** So many notices of a tenant of their own, each claimed and with its own conversation. */
  async function claimed(count: number, thread?: string): Promise<Want[]> {
    const notices = Array.from({ length: count }, () => ({
      ...({ id: randomUUID(), kind: 'alert', authority: '341', caseId: randomUUID(), obligation: 'x' } as const),
      ...{ occurrence: '', recipient: fresh('person'), dueAt: at(0), urgent: false },
    }));
    const mine = new Set<string>(notices.map(({ id }) => id));
    await storage.outbox.add(notices);
    // What the tests before it left at a later moment is taken to be of a clock that was put back.
    const rows = (await storage.outbox.claim('', at(0), LEASE, 1_000)).filter(({ id }) => mine.has(id));
    return rows.map(({ id, taken }) => ({ id, taken, thread: thread ?? fresh('thread') }));
  }
  const begin = (wants: readonly Want[], ms: number) =>
    storage.outbox.begin(tenant, wants, () => START + ms, 9 * 3_600_000 - ms);
  const answered = ({ id, taken }: Want, ms: number, attempt = 1, holdUntil: number | null = null): Settlement => ({
    claim: { id, taken },
    at: at(ms),
    outcome: { state: 'retry', notBefore: LEASE, error: 'x' },
    call: {
      ...{ attempt, outcome: 'retry', answeredAt: at(ms), status: 429, code: 'Throttled', requestId: 'r1' },
      holdUntil: holdUntil === null ? null : at(holdUntil),
    },
  });
  const answer = (over: Partial<FinishedCall> = {}): FinishedCall => ({
    ...{ tenantId: tenant, thread: fresh('thread'), kind: 'answer', startedAt: at(0), answeredAt: at(30) },
    ...{ outcome: 'sent', status: 201, code: null, requestId: null, holdUntil: null },
    ...over,
  });

  test('begins thirty calls of a tenant in a second, whoever asks, and says from when on there is room', async () => {
    const wants = await claimed(40);
    const halves = await Promise.all([begin(wants.slice(0, 20), 0), begin(wants.slice(20), 0)]);
    expect(halves.flatMap(({ starts }) => starts)).toHaveLength(30);
    const waits = halves.flatMap((half) => half.waits);
    // Without an answer, a call is taken to arrive within a second; the clocks of instances are apart by a little.
    expect(waits.map(({ until }) => until)).toEqual(Array.from({ length: 10 }, () => at(2_010)));
    const byId = new Map(wants.map((want) => [want.id, want]));
    const begun = halves.flatMap(({ starts }) => starts.map(({ id }) => byId.get(id)!));
    await storage.outbox.settle(begun.map((want, n) => answered(want, 30 + n)));
    const rest = waits.map(({ id }) => byId.get(id)!);
    expect((await begin(rest, 700)).starts).toEqual([]);
    const soon = await begin(rest, 1_020);
    expect(soon.starts.map(({ at }) => at)).toEqual(rest.map((_, n) => at(1_040 + n)));
  });

  test('does not let another tenant wait', async () => {
    await begin(await claimed(30), 0);
    tenant = fresh('tenant');
    expect((await begin(await claimed(1), 0)).starts).toHaveLength(1);
  });

  test('begins one at a time in a conversation, and seven in a second', async () => {
    const thread = fresh('thread');
    const wants = await claimed(9, thread);
    for (const [n, want] of wants.slice(0, 7).entries()) {
      expect((await begin([want], n)).starts).toHaveLength(1);
      await storage.outbox.settle([answered(want, n)]);
    }
    const { starts, waits } = await begin([...wants.slice(7), ...(await claimed(1))], 10);
    expect(waits.map(({ until }) => until)).toEqual([at(1_010), at(1_010)]);
    expect(starts).toHaveLength(1);
    expect(await begin(wants.slice(7), 900)).toMatchObject({ starts: [{ at: at(1_010) }], waits: [{}] });
  });

  test('counts the answers that people got in the same conversation', async () => {
    const thread = fresh('thread');
    await storage.outbox.count([]);
    await storage.outbox.count(Array.from({ length: 8 }, () => answer({ thread })));
    const { starts, waits } = await begin(await claimed(1, thread), 40);
    expect([starts, waits.map(({ until }) => until)]).toEqual([[], [at(2_040)]]);
  });

  test('writes nothing into a conversation before Teams wants it to, whatever is begun meanwhile', async () => {
    const thread = fresh('thread');
    const [first, second] = await claimed(2, thread);
    await begin([first!], 0);
    await storage.outbox.settle([answered(first!, 20, 1, 60_000)]);
    expect((await begin([second!], 59_000)).waits).toEqual([{ id: second!.id, until: at(60_000) }]);
    expect((await begin([second!], 60_000)).starts).toHaveLength(1);
  });

  test('tells every try, with what Teams said to it', async () => {
    const [want] = await claimed(1);
    await begin([want!], 0);
    const first = { attempt: 1, thread: want!.thread, startedAt: at(0) };
    const unanswered = { answeredAt: null, outcome: null, status: null, code: null, requestId: null };
    expect(await storage.outbox.attemptsOf(want!.id)).toEqual([{ ...first, ...unanswered }]);
    await storage.outbox.settle([answered(want!, 25)]);
    const again = (await storage.outbox.claim('', LEASE, LEASE, 1000)).find(({ id }) => id === want!.id);
    await begin([{ ...again!, thread: want!.thread }], 9_000);
    const said = { answeredAt: at(25), outcome: 'retry', status: 429, code: 'Throttled', requestId: 'r1' };
    expect(await storage.outbox.attemptsOf(want!.id)).toMatchObject([{ ...first, ...said }, { attempt: 2 }]);
    expect(await storage.outbox.attemptsOf('nobody')).toEqual([]);
  });

  test('forgets answers and edits once they are too old for the pace, and no try to deliver an alert', async () => {
    const thread = fresh('thread');
    const [alert] = await claimed(1, thread);
    const edit = {
      id: randomUUID(),
      kind: 'edit',
      authority: '341',
      caseId: randomUUID(),
      obligation: 'edit',
    } as const;
    await storage.outbox.add([
      { ...edit, occurrence: alert!.id, recipient: fresh('person'), dueAt: at(0), urgent: false },
    ]);
    const [edited] = (await storage.outbox.claim('', at(0), LEASE, 1_000)).filter(({ id }) => id === edit.id);
    await begin([alert!, { ...edited!, thread: fresh('thread') }], 0);
    const minutes = (count: number) => at(count * 60_000);
    await storage.outbox.count([
      answer({ thread, startedAt: minutes(-2), answeredAt: minutes(-2) }),
      ...Array.from({ length: 7 }, () => answer({ thread, startedAt: minutes(2), answeredAt: minutes(2) })),
    ]);
    expect(await storage.outbox.forgetCalls(minutes(1))).toBeGreaterThanOrEqual(2);
    expect(await storage.outbox.forgetCalls(minutes(1))).toBe(0);
    expect(await storage.outbox.attemptsOf(alert!.id)).toHaveLength(1);
    expect(await storage.outbox.attemptsOf(edit.id)).toEqual([]);
    // The seven still take their places.
    expect((await begin(await claimed(1, thread), 120_010)).starts).toEqual([]);
  });

  test('knows what came of a call though its claim is no longer held', async () => {
    const [want] = await claimed(1);
    await begin([want!], 0);
    expect(await storage.outbox.settle([answered({ ...want!, taken: 9 }, 25)])).toEqual(new Set());
    expect(await storage.outbox.attemptsOf(want!.id)).toMatchObject([{ outcome: 'retry' }]);
  });
});
