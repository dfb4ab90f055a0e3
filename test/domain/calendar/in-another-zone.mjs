// Run by london.test.ts with TZ set: what the calendar says on a machine that is not in England.
import { createRequire } from 'node:module';
import path from 'node:path';
import { transformFileSync } from '@swc/core';

const require = createRequire(import.meta.url);
require.extensions['.ts'] = (module, file) => {
  const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } };
  module._compile(transformFileSync(file, options).code, file);
};
const calendar = path.resolve(import.meta.dirname, '../../../src/domain/calendar');
const { addDays, daysBetween, inWords, weekday } = require(path.join(calendar, 'date.ts'));
const { londonDate, londonInstant, londonTime } = require(path.join(calendar, 'london.ts'));

console.log(
  JSON.stringify({
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    moments: JSON.parse(process.argv[2]).map(([date, time, instant]) => [
      londonDate(instant),
      londonTime(instant),
      londonInstant(date, time),
    ]),
    dayAfterSpring: addDays('2026-03-29', 1),
    weekdayOfLeapDay: weekday('2024-02-29'),
    daysBetween: daysBetween('2025-10-25', '2026-10-25'),
    words: inWords('2026-03-29'),
  }),
);
