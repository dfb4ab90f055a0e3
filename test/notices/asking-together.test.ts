import { askingOnce } from '../../src/notices/asking-together';

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
