import type { Instant } from '../../../src/domain/calendar/date';
import { inAlertHours } from '../../../src/domain/case/alert-hours';
import { policyPack } from '../../../src/domain/policy/policies';
import { liverpool } from '../calendar/liverpool';

const policy = policyPack('liverpool');
const told = (instant: Instant, calendar = liverpool) => inAlertHours(instant, { calendar, policy });

// Liverpool's term dates of 2025 to 2026 end on Monday 20 July 2026. In summer London is an hour ahead.
test.each<[string, Instant, Instant]>([
  ['at once in the hours of a school day', '2026-06-03T10:00:00.000Z', '2026-06-03T10:00:00.000Z'],
  ['in the morning when it is told at night', '2026-06-03T22:30:00.000Z', '2026-06-04T07:30:00.000Z'],
  ['on Monday when it is told on a Friday night', '2026-06-05T22:30:00.000Z', '2026-06-08T07:30:00.000Z'],
  ['by day, on an office’s day, past the last term date', '2026-07-29T10:00:00.000Z', '2026-07-29T10:00:00.000Z'],
  ['not by night past the last term date', '2026-07-29T22:30:00.000Z', '2026-07-30T07:30:00.000Z'],
  ['not on the evening of the last day of term', '2026-07-20T22:30:00.000Z', '2026-07-21T07:30:00.000Z'],
  ['not on a bank holiday past the last term date', '2026-08-31T10:00:00.000Z', '2026-09-01T07:30:00.000Z'],
])('what is not urgent is told %s', (_when, instant, at) => {
  expect(told(instant)).toBe(at);
});

test('also where a school has no term dates at all', () => {
  expect(told('2026-06-06T22:30:00.000Z', { ...liverpool, terms: [] })).toBe('2026-06-08T07:30:00.000Z');
});

test('where the bank holidays that are known end, nothing is held back', () => {
  expect(told('2090-06-06T22:30:00.000Z')).toBe('2090-06-06T22:30:00.000Z');
});
