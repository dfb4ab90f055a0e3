import { askingOnce, askingTogether, NotAnswered } from '../../src/notices/asking-together';

/** Looks that end when they are told to, each with what was so when it began. */
function looks() {
  let now = 'before';
  const begun: (() => void)[] = [];
  const ask = () => {
    const read = now;
    return new Promise<string>((resolve) => begun.push(() => resolve(read)));
  };
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { ask, begun, settled, changes: () => void (now = 'after') };
}

test('who asks while another look is under way is told what is so now, with all who do', async () => {
  const { ask, begun, settled, changes } = looks();
  const of = askingOnce(ask);
  const first = of('case');
  changes();
  const [second, third] = [of('case'), of('case')];
  expect(begun).toHaveLength(1);
  begun[0]!();
  expect(await first).toBe('before');
  await settled();
  expect(begun).toHaveLength(2);
  begun[1]!();
  expect(await Promise.all([second, third])).toEqual(['after', 'after']);
});

test('a look that fails is the trouble of those who asked for it alone', async () => {
  let times = 0;
  const of = askingOnce(async () => {
    times += 1;
    if (times === 1) throw new Error('away');
    return times;
  });
  const [first, second] = [of('case'), of('case')];
  await expect(first).rejects.toThrow('away');
  expect(await second).toBe(2);
  expect(await of('case')).toBe(3);
});

/** Questions that are answered when they are told to, each with what was so when it was put. */
function questions() {
  let now = 'before';
  const put: { readonly keys: readonly string[]; answer(): void; fail(): void }[] = [];
  const ask = (keys: readonly string[]) => {
    const read = keys.map((key) => ({ key, read: now }));
    return new Promise<typeof read>((resolve, reject) => {
      put.push({ keys, answer: () => resolve(read), fail: () => reject(new Error('away')) });
    });
  };
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { put, settled, of: askingTogether(ask, ({ key }) => key), changes: () => void (now = 'after') };
}

test('who asks while a question is under way is in the next one, with all who do, and told what is so then', async () => {
  const { put, settled, of, changes } = questions();
  const first = [of('a'), of('b'), of('a')];
  await settled();
  expect(put.map(({ keys }) => keys)).toEqual([['a', 'b']]);
  const second = [of('a'), of('c')];
  changes();
  await settled();
  expect(put).toHaveLength(1);
  put[0]!.answer();
  expect(await Promise.all(first)).toEqual(['a', 'b', 'a'].map((key) => ({ key, read: 'before' })));
  await settled();
  expect(put.map(({ keys }) => keys)).toEqual([
    ['a', 'b'],
    ['a', 'c'],
  ]);
  put[1]!.answer();
  expect(await Promise.all(second)).toEqual(['a', 'c'].map((key) => ({ key, read: 'after' })));
});

test('a question that fails is the trouble of those who are in it alone', async () => {
  const { put, settled, of } = questions();
  const failing = of('a');
  await settled();
  const next = of('a');
  put[0]!.fail();
  await expect(failing).rejects.toThrow('away');
  await settled();
  put[1]!.answer();
  expect(await next).toEqual({ key: 'a', read: 'before' });
});

test('no question is about more than a hundred, and what there is not is null', async () => {
  const asked: number[] = [];
  const ask = async (keys: readonly string[]) => {
    asked.push(keys.length);
    return keys.filter((key) => key !== '7').map((key) => ({ key }));
  };
  const of = askingTogether(ask, ({ key }) => key);
  const found = await Promise.all(Array.from({ length: 250 }, (_, n) => of(String(n))));
  expect(asked).toEqual([100, 100, 50]);
  expect(found.filter((one) => one === null)).toHaveLength(1);
});

test('one that is never answered is given up, and holds up nobody who asks after it', async () => {
  let times = 0;
  const ask = (keys: readonly string[]) => {
    times += 1;
    return times === 1 ? new Promise<{ key: string }[]>(() => {}) : Promise.resolve(keys.map((key) => ({ key })));
  };
  const of = askingTogether(ask, ({ key }) => key, 20);
  const given = of('a');
  await expect(given).rejects.toThrow(NotAnswered);
  expect(await of('a')).toEqual({ key: 'a' });
});
