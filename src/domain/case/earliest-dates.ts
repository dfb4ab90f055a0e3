import { addDays, type LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { Counts, EarliestDate } from './assessment';
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
  const leaveEnded = reading.absence?.leaveEnded;
  if (leaveEnded && counts.tenDayReturn) earliest.push(floor(groundH, addDays(leaveEnded, 1)));
  if (counts.groundI) earliest.push(floor(groundI, counts.groundI.since));
  return earliest;
}
