import { addDays, type LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { Counts, EarliestDate } from './assessment';
import type { Absence } from './fact';
import type { Reading } from './reading';

/**
 * The days before which a ground for removal cannot be met. They are floors: reaching one removes nobody, and the
 * conditions stand beside each. Ground 9(1)(h) is counted from the first school day after the leave of absence.
 */
export function earliestDates(
  reading: Reading,
  counts: Counts,
  calendar: SchoolCalendar,
  policy: PolicyPack,
): EarliestDate[] {
  const { groundH, groundI } = policy.clocks;
  const earliest: EarliestDate[] = [];
  const floor = (clock: typeof groundI, since: LocalDate): EarliestDate => ({
    what: clock.title,
    on: nthSchoolDay(calendar, since, clock.days),
    condition: clock.condition,
    citation: clock.citation,
  });
  if (!reading.absence) return []; // an unfinished report has no day on which to build a floor
  const { leaveEnded } = reading.absence;
  if (leaveEnded && counts.tenDayReturn && followsLeave(reading.absence))
    earliest.push(floor(groundH, addDays(leaveEnded, 1)));
  if (counts.groundI) earliest.push(floor(groundI, counts.groundI.since));
  return earliest;
}

/** Ground 9(1)(h) is about a pupil who did not come back from leave: one day in school after it, and it is not. */
const followsLeave = (absence: Absence | null): boolean =>
  absence?.leaveEnded != null &&
  (absence.lastAttended === null || absence.lastAttended <= absence.leaveEnded) &&
  absence.leaveEnded < absence.firstDayMissed;
