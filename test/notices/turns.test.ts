import { memoryStorage } from '../../src/memory-storage';
import { ALERT_FIRST, ALERT_FIRST_SECONDS, createTurns } from '../../src/notices/chain/turns';
import { instantOf } from '../../src/notices/steady-clock';
import { aNotice } from '../contract/an-outbox';
import { claimAll, settleOne } from '../support/outbox';

const NOW = Date.parse('2026-04-27T02:00:00.000Z');
const HOUR = 3_600;

/** An alert that waits in the outbox, and who asks on one instance or another whether a try of it is to come. */
async function anAlert() {
  const storage = memoryStorage();
  const { outbox } = storage;
  let now = NOW;
  const instance = () => createTurns({ ...storage, steady: { now: () => now, alarm: () => () => {} } });
  const notice = aNotice();
  await outbox.add([notice]);
  const here = instance();
  /** So many seconds later. */
  const after = async (seconds: number, turns = here): Promise<boolean> => {
    now = NOW + seconds * 1_000;
    return (await turns.now())(notice.id);
  };
  return {
    ...{ instance, after },
    /** It is taken, tried in vain at once, and tried again so many seconds after the beginning. */
    async waitsUntil(seconds: number): Promise<void> {
      const [claimed] = await claimAll(outbox, instantOf(now), instantOf(now + 60_000));
      const notBefore = instantOf(NOW + seconds * 1_000);
      await settleOne(outbox, claimed!, { state: 'retry', notBefore, error: 'status 503' }, instantOf(now));
    },
    /** It is taken, and gives way to the alert that it speaks of. */
    async givesWay(): Promise<void> {
      const [claimed] = await claimAll(outbox, instantOf(now), instantOf(now + 60_000));
      const notBefore = instantOf(now + ALERT_FIRST_SECONDS * 1_000);
      await settleOne(outbox, claimed!, { state: 'retry', notBefore, error: ALERT_FIRST }, instantOf(now));
    },
    /** A sender takes it, and dies with it in its hands. */
    async isTaken(): Promise<void> {
      await claimAll(outbox, instantOf(now), instantOf(now + 60_000));
    },
    /** The sweep of every minute. */
    async lookEveryMinute(from: number, to: number): Promise<void> {
      for (let seconds = from; seconds <= to; seconds += 60) await after(seconds);
    },
  };
}

test('where nothing sends although it is due, somebody else is told all the same after less than a minute', async () => {
  const { after } = await anAlert();
  expect([await after(0), await after(44), await after(46), await after(300)]).toEqual([true, true, false, false]);
});

test('it is no longer where each look is another instance’s', async () => {
  const { after, instance } = await anAlert();
  const looks = [];
  for (const seconds of [0, 40, 60, 120, 180]) looks.push(await after(seconds, instance()));
  expect(looks).toEqual([true, true, false, false, false]);
});

test('nor where each instance dies before its time is over, with the alert in its hands', async () => {
  const { after, instance, isTaken } = await anAlert();
  const looks = [];
  for (const seconds of [0, 300, 600, 900]) {
    looks.push(await after(seconds, instance()));
    await isTaken();
  }
  expect(looks).toEqual([true, false, false, false]);
});

test('after a time in which nobody was there it has its turn anew', async () => {
  const { after } = await anAlert();
  await after(0);
  const back = 10 * HOUR;
  expect([await after(back), await after(back + 44), await after(back + 46)]).toEqual([true, true, false]);
});

test('what was due in the night and is due again in the morning has its turn then', async () => {
  const { after, waitsUntil, lookEveryMinute } = await anAlert();
  expect(await after(0)).toBe(true);
  const morning = 6.5 * HOUR;
  await waitsUntil(morning);
  expect(await after(30)).toBe(false);
  await lookEveryMinute(60, morning - 60);
  expect([await after(morning + 1), await after(morning + 46)]).toEqual([true, false]);
});

test('what gives way to the alert that it speaks of keeps its turn meanwhile, and has it no longer than others', async () => {
  const { after, givesWay } = await anAlert();
  expect(await after(0)).toBe(true);
  await givesWay();
  expect([await after(1), await after(44), await after(51)]).toEqual([true, true, false]);
});
