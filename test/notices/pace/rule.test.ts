import fc from 'fast-check';
import { AHEAD_MS, latestArrival, plan, threadFreeFrom } from '../../../src/notices/pace/rule';
import { TENANT_WINDOWS, THREAD_WINDOWS, type Window } from '../../../src/notices/pace/windows';

/** One call as the world has it. `answeredAt` null: never. `arrivedAt`: what only Teams knows. */
interface Call {
  readonly thread: string;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly arrivedAt: number;
}

/** The log as it can be known at a moment: of a call that is not over yet, only that it was begun. */
function logAt(calls: readonly Call[], now: number, threads: readonly string[]) {
  const latest = (some: readonly Call[]) =>
    some
      .map(({ startedAt, answeredAt }) => {
        return latestArrival(startedAt, answeredAt !== null && answeredAt <= now ? answeredAt : null);
      })
      .sort((a, b) => b - a);
  const freeFrom = (thread: string): number => {
    const arrivals = latest(calls.filter((call) => call.thread === thread));
    return threadFreeFrom((n) => arrivals[n - 1], undefined);
  };
  return { tenant: latest(calls), threads: new Map(threads.map((thread) => [thread, freeFrom(thread)])) };
}

/** The slow oracle: counts what arrived in every stretch of the window's length that ends with an arrival. */
function mostWithin(arrivals: readonly number[], ms: number): number {
  const counts = arrivals.map((end) => arrivals.filter((at) => at <= end && at > end - ms).length);
  return Math.max(0, ...counts);
}

const passed = (calls: readonly Call[], windows: readonly Window[]): Window[] =>
  windows.filter(
    ({ places, ms }) =>
      mostWithin(
        calls.map(({ arrivedAt }) => arrivedAt),
        ms,
      ) > places,
  );

const THREADS = ['a', 'b', 'c', 'd'];

const latency = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 6_000 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
/** Most often the first or the last moment: those at which windows are passed. */
const arrivesAfter = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const thread = fc.oneof(fc.constantFrom(...THREADS), fc.integer({ min: 0, max: 500 }).map(String));
const after = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 3_000 }));

/** Somebody looks, after so long, with so many that want to write; each call then takes so long, and arrives somewhere in it. */
const look = fc.record({
  after,
  wants: fc.array(fc.record({ thread, latency, arrivesAfter }), { minLength: 5, maxLength: 40 }),
});

type Look = typeof look extends fc.Arbitrary<infer L> ? L : never;

function lived(looks: readonly Look[]): Call[] {
  const calls: Call[] = [];
  let now = 0;
  for (const { after, wants } of looks) {
    now += after;
    const threads = wants.map(({ thread }) => thread);
    for (const { want, at } of plan(wants, logAt(calls, now, threads), now).starts) {
      const { thread, latency, arrivesAfter } = want;
      const within = Math.min(latency ?? 1_000, 1_000);
      const answeredAt = latency === null ? null : at + latency;
      calls.push({ thread, startedAt: at, answeredAt, arrivedAt: at + within * arrivesAfter });
    }
  }
  return calls;
}

test('whenever calls arrive between their start and their answer, no published window is ever passed', () => {
  fc.assert(
    fc.property(fc.array(look, { minLength: 1, maxLength: 40 }), (looks) => {
      const calls = lived(looks);
      expect(passed(calls, TENANT_WINDOWS)).toEqual([]);
      for (const thread of new Set(calls.map((call) => call.thread))) {
        const inThread = calls.filter((call) => call.thread === thread);
        expect(passed(inThread, THREAD_WINDOWS)).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

test('one conversation that is written to without end keeps to thirty seconds and to an hour as well', () => {
  const calls: Call[] = [];
  for (let now = 0; now < 2 * 3_600_000 && calls.length < 2_000;) {
    const { starts, waits } = plan([{ thread: 'a' }], logAt(calls.slice(-1_800), now, ['a']), now);
    for (const { at } of starts) {
      calls.push({ thread: 'a', startedAt: at, answeredAt: at + 20, arrivedAt: at + (calls.length % 20) });
    }
    now = starts.length > 0 ? starts[0]!.at + 20 : waits[0]!.until;
  }
  expect(passed(calls, THREAD_WINDOWS)).toEqual([]);
  expect(calls).toHaveLength(2_000);
  expect(calls[1_799]!.startedAt).toBeLessThan(3_600_000);
  expect(calls[1_800]!.startedAt).toBeGreaterThan(3_600_000);
});

test('a full lane with answers after 30 ms sends at least 95 in 100 of what is allowed', () => {
  const calls: Call[] = [];
  const [SECONDS, LATENCY] = [60, 30];
  for (let now = 0; now < SECONDS * 1_000; now += 50) {
    const wants = Array.from({ length: 60 }, (_, n) => ({ thread: `${now} ${n}` }));
    for (const { want, at } of plan(wants, logAt(calls.slice(-200), now, []), now).starts) {
      calls.push({ ...want, startedAt: at, answeredAt: at + LATENCY, arrivedAt: at + LATENCY / 2 });
    }
  }
  expect(passed(calls, TENANT_WINDOWS)).toEqual([]);
  expect(calls.length / SECONDS / TENANT_WINDOWS[0]!.places).toBeGreaterThanOrEqual(0.95);
});

test('a conversation that has to wait holds up no other, and each starts one call at a time', () => {
  const wants = ['slow', 'a', 'a', 'b'].map((thread) => ({ thread }));
  const { starts, waits } = plan(wants, { tenant: [], threads: new Map([['slow', 60_000]]) }, 0);
  expect(starts.map(({ want: { thread }, at }) => [thread, at])).toEqual([
    ['a', 0],
    ['b', 0],
  ]);
  expect(waits.map(({ want: { thread }, until }) => [thread, until])).toEqual([
    ['slow', 60_000],
    ['a', AHEAD_MS],
  ]);
});
