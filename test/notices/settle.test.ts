import type { SendOutcome } from '../../src/notices/notice-sender';
import { settlementOf } from '../../src/notices/settle';
import { instantOf } from '../../src/notices/steady-clock';
import type { Delivery } from '../../src/notices/outbox';
import { aDelivery } from '../builders/delivery';

const NOW = Date.parse('2026-04-27T07:40:00.000Z');
const deps = {
  clock: { now: () => instantOf(NOW) },
  steady: { now: () => NOW, alarm: () => () => {} },
  random: () => 0,
};

/** Seconds after each of so many tries without a clear answer; `status` null where nothing was heard. */
const waitsAfter = (
  status: number | null,
  over: Partial<Delivery>,
  { afterSeconds = null as number | null, drawn = 0 } = {},
): number[] =>
  [0, 1, 2, 3, 4, 100].map((unanswered) => {
    const answer = { status, code: null, requestId: null };
    const delivery = aDelivery({ ...over, unanswered }, instantOf(NOW));
    const random = () => drawn;
    const came = { kind: 'ambiguous', error: 'x', afterSeconds, answer } as const;
    const { outcome } = settlementOf(delivery, 1, came, { ...deps, random });
    if (outcome.state !== 'ambiguous') throw new Error(outcome.state);
    return (Date.parse(outcome.notBefore) - NOW) / 1_000;
  });

describe.each([true, false])('an alert (urgent: %s)', (urgent) => {
  test.each([500, 502, 503, 408, 504, null])(
    'that may have been shown (%s) is repeated soon once, and then ever more seldom',
    (status) => {
      expect(waitsAfter(status, { urgent })).toEqual([2, 60, 300, 900, 3_600, 3_600]);
    },
  );
});

test('what failed together does not come back together: up to a quarter of a wait is left out', () => {
  const waits = waitsAfter(502, { urgent: true }, { drawn: 0.999 });
  expect(waits.map(Math.round)).toEqual([2, 45, 225, 675, 2_701, 2_701]);
  expect(waits[0]).toBeLessThan(1.6);
});

describe('an edit', () => {
  /** Seconds, of an edit that its case has asked for so many seconds ago; its row was tried often for others before. */
  const waitOf = (came: SendOutcome, ago: number, drawn: number): number => {
    const dueAt = instantOf(NOW - ago * 1_000);
    const edit = aDelivery({ kind: 'edit', dueAt, attempts: 40, taken: 50, unanswered: 30 }, instantOf(NOW));
    const { outcome } = settlementOf(edit, 40, came, { ...deps, random: () => drawn });
    return 'notBefore' in outcome ? (Date.parse(outcome.notBefore) - NOW) / 1_000 : NaN;
  };
  const refused: SendOutcome = { kind: 'retry', afterSeconds: null, error: 'x' };
  const unclear: SendOutcome = { kind: 'ambiguous', afterSeconds: null, error: 'x' };

  test.each([
    [0, 2],
    [8, 8],
    [500, 500],
    [90_000, 3_600],
  ])('that is %i seconds old waits %i at most, whatever became of those before it', (ago, longest) => {
    expect(waitOf(refused, ago, 0.5)).toBe(Math.max(longest / 2, 1));
    expect(waitOf(refused, ago, 0.999)).toBeCloseTo(longest * 0.999, 2);
  });

  test.each([
    [0, 2],
    [8, 8],
    [90_000, 600],
  ])('that is %i seconds old waits %i after an unclear answer: it shows nothing twice', (ago, longest) => {
    expect(waitOf(unclear, ago, 0)).toBe(longest);
    expect(waitOf(unclear, ago, 0.999)).toBeLessThan(longest * 0.76);
  });
});

test('what Teams asks for itself is kept to, for an hour at most', () => {
  expect(waitsAfter(503, { urgent: true }, { afterSeconds: 90 }).slice(0, 3)).toEqual([90, 90, 300]);
  expect(waitsAfter(503, {}, { afterSeconds: 86_400, drawn: 0.9 })).toEqual(Array(6).fill(3_600));
});
