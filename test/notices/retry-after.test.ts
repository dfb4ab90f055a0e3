import { retryAfterSeconds } from '../../src/notices/retry-after';

const NOW = Date.parse('2026-04-27T08:00:00Z');
const LATER = 'Mon, 27 Apr 2026 08:30:00 GMT';

it.each<[string | null | undefined, string | null | undefined, number | null]>([
  ['120', null, 120],
  [' 1.5 ', undefined, 1.5],
  [LATER, null, 1_800],
  [LATER, 'Mon, 27 Apr 2026 08:29:00 GMT', 60],
  [LATER, 'no date', 1_800],
  ['Mon, 27 Apr 2026 07:59:00 GMT', null, 0],
  ['soon', null, null],
  ['-5 minutes', null, null],
  ['', null, null],
  [null, LATER, null],
  [undefined, undefined, null],
])('%j in an answer of %j asks to wait %j seconds', (said, date, seconds) => {
  expect(retryAfterSeconds(said, date, NOW)).toBe(seconds);
});
