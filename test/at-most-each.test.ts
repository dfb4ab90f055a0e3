import { atMostEach } from '../src/at-most-each';

const never = 3_600_000;

test('all who ask at once, and who ask soon after, share one answer', async () => {
  let asked = 0;
  const ask = atMostEach(never, async () => (asked += 1));
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(await ask()).toBe(1);
});

test('after that it is asked anew, and while an answer takes its time nobody asks again', async () => {
  let asked = 0;
  const waiting: (() => void)[] = [];
  const ask = atMostEach(0, () => {
    asked += 1;
    return new Promise<number>((resolve) => waiting.push(() => resolve(asked)));
  });
  const [first, second] = [ask(), ask()];
  waiting[0]!();
  expect(await Promise.all([first, second])).toEqual([1, 1]);
  const third = ask();
  waiting[1]!();
  expect(await third).toBe(2);
});

test('what failed is asked anew', async () => {
  let asked = 0;
  const ask = atMostEach(never, async () => {
    asked += 1;
    if (asked === 1) throw new Error('away');
    return asked;
  });
  await expect(ask()).rejects.toThrow('away');
  expect(await ask()).toBe(2);
});
