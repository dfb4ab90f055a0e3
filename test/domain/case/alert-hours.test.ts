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

describe('under a policy by which somebody is there', () => {
  const roundTheClock = { alertTime: '00:00', alertUntil: '24:00' } as const;
  const everyDay = { ...policy, alertDays: 'every-day' } as const;
  const toldBy = (rules: typeof everyDay, instant: Instant) =>
    inAlertHours(instant, { calendar: liverpool, policy: rules });

  // A Saturday night, a Sunday, Christmas, a day of the summer holidays, a day beyond every calendar, and midnight.
  test.each<Instant>([
    '2026-06-06T22:59:59.999Z',
    '2026-06-07T10:00:00.000Z',
    '2025-12-25T03:00:00.000Z',
    '2026-07-29T22:30:00.000Z',
    '2090-01-01T03:00:00.000Z',
    '2026-06-05T23:00:00.000Z',
  ])('every day round the clock, nothing is held back: %s', (instant) => {
    expect(toldBy({ ...everyDay, ...roundTheClock }, instant)).toBe(instant);
  });

  test.each<[string, Instant, Instant]>([
    ['at once by day, also on a Sunday', '2026-06-07T10:00:00.000Z', '2026-06-07T10:00:00.000Z'],
    ['in the morning, also at a weekend', '2026-06-05T22:30:00.000Z', '2026-06-06T07:30:00.000Z'],
    ['on the same morning before it begins', '2026-06-07T05:00:00.000Z', '2026-06-07T07:30:00.000Z'],
    ['on the next morning from the very end of the hours on', '2026-06-07T17:00:00.000Z', '2026-06-08T07:30:00.000Z'],
  ])('every day, it is told %s', (_when, instant, at) => {
    expect(toldBy(everyDay, instant)).toBe(at);
  });

  test('round the clock on school days, what happens at a weekend is told when Monday begins', () => {
    const rules = { ...policy, ...roundTheClock };
    const at = (instant: Instant) => inAlertHours(instant, { calendar: liverpool, policy: rules });
    expect(at('2026-06-05T22:59:59.999Z')).toBe('2026-06-05T22:59:59.999Z');
    expect(at('2026-06-05T23:00:00.000Z')).toBe('2026-06-07T23:00:00.000Z');
  });
});
