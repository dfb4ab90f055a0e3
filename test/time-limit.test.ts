import { within } from '../src/time-limit';

const never = new Promise<string>(() => {});

test('work that is done in time is the answer', async () => {
  expect(await within(1_000, Promise.resolve('done'), async () => 'late')).toBe('done');
});

test('work that takes too long is answered otherwise', async () => {
  expect(await within(5, never, async () => 'late')).toBe('late');
});

test('what goes wrong in time is told, what goes wrong later is nobody’s any more', async () => {
  await expect(within(1_000, Promise.reject(new Error('no')), async () => 'late')).rejects.toThrow('no');
  let fail = (_: Error): void => {};
  const work = new Promise<string>((_, reject) => (fail = reject));
  expect(await within(5, work, async () => 'late')).toBe('late');
  fail(new Error('later'));
  await new Promise((resolve) => setImmediate(resolve));
});
