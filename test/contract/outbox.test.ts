import { randomUUID } from 'node:crypto';
import type { Instant } from '../../src/domain/calendar/date';
import type { Notice } from '../../src/notices/outbox';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { fresh } from './cases';

const at = (minute: number): Instant => `2026-04-27T08:${String(minute).padStart(2, '0')}:00.000Z`;
const RECEIPT = { conversationId: 'c1', serviceUrl: 'http://127.0.0.1/', activityId: 'a1' };

const aNotice = (over: Partial<Notice> = {}): Notice => ({
  id: randomUUID(),
  kind: 'alert',
  authority: '341',
  caseId: fresh('case'),
  obligation: 'day-10',
  occurrence: '2026-04-27',
  recipient: fresh('person'),
  dueAt: at(10),
  urgent: false,
  ...over,
});

describe.each(storages)('the outbox in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  // Each test claims whatever is there, so what the one before it left is settled first.
  beforeEach(async () => {
    const farOff = '2099-01-01T00:00:00.000Z';
    for (const { id } of await storage.outbox.claim(farOff, farOff, 1000)) await storage.outbox.dead(id, 'left over');
  });
  afterAll(() => opened.close());

  let before = { unreachable: 0, dead: 0 };
  beforeEach(async () => {
    before = await storage.outbox.notDelivered();
  });
  const newlyNotDelivered = async () => {
    const { unreachable, dead } = await storage.outbox.notDelivered();
    return { unreachable: unreachable - before.unreachable, dead: dead - before.dead };
  };

  const claimedIds = async (now: Instant, leaseUntil = at(59), limit = 10) =>
    (await storage.outbox.claim(now, leaseUntil, limit)).map(({ id }) => id);

  test('holds a notice once per case, obligation, recipient and occurrence', async () => {
    const { outbox } = storage;
    const notice = aNotice();
    const again = { ...notice, id: randomUUID() };
    expect(await outbox.add([notice, again])).toBe(1);
    expect(await outbox.add([again])).toBe(0);
    expect(await outbox.add([])).toBe(0);
    const others = [
      aNotice({ ...notice, id: randomUUID(), caseId: 'another' }),
      aNotice({ ...notice, id: randomUUID(), obligation: 'day-6' }),
      aNotice({ ...notice, id: randomUUID(), recipient: 'another' }),
      aNotice({ ...notice, id: randomUUID(), occurrence: '2026-05-11' }),
    ];
    expect(await outbox.add(others)).toBe(4);
    expect(await outbox.byId(again.id)).toBeNull();
    expect(await outbox.byId(notice.id)).toEqual({
      ...notice,
      state: 'pending',
      attempts: 0,
      notBefore: notice.dueAt,
      possibleRepeat: false,
      lastError: null,
      sentAt: null,
      conversationId: null,
      serviceUrl: null,
      activityId: null,
      acknowledgedBy: null,
      acknowledgedAt: null,
    });
  });

  test('holds a notice without a case once, too', async () => {
    const agenda = aNotice({ kind: 'agenda', caseId: null, obligation: 'agenda', recipient: 'channel:341' });
    expect(await storage.outbox.add([agenda])).toBe(1);
    expect(await storage.outbox.add([{ ...agenda, id: randomUUID() }])).toBe(0);
    expect(await storage.outbox.add([{ ...agenda, id: randomUUID(), authority: '342' }])).toBe(1);
  });

  test('hands out what is due: urgent first, then in order of due moment', async () => {
    const later = aNotice({ dueAt: at(12) });
    const sooner = aNotice({ dueAt: at(11) });
    const urgent = aNotice({ dueAt: at(13), urgent: true });
    const notYet = aNotice({ dueAt: at(14) });
    await storage.outbox.add([later, sooner, urgent, notYet]);
    expect(await claimedIds(at(10))).toEqual([]);
    expect(await claimedIds(at(13), at(59), 2)).toEqual([urgent.id, sooner.id]);
    expect(await claimedIds(at(13))).toEqual([later.id]);
    expect(await storage.outbox.earliestPending(at(0))).toBe(at(14));
  });

  test('gives each delivery to one of eight workers', async () => {
    const notices = Array.from({ length: 120 }, () => aNotice());
    await storage.outbox.add(notices);
    const work = async () => {
      const mine: string[] = [];
      for (let ids = await claimedIds(at(10), at(59), 3); ids.length > 0; ids = await claimedIds(at(10), at(59), 3)) {
        mine.push(...ids);
      }
      return mine;
    };
    const taken = (await Promise.all(Array.from({ length: 8 }, work))).flat();
    expect(taken.sort()).toEqual(notices.map(({ id }) => id).sort());
  });

  test('takes an unfinished delivery again when its lease has passed, and says that it may be a repeat', async () => {
    const notice = aNotice();
    await storage.outbox.add([notice]);
    expect(await storage.outbox.claim(at(10), at(15), 9)).toMatchObject([
      { id: notice.id, state: 'sending', attempts: 1, possibleRepeat: false },
    ]);
    expect(await claimedIds(at(14))).toEqual([]);
    expect(await storage.outbox.earliestPending(at(10))).toBe(at(15));
    expect(await storage.outbox.claim(at(15), at(20), 9)).toMatchObject([
      { id: notice.id, state: 'sending', attempts: 2, possibleRepeat: true },
    ]);
  });

  test('keeps where a sent card stands, and never sends it again', async () => {
    const notice = aNotice();
    await storage.outbox.add([notice]);
    await claimedIds(at(10));
    await storage.outbox.sent(notice.id, at(11), RECEIPT);
    expect(await storage.outbox.byId(notice.id)).toMatchObject({ state: 'sent', sentAt: at(11), ...RECEIPT });
    expect(await claimedIds('2030-01-01T00:00:00.000Z')).toEqual([]);
    expect(await storage.outbox.earliestPending(at(0))).toBeNull();
  });

  test('waits before a retry, and remembers that it may be a repeat', async () => {
    const notice = aNotice();
    await storage.outbox.add([notice]);
    await claimedIds(at(10));
    await storage.outbox.retry(notice.id, at(20), 'status 429', true);
    expect(await claimedIds(at(19))).toEqual([]);
    expect(await storage.outbox.earliestPending(at(10))).toBe(at(20));
    expect(await storage.outbox.earliestPending(at(20))).toBeNull();
    expect(await storage.outbox.claim(at(20), at(30), 9)).toMatchObject([
      { attempts: 2, possibleRepeat: true, lastError: 'status 429' },
    ]);
  });

  test('holds what is for an unreachable person until they are seen', async () => {
    const [notice, other] = [aNotice(), aNotice()];
    await storage.outbox.add([notice, other]);
    await claimedIds(at(10));
    await storage.outbox.unreachable(notice.id, 'never-seen');
    await storage.outbox.unreachable(other.id, 'never-seen');
    expect(await claimedIds(at(58))).toEqual([]);
    expect(await newlyNotDelivered()).toEqual({ unreachable: 2, dead: 0 });
    expect(await storage.outbox.reachable('nobody', at(20))).toBe(0);
    expect(await storage.outbox.reachable(notice.recipient, at(20))).toBe(1);
    expect(await claimedIds(at(20))).toEqual([notice.id]);
  });

  test('gives up for good', async () => {
    const notice = aNotice();
    await storage.outbox.add([notice]);
    await claimedIds(at(10));
    await storage.outbox.dead(notice.id, 'status 403');
    expect(await storage.outbox.reachable(notice.recipient, at(20))).toBe(0);
    expect(await claimedIds(at(58))).toEqual([]);
    expect(await storage.outbox.byId(notice.id)).toMatchObject({ state: 'dead', lastError: 'status 403' });
    expect(await newlyNotDelivered()).toEqual({ unreachable: 0, dead: 1 });
  });

  test('keeps who answered first', async () => {
    const notice = aNotice();
    await storage.outbox.add([notice]);
    const answers = await Promise.all(['ed', 'flo'].map((who) => storage.outbox.acknowledge(notice.id, who, at(30))));
    expect(answers.filter(Boolean)).toHaveLength(1);
    const first = answers[0] ? 'ed' : 'flo';
    expect(await storage.outbox.byId(notice.id)).toMatchObject({ acknowledgedBy: first, acknowledgedAt: at(30) });
    expect(await storage.outbox.acknowledge('no such id', 'ed', at(30))).toBe(false);
  });

  test('lists what a case has caused, the oldest first', async () => {
    const caseId = fresh('case');
    const [second, first] = [aNotice({ caseId, dueAt: at(12) }), aNotice({ caseId, dueAt: at(11) })];
    await storage.outbox.add([second, aNotice(), first]);
    expect((await storage.outbox.ofCase(caseId)).map(({ id }) => id)).toEqual([first.id, second.id]);
  });
});
