import { randomUUID } from 'node:crypto';
import { addDays } from '../../src/domain/calendar/date';
import { londonInstant } from '../../src/domain/calendar/london';
import type { DeliveryWish } from '../../src/notices/delivery-record';
import { AT_ONCE, type Notice } from '../../src/notices/outbox';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { fresh } from './cases';

const at = (time: `${number}:${number}`, day = 0) => londonInstant(addDays('2026-04-28', day), time);

describe.each(storages)('alerts whose answer is awaited, in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  const aNotice = (over: Partial<Notice> = {}): Notice => ({
    ...{ id: randomUUID(), kind: 'alert', authority: fresh('authority'), caseId: fresh('case'), urgent: false },
    ...{ obligation: 'day-6', occurrence: 'first', recipient: fresh('person'), dueAt: at('08:30') },
    answerBy: at('12:30'),
    ...over,
  });
  const added = async (over: Partial<Notice> = {}) => {
    const notice = aNotice(over);
    await storage.outbox.add([notice]);
    return notice;
  };
  const dueNow = async (time: `${number}:${number}`, day = 0) =>
    (await storage.outbox.answersDue(at(time, day), 1000)).map(({ id }) => id);

  test('are due from their moment on, until they are answered', async () => {
    const notice = await added();
    const other = await added({ answerBy: null });
    expect(await dueNow('12:29')).not.toContain(notice.id);
    expect(await dueNow('12:30')).toContain(notice.id);
    expect(await dueNow('12:30')).not.toContain(other.id);
    await storage.outbox.acknowledge(notice.id, 'person-1', at('12:31'));
    expect(await dueNow('12:31')).not.toContain(notice.id);
  });

  test('are looked for each in its own time where they stand on another’s card', async () => {
    const [lead, folded] = [await added({ answerBy: at('13:00') }), await added({ answerBy: at('12:30', 900) })];
    await storage.outbox.fold([{ lead: lead.id, others: [folded.id] }]);
    expect(await dueNow('13:00')).toContain(lead.id);
    expect(await dueNow('12:29', 900)).not.toContain(folded.id);
    expect(await storage.outbox.earliestAnswerDue(at('12:29', 900))).toBe(folded.answerBy);
    expect(await dueNow('12:30', 900)).toContain(folded.id);
    await storage.outbox.acknowledge(folded.id, 'person-1', at('12:31'));
    expect(await dueNow('12:30', 900)).not.toContain(folded.id);
  });

  test('that were raised by a clock which was ahead are looked at once it is right, and no others', async () => {
    const [ahead, right] = [
      await added({ dueAt: at('08:30', 700), answerBy: at('12:30', 700) }),
      await added({ dueAt: at('08:30', 600), answerBy: at('12:30', 600) }),
    ];
    const answered = await added({ dueAt: at('08:30', 700), answerBy: at('12:30', 700) });
    await storage.outbox.acknowledge(answered.id, 'person-1', at('08:31', 700));
    expect(await storage.outbox.wereAhead(at('09:00', 600))).toBe(1);
    expect(await dueNow('09:00', 600)).toContain(ahead.id);
    expect(await dueNow('09:00', 600)).not.toContain(right.id);
    expect(await storage.outbox.byId(ahead.id)).toMatchObject({ dueAt: at('09:00', 600), answerBy: at('09:00', 600) });
    expect(await storage.outbox.byId(answered.id)).toMatchObject({ dueAt: at('08:30', 700) });
    await storage.outbox.acknowledge(ahead.id, 'person-1', at('09:01', 600));
    await storage.outbox.acknowledge(right.id, 'person-1', at('09:01', 600));
  });

  test('the longest overdue comes first, and no more than were asked for', async () => {
    const [later, sooner] = [await added({ answerBy: at('09:01', -30) }), await added({ answerBy: at('09:00', -30) })];
    expect((await storage.outbox.answersDue(at('09:01', -30), 2)).map(({ id }) => id)).toEqual([sooner.id, later.id]);
    expect(await storage.outbox.answersDue(at('09:01', -30), 1)).toHaveLength(1);
  });

  test('are looked at again later, or no more, by the one who looked at them as they are', async () => {
    const { id } = await added();
    expect(await storage.outbox.lookAgain(id, at('12:29'), null)).toBe(false);
    expect(await storage.outbox.lookAgain(id, at('12:30'), at('15:00'))).toBe(true);
    expect(await storage.outbox.lookAgain(id, at('12:30'), null)).toBe(false);
    expect(await storage.outbox.byId(id)).toMatchObject({ answerBy: at('15:00') });
    expect(await storage.outbox.lookAgain(id, at('15:00'), null)).toBe(true);
    expect(await dueNow('12:30', 300)).not.toContain(id);
  });

  test('what has been answered is not looked at again', async () => {
    const { id } = await added();
    await storage.outbox.acknowledge(id, 'person-1', at('12:00'));
    expect(await storage.outbox.lookAgain(id, at('12:30'), at('15:00'))).toBe(false);
  });

  test('the earliest moment to look is known', async () => {
    const { answerBy } = await added({ answerBy: at('10:00', 900) });
    expect(await storage.outbox.earliestAnswerDue(at('09:00', 900))).toBe(answerBy);
    expect(await storage.outbox.earliestAnswerDue(answerBy!)).toBeNull();
  });

  test('that and from whom one was passed on is kept, and found until somebody answers', async () => {
    const authority = fresh('authority');
    const passed = { from: ['person-1', 'person-2'], at: at('12:30'), level: 2 };
    const notice = await added({ authority, passed });
    await added({ authority });
    expect(await storage.outbox.passedOn(authority)).toEqual([expect.objectContaining({ id: notice.id, passed })]);
    expect(await storage.outbox.passedOn(fresh('authority'))).toEqual([]);
    await storage.outbox.acknowledge(notice.id, 'person-3', at('13:00'));
    expect(await storage.outbox.passedOn(authority)).toEqual([]);
    expect(await storage.outbox.byId(notice.id)).toMatchObject({ passed, answerBy: null });
  });

  test('what has no answer and is looked at again is found by authority, the oldest first', async () => {
    const authority = fresh('authority');
    const [late, early] = [await added({ authority, dueAt: at('09:30') }), await added({ authority })];
    const [answered, settled] = [await added({ authority }), await added({ authority })];
    await added({ authority, answerBy: null });
    await storage.outbox.acknowledge(answered.id, 'person-1', at('12:31'));
    await storage.outbox.lookAgain(settled.id, at('12:30'), null);
    expect((await storage.outbox.awaitedIn(authority)).map(({ id }) => id)).toEqual([early.id, late.id]);
    expect(await storage.outbox.awaitedIn(fresh('authority'))).toEqual([]);
  });

  test('what others got in somebody’s place is found since they have been away', async () => {
    const person = fresh('person');
    const early = await added({ insteadOf: [person], dueAt: at('08:30', -1) });
    const [second, first] = [
      await added({ insteadOf: ['person-9', person], dueAt: at('09:30') }),
      await added({ insteadOf: [person] }),
    ];
    const found = await storage.outbox.insteadOf(person, at('08:30'));
    expect(found.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(found[1]).toMatchObject({ insteadOf: ['person-9', person] });
    expect((await storage.outbox.insteadOf(person, at('00:00', -1)))[0]).toMatchObject({ id: early.id });
  });

  test('is handed to its sender with all that', async () => {
    const notice = await added({ insteadOf: ['person-1'], passed: { from: ['person-2'], at: at('12:30'), level: 1 } });
    const now = at('12:31', 1000);
    const claimed = await storage.outbox.claim('', now, now, 1000);
    const { insteadOf, passed, answerBy } = notice;
    expect(claimed.find(({ id }) => id === notice.id)).toMatchObject({ insteadOf, passed, answerBy });
  });

  describe('the record of deliveries', () => {
    const list = async (authority: string, over: Partial<DeliveryWish> = {}) =>
      storage.outbox.deliveries({ authority, which: 'all', news: ['case-closed'], ...over }, 0, 1000);
    const ids = async (...given: Parameters<typeof list>) => (await list(...given)).deliveries.map(({ id }) => id);

    test('has the newest first, a page at a time, of one authority and one case', async () => {
      const authority = fresh('authority');
      const [second, third, first] = [
        await added({ authority }),
        await added({ authority }),
        await added({ authority, dueAt: at('08:30', -1) }),
      ];
      await added();
      expect(await ids(authority)).toEqual([third.id, second.id, first.id]);
      const page = await storage.outbox.deliveries({ authority, which: 'all', news: [] }, 1, 1);
      expect(page).toMatchObject({ total: 3, deliveries: [{ id: second.id }] });
      expect(await ids(authority, { caseId: first.caseId! })).toEqual([first.id]);
      expect(await ids(authority, { from: at('08:30') })).toEqual([third.id, second.id]);
      expect(await ids(authority, { before: at('08:30') })).toEqual([first.id]);
    });

    test('finds what is not answered, went to other hands, or did not arrive', async () => {
      const authority = fresh('authority');
      const [answered, waiting, passed, stoodIn, dead, overtaken, folded, waitsOnDead] = [
        await added({ authority }),
        await added({ authority }),
        await added({ authority, passed: { from: ['person-1'], at: at('12:30'), level: 1 } }),
        await added({ authority, insteadOf: ['person-1'] }),
        await added({ authority }),
        await added({ authority }),
        await added({ authority }),
        await added({ authority }),
      ];
      await added({ authority, obligation: 'case-closed', answerBy: null });
      await storage.outbox.fold([
        { lead: waiting.id, others: [folded.id] },
        { lead: dead.id, others: [waitsOnDead.id] },
      ]);
      await storage.outbox.acknowledge(answered.id, 'person-1', at('09:00'));
      const now = at('12:31', 2000);
      for (const one of await storage.outbox.claim('', now, now, 10_000)) {
        const error = one.id === dead.id ? 'left' : 'overtaken';
        const isDead = one.id === dead.id || one.id === overtaken.id;
        const state = isDead ? ({ state: 'dead', error } as const) : ({ state: 'waiting', notBefore: now } as const);
        await storage.outbox.settle([{ claim: one, at: AT_ONCE, outcome: state, call: null }]);
      }
      await storage.outbox.caseMoved(answered.caseId!, authority, at('10:00'));
      expect(await ids(authority, { which: 'unanswered' })).toEqual([
        waitsOnDead.id,
        ...[folded.id, stoodIn.id, passed.id, waiting.id],
      ]);
      expect(await list(authority, { which: 'unanswered', news: [] })).toMatchObject({ total: 6 });
      expect(await ids(authority, { which: 'other-hands' })).toEqual([stoodIn.id, passed.id]);
      expect(await ids(authority, { which: 'not-delivered' })).toEqual([waitsOnDead.id, dead.id]);
      expect(await list(authority, { which: 'not-delivered' })).toMatchObject({ total: 2 });
    });
  });
});
