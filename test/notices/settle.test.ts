import { settlementOf } from '../../src/notices/settle';
import { instantOf } from '../../src/notices/steady-clock';
import { aDelivery } from '../builders/delivery';

const NOW = Date.parse('2026-04-27T07:40:00.000Z');
const deps = {
  clock: { now: () => instantOf(NOW) },
  steady: { now: () => NOW, alarm: () => () => {} },
  random: () => 0.999,
};

/** Seconds after each of so many tries without a clear answer; `status` null where nothing was heard. */
const waitsAfter = (status: number | null, urgent: boolean, afterSeconds: number | null = null): number[] =>
  [0, 1, 2, 3, 5, 6, 100].map((unanswered) => {
    const answer = { status, code: null, requestId: null };
    const delivery = aDelivery({ urgent, unanswered }, instantOf(NOW));
    const { outcome } = settlementOf(delivery, 1, { kind: 'ambiguous', error: 'x', afterSeconds, answer }, deps);
    if (outcome.state !== 'ambiguous') throw new Error(outcome.state);
    return (Date.parse(outcome.notBefore) - NOW) / 1_000;
  });

test.each([500, 502, 503, 408])(
  'after a fault that Teams tells (%i) it is tried again soon, however often',
  (status) => {
    expect(waitsAfter(status, true)).toEqual([2, 60, 60, 60, 60, 60, 60]);
    expect(waitsAfter(status, false)).toEqual([2, 60, 300, 600, 600, 600, 600]);
  },
);

test.each([null, 504])(
  'where nothing was heard (%s) each try may have been shown, so it is repeated seldom, and after half an hour each hour',
  (status) => {
    expect(waitsAfter(status, true)).toEqual([2, 60, 300, 600, 600, 600, 600]);
    expect(waitsAfter(status, false)).toEqual([2, 60, 300, 600, 600, 3_600, 3_600]);
  },
);

test('what Teams asks for itself is kept to, for an hour at most', () => {
  expect(waitsAfter(503, true, 90)).toEqual(Array(7).fill(90));
  expect(waitsAfter(503, false, 86_400)).toEqual(Array(7).fill(3_600));
});
