import { randomUUID } from 'node:crypto';
import type { FinishedCall } from '../../src/notices/calls';
import type { Outcome } from '../../src/notices/claims';
import { instantOf } from '../../src/notices/steady-clock';
import { storages } from '../support/databases';
import { settleOne } from '../support/outbox';
import { aNotice, anOutbox, first } from './an-outbox';
import { fresh } from './cases';

const NOW = Date.parse('2026-04-27T08:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (ms: number) => instantOf(NOW + ms);

/** The clock was two hours ahead for a while, and has been put right. */
describe.each(storages)('after a clock that was ahead, the outbox in %s', (_name, open) => {
  const { outbox, claim, claimedIds } = anOutbox(open);
  const ahead = 2 * HOUR;
  const again = (ms: number): Outcome => ({ state: 'retry', notBefore: at(ms), error: 'status 429' });

  async function added() {
    const notice = aNotice();
    await outbox().add([notice]);
    return notice;
  }
  const beginOne = (id: string, taken: number, thread: string, ms: number, tenant = '') =>
    outbox().begin(tenant, [{ id, taken, thread }], () => NOW + ms, 5 * MINUTE);

  test('does not wait for what was to be tried again by that clock', async () => {
    const notice = await added();
    await claim(at(ahead), at(ahead + MINUTE));
    await settleOne(outbox(), first(notice), again(ahead + 4_000), at(ahead));
    expect(await outbox().lanes(at(0))).toEqual(['']);
    expect(await claimedIds(at(0), at(MINUTE))).toEqual([notice.id]);
  });

  test('waits for what was to be tried again by the right clock, however long that is', async () => {
    const notice = await added();
    await claim(at(0), at(MINUTE));
    await settleOne(outbox(), first(notice), again(24 * HOUR), at(4_000));
    expect(await claimedIds(at(0))).toEqual([]);
    expect(await claimedIds(at(23 * HOUR))).toEqual([]);
  });

  test.each(['claimed', 'sending'] as const)('does not wait for a lease of that clock: %s', async (state) => {
    const notice = await added();
    await claim(at(ahead), at(ahead + MINUTE));
    if (state === 'sending') await beginOne(notice.id, 1, fresh('thread'), ahead);
    const behind = aNotice({ recipient: notice.recipient, dueAt: at(20 * MINUTE) });
    await outbox().add([behind]);
    expect(await claim(at(0), at(MINUTE))).toMatchObject([{ id: notice.id, possibleRepeat: state === 'sending' }]);
    await settleOne(outbox(), { id: notice.id, taken: 2 }, { state: 'dead', error: 'overtaken' }, at(1));
    expect(await claimedIds(at(1), at(MINUTE))).toEqual([behind.id]);
  });

  test('does not let one held by that clock stand in the way of the next of its recipient', async () => {
    const held = await added();
    await claim(at(ahead), at(ahead + MINUTE));
    await beginOne(held.id, 1, fresh('thread'), ahead);
    const urgent = aNotice({ recipient: held.recipient, urgent: true });
    await outbox().add([urgent]);
    expect(await claimedIds(at(0), at(MINUTE))).toEqual([urgent.id]);
  });

  test('counts no call of that clock for the pace, now or later, and keeps to no hold of its time', async () => {
    const [tenant, thread] = [fresh('tenant'), fresh('thread')];
    const call = (over: Partial<FinishedCall> = {}): FinishedCall => ({
      ...{ tenantId: tenant, thread, kind: 'answer', startedAt: at(ahead), answeredAt: at(ahead + 30) },
      ...{ outcome: 'sent', status: 201, code: null, requestId: null, holdUntil: null },
      ...over,
    });
    await outbox().count([
      ...Array.from({ length: 40 }, () => call()),
      // Begun just before the clock was put ahead, and held by it.
      call({ startedAt: at(-10), holdUntil: at(30 * 24 * HOUR), outcome: 'retry', status: 429 }),
      call({ holdUntil: at(ahead + 2_000), outcome: 'retry', status: 429 }),
    ]);
    for (const ms of [0, HOUR + 30 * MINUTE]) {
      const notice = aNotice({ id: randomUUID() });
      await outbox().add([notice]);
      await claim(at(ms), at(ms + MINUTE));
      expect(await beginOne(notice.id, 1, thread, ms, tenant)).toMatchObject({ starts: [{ at: at(ms) }] });
      await settleOne(outbox(), first(notice), { state: 'dead', error: 'overtaken' }, at(ms));
    }
  });
});
