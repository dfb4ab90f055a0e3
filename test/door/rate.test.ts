import { createRate } from '../../src/door/rate';

beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-04-27T08:00:00Z') }));
afterEach(() => jest.useRealTimers());

const taken = async (rate: ReturnType<typeof createRate>, name: string, times: number) => {
  const waits: number[] = [];
  for (let n = 0; n < times; n += 1) waits.push(await rate.take(name));
  return waits;
};

test('so many are let through in a while, and whoever comes after them hears how long to wait', async () => {
  const rate = createRate(3, 10);
  expect(await taken(rate, 'ash', 5)).toEqual([0, 0, 0, 10, 10]);
  jest.advanceTimersByTime(6_500);
  expect(await taken(rate, 'ash', 1)).toEqual([4]);
  jest.advanceTimersByTime(3_500);
  expect(await taken(rate, 'ash', 4)).toEqual([0, 0, 0, 10]);
});

test('one does not wait for another', async () => {
  const rate = createRate(1, 10);
  await taken(rate, 'ash', 5);
  expect(await rate.take('robin')).toBe(0);
});

test('asking how long counts nothing', async () => {
  const rate = createRate(2, 10);
  for (let n = 0; n < 5; n += 1) expect(await rate.wait('ash')).toBe(0);
  await taken(rate, 'ash', 2);
  expect(await rate.wait('ash')).toBe(10);
});

test('a clock that is put back makes nobody wait for longer', async () => {
  const rate = createRate(1, 10);
  await rate.take('ash');
  jest.setSystemTime(Date.parse('2026-04-27T07:00:00Z'));
  expect(await rate.take('ash')).toBe(10);
  jest.advanceTimersByTime(10_000);
  expect(await rate.take('ash')).toBe(0);
});

test('0 is no limit', async () => {
  expect(new Set(await taken(createRate(0, 10), 'ash', 1_000))).toEqual(new Set([0]));
});
