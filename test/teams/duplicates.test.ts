import { createDuplicates } from '../../src/teams/duplicates';

function counting() {
  let now = 0;
  let runs = 0;
  const once = createDuplicates<number>(() => now);
  const work = async () => (runs += 1);
  return { once, work, pass: (ms: number) => (now += ms), runs: () => runs };
}

test('the second arrival gets the answer of the first, also while that is worked out', async () => {
  const { once, work, runs } = counting();
  expect(await Promise.all([once('a', work), once('a', work), once('b', work)])).toEqual([1, 1, 2]);
  expect(await once('a', work)).toBe(1);
  expect(runs()).toBe(2);
});

test('what failed may be tried again', async () => {
  const { once, work } = counting();
  await expect(once('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await once('a', work)).toBe(1);
});

test('it is forgotten after a minute', async () => {
  const { once, work, pass } = counting();
  await once('a', work);
  pass(59_000);
  expect(await once('a', work)).toBe(1);
  pass(2_000);
  expect(await once('a', work)).toBe(2);
});

test('however many come, only some are remembered', async () => {
  const { once, work } = counting();
  for (let n = 0; n < 5_000; n += 1) await once(`key ${n}`, work);
  expect(await once('key 4999', work)).toBe(5_000);
  expect(await once('key 0', work)).toBe(5_001);
});
