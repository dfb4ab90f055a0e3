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
    const claim = () => storage.outbox.claim(farOff, farOff, 1000);
    for (let some = await claim(); some.length > 0; some = await claim()) {
      for (const delivery of some) await storage.outbox.dead(delivery, 'left over');
    }
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

  const first = (notice: Notice) => ({ id: notice.id, attempts: 1 });
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
      unanswered: 0,
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
    await storage.outbox.sent(first(notice), at(11), RECEIPT);
    expect(await storage.outbox.byId(notice.id)).toMatchObject({ state: 'sent', sentAt: at(11), ...RECEIPT });
    expect(await claimedIds('2030-01-01T00:00:00.000Z')).toEqual([]);
    expect(await storage.outbox.earliestPending(at(0))).toBeNull();
  });

  test('waits before it tries again what may have arrived, and remembers and counts it', async () => {
    const notice = aNotice();
    await storage.outbox.add([notice]);
    await claimedIds(at(10));
    await storage.outbox.unclear(first(notice), at(20), 'status 502');
    expect(await claimedIds(at(19))).toEqual([]);
    expect(await storage.outbox.earliestPending(at(10))).toBe(at(20));
    expect(await storage.outbox.earliestPending(at(20))).toBeNull();
    expect(await storage.outbox.claim(at(20), at(30), 9)).toMatchObject([
      { attempts: 2, possibleRepeat: true, unanswered: 1, lastError: 'status 502' },
    ]);
  });

  test('waits before it tries again what surely did not arrive, which is no repeat', async () => {
    const notice = aNotice();
    await storage.outbox.add([notice]);
    await claimedIds(at(10));
    expect(await storage.outbox.retry(first(notice), at(20), 'status 429')).toBe(true);
    expect(await claimedIds(at(19))).toEqual([]);
    expect(await storage.outbox.claim(at(20), at(30), 9)).toMatchObject([
      { attempts: 2, possibleRepeat: false, unanswered: 0, lastError: 'status 429' },
    ]);
  });

  test('hands out one at a time to a recipient, in order of due moment, whoever asks and however they end', async () => {
    const [second, third, one] = [12, 13, 11].map((minute) => aNotice({ recipient: 'ash', dueAt: at(minute) })) as [
      Notice,
      Notice,
      Notice,
    ];
    const other = aNotice({ recipient: 'bo', dueAt: at(14) });
    await storage.outbox.add([second, third, one, other]);
    const asked = await Promise.all([1, 2, 3, 4].map(() => claimedIds(at(20), at(30), 1)));
    expect(asked.flat().sort()).toEqual([one.id, other.id].sort());
    expect(await claimedIds(at(29))).toEqual([]);
    await storage.outbox.sent(first(one), at(21), RECEIPT);
    expect(await claimedIds(at(22))).toEqual([second.id]);
    await storage.outbox.retry(first(second), at(40), 'status 429');
    expect(await claimedIds(at(23))).toEqual([third.id]);
  });

  test('does not let a sender whose lease ran out overwrite what the next one found', async () => {
    const { outbox } = storage;
    const notice = aNotice();
    await outbox.add([notice]);
    await outbox.claim(at(10), at(15), 9);
    await outbox.claim(at(15), at(20), 9);
    const late = first(notice);
    expect([
      await outbox.sent(late, at(16), RECEIPT),
      await outbox.retry(late, at(16), 'late'),
      await outbox.unclear(late, at(16), 'late'),
      await outbox.unreachable(late, 'late'),
      await outbox.dead(late, 'late'),
    ]).toEqual([false, false, false, false, false]);
    expect(await outbox.byId(notice.id)).toMatchObject({ state: 'sending', attempts: 2, lastError: null });
    expect(await outbox.sent({ ...late, attempts: 2 }, at(17), RECEIPT)).toBe(true);
    expect(await outbox.byId(notice.id)).toMatchObject({ state: 'sent', sentAt: at(17) });
  });

  test('makes due again what was for somebody who had left and is back', async () => {
    const notice = aNotice();
    await storage.outbox.add([notice]);
    await claimedIds(at(10));
    await storage.outbox.dead(first(notice), 'left');
    expect(await storage.outbox.reachable(notice.recipient, at(20))).toBe(1);
    expect(await claimedIds(at(20))).toEqual([notice.id]);
  });

  test('counts as given up neither what was overtaken nor what was for somebody who has left', async () => {
    const notices = [aNotice(), aNotice(), aNotice()] as const;
    await storage.outbox.add(notices);
    await claimedIds(at(10));
    await storage.outbox.dead(first(notices[0]), 'left');
    await storage.outbox.dead(first(notices[1]), 'overtaken');
    await storage.outbox.dead(first(notices[2]), 'status 403');
    expect(await newlyNotDelivered()).toEqual({ unreachable: 0, dead: 1 });
    expect(await storage.outbox.reachable(notices[1].recipient, at(20))).toBe(0);
  });

  test('holds what is for an unreachable person until they are seen', async () => {
    const [notice, other] = [aNotice(), aNotice()];
    await storage.outbox.add([notice, other]);
    await claimedIds(at(10));
    await storage.outbox.unreachable(first(notice), 'never-seen');
    await storage.outbox.unreachable(first(other), 'never-seen');
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
    await storage.outbox.dead(first(notice), 'status 403');
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
