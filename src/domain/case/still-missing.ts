import { laterOf, type LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { schoolDaysFrom } from '../calendar/school-days';
import { unknownCode } from '../policy/codes';
import type { PolicyPack } from '../policy/pack';
import type { AttendanceMark, Fact } from './fact';
import { readAsSearched } from './last-word';
import { codeNow } from './register';

/**
 * "Still missing" holds from the last school day until somebody says otherwise: with the code that stands, when that is
 * one of an absence, and otherwise with the one for a reason that is not known yet.
 */
export function stillMissing(
  facts: readonly Fact[],
  calendar: SchoolCalendar,
  policy: PolicyPack,
  today: LocalDate,
): AttendanceMark {
  const reading = readAsSearched(facts, policy);
  const code = codeNow(reading, calendar, today);
  const missing = code !== null && policy.clocks.tenDayReturn.codes.includes(code);
  const day = schoolDaysFrom(calendar, reading.absence?.firstDayMissed ?? today, today).at(-1) ?? today;
  // What was told last is not taken back for days before it.
  const from = laterOf(day, reading.marks.at(-1)?.mark.from ?? day);
  return { code: missing ? code : unknownCode(policy), from, to: null, note: '' };
}
