import { randomUUID } from 'node:crypto';
import { idFor } from '../../src/notices/chain/ids';
import type { Late } from '../../src/notices/chain/late';
import type { Step } from '../../src/notices/chain/steps';
import type { Outcome } from '../../src/notices/claims';
import type { Notice } from '../../src/notices/outbox';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { claimAll, settleOne } from '../support/outbox';
import { fresh } from './cases';

const FAR: Notice['dueAt'] = '2030-01-01T00:00:00.000Z';
const aNotice = (over: Partial<Notice> = {}): Notice => ({
  ...{ id: randomUUID(), kind: 'alert', authority: '341', caseId: fresh('case'), obligation: 'day-6', occurrence: '' },
  ...{ recipient: fresh('person'), dueAt: '2026-04-27T08:00:00.000Z', urgent: false },
  ...over,
});
const aStep = (noticeId: string, over: Partial<Step> = {}): Step => ({
  ...{ noticeId, place: 0, to: 'deputy', outcome: 'told', why: 'blocked', told: ['ed'], via: [] },
  ...{ takenAt: '2026-04-27T08:00:00.000Z', ...over },
});

describe.each(storages)('in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  /** Those of these notices that reach their recipients in no way. */
  async function add(
    notices: readonly Notice[],
    unreachable: readonly Notice[],
    outcome: Outcome = { state: 'unreachable', error: 'blocked' },
  ): Promise<void> {
    await storage.outbox.add(notices);
    for (const claim of await claimAll(storage.outbox, FAR)) {
      const lost = unreachable.some(({ id }) => id === claim.id);
      await settleOne(storage.outbox, claim, lost ? outcome : waiting);
    }
  }
  const receipt = { conversationId: 'c', serviceUrl: 'http://127.0.0.1', activityId: 'a' };
  const arrived: Outcome = { state: 'sent', sentAt: FAR, receipt };
  const waiting = { state: 'retry', notBefore: FAR, error: 'x' } as const;

  test('a step is taken once, and is changed only as it was seen', async () => {
    const step = aStep(randomUUID(), { outcome: 'begun' });
    expect(await storage.steps.begin(step)).toBe(true);
    expect(await storage.steps.begin({ ...step, outcome: 'told' })).toBe(false);
    const later = { ...step, outcome: 'told', told: ['bo'], takenAt: '2026-04-27T09:00:00.000Z' } as const;
    expect(await storage.steps.change(later, step)).toBe(true);
    expect(await storage.steps.change({ ...later, outcome: 'failed' }, step)).toBe(false);
    const next = aStep(step.noticeId, { place: 1, to: 'alarm', via: ['v1', 'v2'] });
    await storage.steps.begin(next);
    expect(await storage.steps.of(step.noticeId)).toEqual([later, next]);
    const other = aStep(randomUUID());
    await storage.steps.begin(other);
    const ofBoth = await storage.steps.ofMany([step.noticeId, other.noticeId]);
    expect(ofBoth).toHaveLength(3);
    expect(ofBoth).toEqual(expect.arrayContaining([later, next, other]));
    expect(ofBoth.filter(({ noticeId }) => noticeId === step.noticeId)).toEqual([later, next]);
    expect(await storage.steps.ofMany([])).toEqual([]);
    expect(await storage.steps.carriedBy('v2')).toContainEqual(next);
    expect(await storage.steps.carriedBy('v3')).toEqual([]);
  });

  test('untold is what reaches nobody and of which nobody else was told', async () => {
    const [untold, told, fine] = [aNotice(), aNotice(), aNotice()];
    const made = aNotice({ id: idFor(told.id, 'ed') });
    await add([untold, told, fine, made], [untold, told, made]);
    await storage.steps.begin(aStep(untold.id, { outcome: 'skipped' }));
    await storage.steps.begin(aStep(told.id, { via: [fine.id] }));
    const found = await storage.steps.untold([], 1000);
    expect(found).toContain(untold.id);
    for (const { id } of [told, fine, made]) expect(found).not.toContain(id);
  });

  test('who was told and cannot be reached either has been told nothing', async () => {
    const [origin, one, other] = [aNotice(), aNotice(), aNotice()];
    await add([origin, one, other], [origin, one]);
    await storage.steps.begin(aStep(origin.id, { via: [one.id, other.id] }));
    expect(await storage.steps.untold([], 1000)).not.toContain(origin.id);
    const second = aNotice();
    await add([second], [second]);
    await storage.steps.begin(aStep(second.id, { via: [one.id] }));
    expect(await storage.steps.untold([], 1000)).toContain(second.id);
  });

  test.each([
    ['400 BadSyntax', true],
    ['overtaken', false],
    ['left', false],
    ['nothing-to-say', false],
  ])('what was given up for %s is untold: %s', async (error, isUntold) => {
    const notice = aNotice();
    await add([notice], [notice], { state: 'dead', error });
    const before = await storage.steps.alarms();
    expect((await storage.steps.untold([], 1000)).includes(notice.id)).toBe(isUntold);
    await storage.steps.begin(aStep(notice.id, { to: 'alarm' }));
    expect(await storage.steps.alarms()).toBe(before + (isUntold ? 1 : 0));
    await storage.outbox.acknowledge(notice.id, 'ed', FAR);
    expect(await storage.steps.alarms()).toBe(before);
    expect(await storage.steps.untold([], 1000)).not.toContain(notice.id);
  });

  test('who is told on the card of another alert has been told, unless that one is lost', async () => {
    const [origin, via, lead] = [aNotice(), aNotice(), aNotice()];
    await add([origin, via, lead], [origin]);
    await storage.steps.begin(aStep(origin.id, { via: [via.id] }));
    await storage.outbox.fold([{ lead: lead.id, others: [via.id] }]);
    expect(await storage.steps.untold([], 1000)).not.toContain(origin.id);
    const [claim] = (await claimAll(storage.outbox, '2031-01-01T00:00:00.000Z')).filter(({ id }) => id === lead.id);
    await settleOne(storage.outbox, claim!, { state: 'unreachable', error: 'blocked' });
    expect(await storage.steps.untold([], 1000)).toContain(origin.id);
  });

  describe('where Teams takes nothing', () => {
    const HOURS_BEFORE: Late['calmBy'] = '2026-04-24T08:00:00.000Z';
    const late = (authority = '341', minutes = 0): Late => {
      const by = new Date(Date.parse('2026-04-27T08:00:00.000Z') + minutes * 60_000).toISOString() as Late['raisedBy'];
      return { authority, raisedBy: by, calmBy: HOURS_BEFORE, schoolHours: 9.5, takenBy: by };
    };
    const untold = (...lates: Late[]) => storage.steps.untold(lates, 1000);
    const tryLater: Outcome = { state: 'retry', notBefore: FAR, error: '503' };
    const MAYBE: Outcome = { state: 'ambiguous', notBefore: FAR, error: 'timeout' };

    test.each([
      ['is tried again', tryLater, true],
      ['may have arrived', MAYBE, true],
      ['has no turn', { state: 'waiting', notBefore: FAR } as const, true],
      ['is over', { state: 'dead', error: 'overtaken' } as const, false],
      ['is told on another card', { state: 'dead', error: 'folded' } as const, false],
      ['has arrived', arrived, false],
    ])('an urgent alert that %s is untold once it is late: %#', async (_, outcome, isUntold) => {
      const notice = aNotice({ urgent: true });
      await add([notice], [notice], outcome);
      expect(await untold()).not.toContain(notice.id);
      expect(await untold(late('341', -1))).not.toContain(notice.id);
      expect(await untold(late('999', 60))).not.toContain(notice.id);
      expect((await untold(late('999', 60), late())).includes(notice.id)).toBe(isUntold);
    });

    test('lateness runs from when it was raised, by the clock only for what is urgent and not answered', async () => {
      const [raised, calm, answered] = [
        aNotice({ urgent: true, raisedAt: '2026-04-27T12:00:00.000Z' }),
        aNotice(),
        aNotice({ urgent: true }),
      ];
      await add([raised, calm, answered], []);
      await storage.outbox.acknowledge(answered.id, 'ed', FAR);
      const before = await untold(late('341', 239));
      for (const { id } of [raised, calm, answered]) expect(before).not.toContain(id);
      const after = await untold(late('341', 240));
      expect(after).toContain(raised.id);
      for (const { id } of [calm, answered]) expect(after).not.toContain(id);
      expect(await storage.outbox.byId(raised.id)).toMatchObject({ raisedAt: '2026-04-27T12:00:00.000Z' });
    });

    test.each([
      ['is tried again', tryLater, true],
      ['may have arrived', MAYBE, true],
      ['has no turn', { state: 'waiting', notBefore: FAR } as const, true],
      ['is over', { state: 'dead', error: 'overtaken' } as const, false],
      ['has arrived', arrived, false],
    ])(
      'so many hours after it was raised an alert that is not urgent and %s is untold: %#',
      async (_, outcome, isUntold) => {
        const [raised, fresh] = [
          aNotice({ raisedAt: HOURS_BEFORE }),
          aNotice({ raisedAt: '2026-04-24T08:00:01.000Z', dueAt: '2026-04-20T08:00:00.000Z' }),
        ];
        await add([raised, fresh], [raised], outcome);
        const found = await untold(late('999'), late('341', -1));
        expect(found.includes(raised.id)).toBe(isUntold);
        expect(found).not.toContain(fresh.id);
        await storage.outbox.acknowledge(raised.id, 'ed', FAR);
        expect(await untold(late())).not.toContain(raised.id);
      },
    );

    const NOON = '2026-04-27T12:00:00.000Z';
    test.each<[string, Partial<Notice>, Partial<Notice>, boolean]>([
      ['is not urgent and has waited for its hours', { dueAt: HOURS_BEFORE }, {}, true],
      ['is not urgent and has not', { dueAt: '2026-04-24T08:00:01.000Z' }, {}, false],
      ['is urgent and has waited for its minutes', { urgent: true }, { urgent: true, raisedAt: NOON }, true],
      ['is not urgent and has waited for minutes', {}, { urgent: true, raisedAt: NOON }, false],
      ['was raised late', { dueAt: HOURS_BEFORE, raisedAt: '2026-04-27T08:00:00.000Z' }, {}, false],
    ])('an alert on whose card another one is told that %s is untold: %#', async (_, of, leads, isUntold) => {
      const [other, lead] = [aNotice(of), aNotice(leads)];
      await add([other, lead], []);
      await storage.outbox.fold([{ lead: lead.id, others: [other.id] }]);
      const found = await untold(late());
      expect(found.includes(lead.id)).toBe(isUntold);
      expect(found).not.toContain(other.id);
      expect(await untold(late('999', 600))).not.toContain(lead.id);
    });

    test.each([
      ['answered', (id: string) => storage.outbox.acknowledge(id, 'ed', FAR)],
      ['at rest', (id: string) => storage.outbox.rest([id])],
      ['told to somebody else', (id: string) => storage.steps.begin(aStep(id, { to: 'e-mail' }))],
    ])('what is told on the card of another and is %s makes it no older', async (_, end) => {
      const [other, lead] = [aNotice({ dueAt: HOURS_BEFORE }), aNotice()];
      await add([other, lead], []);
      await storage.outbox.fold([{ lead: lead.id, others: [other.id] }]);
      await end(other.id);
      expect(await untold(late())).not.toContain(lead.id);
    });

    test('a step by way of which nothing arrives has told nobody once it is late', async () => {
      const [origin, via, other] = [aNotice(), aNotice(), aNotice()];
      await add([origin, via, other], [origin]);
      await storage.steps.begin(aStep(origin.id, { via: [via.id, other.id] }));
      expect(await untold(late('341', -1))).not.toContain(origin.id);
      expect(await untold(late('999', 60))).not.toContain(origin.id);
      expect(await untold(late())).toContain(origin.id);
      const [claim] = (await claimAll(storage.outbox, '2031-01-01T00:00:00.000Z')).filter(({ id }) => id === via.id);
      await settleOne(storage.outbox, claim!, arrived);
      expect(await untold(late())).not.toContain(origin.id);
    });

    test('who was told by e-mail is told, however long ago', async () => {
      const notice = aNotice({ urgent: true });
      await add([notice], []);
      await storage.steps.begin(aStep(notice.id, { to: 'e-mail' }));
      expect(await untold(late('341', 600))).not.toContain(notice.id);
    });
  });

  test('an alarm stands until the alert has arrived', async () => {
    const before = await storage.steps.alarms();
    const notice = aNotice();
    await add([notice], [notice]);
    const called = aStep(notice.id, { to: 'alarm', outcome: 'begun' });
    await storage.steps.begin(called);
    expect(await storage.steps.alarms()).toBe(before + 1);
    expect(await storage.steps.untold([], 1000)).toContain(notice.id);
    await storage.steps.change({ ...called, outcome: 'told' }, called);
    expect(await storage.steps.alarms()).toBe(before + 1);
    expect(await storage.steps.untold([], 1000)).not.toContain(notice.id);
    await storage.outbox.reachable(notice.recipient);
    const [claim] = (await claimAll(storage.outbox, FAR)).filter(({ id }) => id === notice.id);
    await settleOne(storage.outbox, claim!, arrived);
    expect(await storage.steps.alarms()).toBe(before);
  });
});
