import fc from 'fast-check';
import { assess } from '../../../src/domain/case/assess';
import { addDays, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { isSchoolDay } from '../../../src/domain/calendar/school-days';
import type { AttendanceMark } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { reported } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';

const FIRST: LocalDate = '2026-04-27';
const LAST = 55;

/** Writes the register out day by day and counts from the end: slow, and nothing like the code under test. */
function slowRun(marks: readonly AttendanceMark[], codes: string, asOf: LocalDate): number {
  const register = new Map<LocalDate, string>();
  for (let day = FIRST; day <= asOf; day = addDays(day, 1)) if (!isWeekend(day)) register.set(day, 'N');
  for (const mark of marks) {
    for (const day of register.keys()) {
      if (day >= mark.from && (mark.to === null || day <= mark.to)) register.set(day, mark.code);
    }
  }
  const days = [...register].filter(([day]) => isSchoolDay(liverpool, day) === 'yes').map(([, code]) => code);
  let count = 0;
  while (days.length > 0 && codes.includes(days.pop()!)) count += 1;
  return count;
}

const anyMark = fc
  .record({
    code: fc.constantFrom('G', 'N', 'O', 'U', 'I', '/', 'L'),
    start: fc.nat(LAST),
    length: fc.option(fc.nat(10), { nil: null }),
  })
  .map(({ code, start, length }): AttendanceMark => {
    const from = addDays(FIRST, start);
    return { code, from, to: length === null ? null : addDays(from, length), note: '' };
  });

test.each(policyPackIds())(
  'under %s both runs agree with a register that is written out and counted from the end',
  (id) => {
    const policy = policyPack(id);
    fc.assert(
      fc.property(fc.array(anyMark, { maxLength: 8 }), fc.nat(LAST), (marks, days) => {
        const asOf = addDays(FIRST, days);
        const history = reported();
        for (const mark of marks) history.at('2026-06-30', '12:00', { kind: 'attendance', mark });
        const { counts } = assess(history.facts, liverpool, policy, asOf);
        expect(counts.tenDayReturn?.days ?? 0).toBe(slowRun(marks, 'GNOU', asOf));
        expect(counts.groundI?.days ?? 0).toBe(slowRun(marks, 'GNO', asOf));
      }),
      { numRuns: 300 },
    );
  },
);
