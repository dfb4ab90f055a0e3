import { randomUUID } from 'node:crypto';
import type { Instant } from '../../src/domain/calendar/date';
import type { Claim, Outcome } from '../../src/notices/claims';
import type { Notice, Outbox } from '../../src/notices/outbox';
import type { Storage } from '../../src/stores';
import type { TestStorage } from '../support/databases';
import { claimAll, settleOne } from '../support/outbox';
import { fresh } from './cases';

/** Minutes after eight on Monday 27 April 2026. */
export const at = (minute: number): Instant => `2026-04-27T08:${String(minute).padStart(2, '0')}:00.000Z`;
export const RECEIPT = { conversationId: 'c1', serviceUrl: 'http://127.0.0.1/', activityId: 'a1' };

export const aNotice = (over: Partial<Notice> = {}): Notice => ({
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

/** As it is taken for the first time. */
export const first = (notice: Notice): Claim => ({ id: notice.id, taken: 1 });

export const sent = (minute: number): Outcome => ({ state: 'sent', sentAt: at(minute), receipt: RECEIPT });
export const retry = (minute: number): Outcome => ({ state: 'retry', notBefore: at(minute), error: 'status 429' });
export const gone: Outcome = { state: 'unreachable', error: 'never-seen' };
export const dead = (error: string): Outcome => ({ state: 'dead', error });

/** For a `describe`: an outbox with nothing left to try at the start of each test, and short words for what is done to it. */
export function anOutbox(open: () => Promise<TestStorage>) {
  let opened: TestStorage;
  let storage: Storage;
  let before = { unreachable: 0, dead: 0 };
  const outbox = (): Outbox => storage.outbox;

  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());
  // Each test claims whatever is there, so what the one before it left is settled first.
  beforeEach(async () => {
    for (let some = await leftOver(); some.length > 0; some = await leftOver()) {
      for (const delivery of some) await settleOne(outbox(), delivery, dead('left over'));
    }
    before = await outbox().notDelivered();
  });
  const leftOver = () => claimAll(outbox(), '2099-01-01T00:00:00.000Z');

  /** Nobody of these is in the directory, so all are in the lane of no tenant. */
  const claim = (now: Instant, leaseUntil = at(59), limit = 10) => outbox().claim('', now, leaseUntil, limit);
  return {
    stores: (): Storage => storage,
    outbox,
    claim,
    claimedIds: async (...taking: Parameters<typeof claim>) => (await claim(...taking)).map(({ id }) => id),
    settle: (notice: Claim, outcome: Outcome) => settleOne(outbox(), notice, outcome),
    begin: (...claims: readonly Claim[]) => {
      const wants = claims.map((one) => ({ ...one, thread: `thread of ${one.id}` }));
      return outbox().begin('', wants, () => Date.parse(at(10)), 5 * 60_000);
    },
    newlyNotDelivered: async () => {
      const now = await outbox().notDelivered();
      return { unreachable: now.unreachable - before.unreachable, dead: now.dead - before.dead };
    },
  };
}
