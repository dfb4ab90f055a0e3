import { isWithin, laterOf, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { schoolDaysFrom } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { Run } from './assessment';
import type { Fact } from './fact';
import { isAfter } from './in-order';
import { isOffRegister } from './name';
import type { Reading } from './reading';

/** Whether this code says that the pupil was in school. */
export const isPresent = (code: string | null, policy: PolicyPack): boolean =>
  policy.codes.some((known) => known.code === code && known.present);

/**
 * The pupil's code on a day, as last told: the code of the report carries forward until a later fact says otherwise,
 * and of two facts about one day the later recorded stands. Null before the absence began,
 * and while the name was off the register.
 */
export function codeOn(reading: Reading, date: LocalDate): string | null {
  if (!reading.absence || date < reading.absence.firstDayMissed) return null;
  if (isOffRegister(date, reading.offRegister)) return null;
  const speaks = reading.marks.findLast(({ mark }) => isWithin(date, { from: mark.from, to: mark.to ?? date }));
  return speaks?.mark.code ?? reading.absence.code;
}

/**
 * The unbroken run of school days with one of these codes that reaches up to `asOf`, or null when the last school day
 * has another code. `breaks` are days that end a run whatever their code says.
 */
export function runUpTo(
  asOf: LocalDate,
  codes: readonly string[],
  reading: Reading,
  calendar: SchoolCalendar,
  breaks: readonly LocalDate[] = [],
): Run | null {
  if (!reading.absence || !reading.confirmedTo) return null;
  const days = schoolDaysFrom(calendar, reading.absence.firstDayMissed, asOf);
  const counts = (day: LocalDate) => codes.includes(codeOn(reading, day) ?? '') && !breaks.includes(day);
  const broken = days.findLastIndex((day) => !counts(day));
  const run = days.slice(broken + 1);
  const since = run[0];
  if (!since) return null;
  return {
    since,
    after: days[broken] ?? null,
    days: run.length,
    confirmedTo: reading.confirmedTo < asOf ? reading.confirmedTo : asOf,
  };
}

/** The last school day up to `asOf` on which the pupil was in school, since the absence was reported. */
export function lastPresent(
  reading: Reading,
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): LocalDate | null {
  if (!reading.absence) return null;
  const days = schoolDaysFrom(calendar, reading.absence.firstDayMissed, asOf);
  return days.findLast((day) => isPresent(codeOn(reading, day), policy)) ?? null;
}

/**
 * The register as it speaks once somebody has said where the child is: a code of presence that was told before that
 * speaks up to the day on which it was told, and is not carried forward into days of which nobody has spoken.
 */
export const asToldBefore = (reading: Reading, said: Fact, policy: PolicyPack): Reading => ({
  ...reading,
  marks: reading.marks.map((fact) => {
    const { mark, recordedAt } = fact;
    const ends = isPresent(mark.code, policy) && mark.to === null && isAfter(said, fact);
    return ends ? { ...fact, mark: { ...mark, to: laterOf(mark.from, londonDate(recordedAt)) } } : fact;
  }),
});

/** The code that counts today: today's on a school day, else that of the last school day. */
export function codeNow(reading: Reading, calendar: SchoolCalendar, asOf: LocalDate): string | null {
  const days = reading.absence ? schoolDaysFrom(calendar, reading.absence.firstDayMissed, asOf) : [];
  const day = days.at(-1);
  return day ? codeOn(reading, day) : null;
}
