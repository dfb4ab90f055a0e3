import fc from 'fast-check';
import type { Assessment } from '../../../src/domain/case/assessment';
import { byReason } from '../../../src/domain/panel/breakdown';
import { policyPack } from '../../../src/domain/policy/policies';

const policy = policyPack('liverpool');
const LABELS = policy.dfe.reasons.map(({ label }) => label);
const [MENTAL, PHYSICAL, OTHER] = ['Mental health', 'Physical health', 'Other'] as const;
const OTHERS = 'Other reasons, fewer than 5 each';

/** So many cases of each reason. */
const told = (counts: Readonly<Record<string, number>>) =>
  byReason(
    Object.entries(counts).flatMap(([label, cases]) =>
      Array.from({ length: cases }, () => ({ dfe: { reason: { label } } }) as unknown as Assessment),
    ),
    policy,
  ).map(({ label, cases }) => [label, cases]);

describe('open cases by main reason, where references stand beside them', () => {
  it.each<[string, Readonly<Record<string, number>>, [string, number][]]>([
    [
      'are rounded, in the order of the policy',
      { [PHYSICAL]: 16, [MENTAL]: 5 },
      [
        [MENTAL, 10],
        [PHYSICAL, 20],
      ],
    ],
    ['name none where there are few altogether', { [MENTAL]: 1 }, []],
    ['name none where all but few have one', { [MENTAL]: 5, [PHYSICAL]: 1 }, []],
    ['name none where all have one', { [MENTAL]: 17 }, []],
    ['name none where there are few of each', { [MENTAL]: 4, [PHYSICAL]: 4, [OTHER]: 4 }, []],
    [
      'count as one those of few',
      { [OTHER]: 6, [MENTAL]: 4, [PHYSICAL]: 2 },
      [
        [OTHER, 10],
        [OTHERS, 10],
      ],
    ],
    [
      'say nothing of those where they are few together',
      { [OTHER]: 6, [MENTAL]: 5, [PHYSICAL]: 1 },
      [
        [MENTAL, 10],
        [OTHER, 10],
      ],
    ],
  ])('%s', (_what, counts, expected) => {
    expect(told(counts)).toEqual(expected);
  });

  it('name no reason of few, nor one that all but few have, and nothing that the figures leave over is few', () => {
    const drawn = fc.dictionary(fc.constantFrom(...LABELS), fc.integer({ min: 1, max: 12 }), { maxKeys: 8 });
    const seen = new Set<string>();
    fc.assert(
      fc.property(drawn, (counts) => {
        const all = Object.values(counts).reduce((sum, cases) => sum + cases, 0);
        const figures = told(counts);
        const named = figures.filter(([label]) => label !== OTHERS);
        for (const [label, cases] of named) {
          const own = counts[label!]!;
          expect([own >= 5, all - own >= 5]).toEqual([true, true]);
          expect([cases, Math.abs(Number(cases) - own) <= 5]).toEqual([Math.round(own / 10) * 10, true]);
        }
        const names = new Set(named.map(([label]) => label));
        const left = Object.entries(counts).flatMap(([label, cases]) => (names.has(label) ? [] : [cases]));
        const others = figures.find(([label]) => label === OTHERS);
        if (others) {
          expect(left.every((cases) => cases < 5)).toBe(true);
          expect(left.reduce((sum, cases) => sum + cases, 0)).toBeGreaterThanOrEqual(5);
        }
        if (all < 10) expect(figures).toEqual([]);
        seen.add(`${named.length > 0} ${others !== undefined}`);
      }),
      { numRuns: 500 },
    );
    expect([...seen].sort()).toEqual(['false false', 'true false', 'true true']);
  });
});
