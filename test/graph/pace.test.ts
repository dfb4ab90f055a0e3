import fc from 'fast-check';
import { createPace } from '../../src/graph/pace';

/** A world in which time is what the test says. */
function world() {
  let now = 0;
  const timers: { at: number; then: () => void }[] = [];
  return {
    now: () => now,
    wait: (milliseconds: number, then: () => void) => timers.push({ at: now + milliseconds, then }),
    async run(): Promise<void> {
      for (;;) {
        await settled();
        const next = timers.sort((a, b) => a.at - b.at).shift();
        if (!next) return;
        now = next.at;
        next.then();
      }
    },
  };
}

/** Everything that waits for nothing but its turn has had it. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const call = fc.record({
  at: fc.nat(3_000),
  takes: fc.integer({ min: 0, max: 400 }),
  arrives: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('no window of arrivals ever holds more than is published, whenever within a call they arrive', async () => {
  const rules = fc.record({ most: fc.integer({ min: 1, max: 5 }), windowMs: fc.constantFrom(100, 1_000) });
  await fc.assert(
    fc.asyncProperty(rules, fc.array(call, { maxLength: 30 }), async (rule, calls) => {
      const time = world();
      const pace = createPace(rule, time.wait);
      const arrivals: number[] = [];
      for (const { at, takes, arrives } of calls) {
        time.wait(at, () => {
          void pace().then((free) => {
            arrivals.push(time.now() + takes * arrives);
            time.wait(takes, free);
          });
        });
      }
      await time.run();
      expect(arrivals).toHaveLength(calls.length);
      for (const from of arrivals) {
        const inWindow = arrivals.filter((at) => at >= from && at < from + rule.windowMs);
        expect(inWindow.length).toBeLessThanOrEqual(rule.most);
      }
    }),
  );
});
