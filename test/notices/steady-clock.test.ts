import { startSteadyClock, type RunningClock } from '../../src/notices/steady-clock';

const START = Date.parse('2026-04-27T08:00:00.000Z');
const SECOND = 1_000;
const HOUR = 3_600_000;

describe('the clock of waits and leases', () => {
  let clock: RunningClock;
  /** By how much the database's clock is wrong. */
  let wrongBy: number | Error;
  /** How long it has been running by a good watch, and what it says more than that. */
  let began: number;
  const drift = () => Math.round((clock.now() - START - (performance.now() - began)) / 100) * 100;
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  beforeEach(async () => {
    jest.useFakeTimers();
    wrongBy = 0;
    began = performance.now();
    clock = await startSteadyClock(async () => {
      if (typeof wrongBy !== 'number') throw wrongBy;
      return START + (performance.now() - began) + wrongBy;
    });
  });
  afterEach(() => {
    clock.stop();
    jest.useRealTimers();
  });

  it('runs on while the database cannot be asked', async () => {
    wrongBy = new Error('away');
    await pass(HOUR);
    expect(drift()).toBe(0);
  });

  it('stands until time has caught up, when it was a little ahead', async () => {
    const before = clock.now();
    wrongBy = -3 * SECOND;
    await pass(15 * SECOND);
    expect(clock.now() - before).toBeGreaterThanOrEqual(0);
    await pass(60 * SECOND);
    expect(drift()).toBe(-3 * SECOND);
  });

  it.each([2 * HOUR, -2 * HOUR])('does not believe a single look that is %i ms astray', async (astray) => {
    wrongBy = astray;
    await pass(15 * SECOND);
    expect(drift()).toBe(0);
    wrongBy = 0;
    await pass(60 * SECOND);
    expect(drift()).toBe(0);
  });

  it.each([2 * HOUR, -2 * HOUR])('goes along once a second look finds the clock set by %i ms', async (set) => {
    clock.now();
    wrongBy = set;
    await pass(17 * SECOND);
    expect(drift()).toBe(set);
    wrongBy = 0;
    await pass(17 * SECOND);
    expect(drift()).toBe(0);
    const then = clock.now();
    await pass(10 * SECOND);
    expect(clock.now() - then).toBe(10 * SECOND);
  });
});
