import fc from 'fast-check';
import { KeptMap } from '../src/kept-map';

type Step = { readonly set: string; readonly to: number } | { readonly gone: string } | 'keep' | 'back';

const key = fc.constantFrom('a', 'b', 'c');
const steps = fc.array(
  fc.oneof(
    fc.record({ set: key, to: fc.nat(9) }),
    fc.record({ gone: key }),
    fc.constantFrom('keep' as const, 'back' as const),
  ),
  { maxLength: 30 },
);

/** What was kept, as a whole copy each time. */
test('a map that is brought back holds what it held, in the order in which it did, whatever was done to it', () => {
  fc.assert(
    fc.property(steps, (all: readonly Step[]) => {
      const map = new KeptMap<string, number>();
      let oracle = new Map<string, number>();
      let [back, kept] = [map.snapshot(), new Map(oracle)];
      for (const step of all) {
        if (step === 'keep') [back, kept] = [map.snapshot(), new Map(oracle)];
        else if (step === 'back') {
          back();
          oracle = new Map(kept);
        } else if ('set' in step) {
          map.set(step.set, step.to);
          oracle.set(step.set, step.to);
        } else {
          map.delete(step.gone);
          oracle.delete(step.gone);
        }
        expect([...map]).toEqual([...oracle]);
      }
    }),
  );
});
