import { addDays, type LocalDate } from '../../calendar/date';
import type { Reach, SchoolCalendar } from '../../calendar/school-calendar';
import { nthSchoolDay } from '../../calendar/school-days';
import type { PolicyPack } from '../../policy/pack';
import type { Counts, Run } from '../assessment';
import type { Absence } from '../fact';
import type { Reading } from '../reading';
import { runUpTo } from '../register';

/** The days of one ground: counted since when, and the day that is the last of them. */
export interface Floor {
  readonly run: Run;
  readonly last: Reach;
}

export interface Floors {
  readonly groundI: Floor | null;
  readonly groundH: Floor | null;
}

/**
 * Ground 9(1)(i) counts the run of absence that goes on today. Ground 9(1)(h) counts the school days after the leave of
 * absence, and only while the pupil has attended on none of them: its run has to begin on the first of them.
 */
export function floorsOf(
  told: Reading,
  counts: Counts,
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): Floors {
  const { groundH, groundI } = policy.clocks;
  const floor = (run: Run | null, days: number): Floor | null =>
    run && { run, last: nthSchoolDay(calendar, run.since, days) };
  if (!told.absence) return { groundI: null, groundH: null }; // an unfinished report has no day on which to build a floor
  return {
    groundI: floor(counts.groundI, groundI.days),
    groundH: counts.tenDayReturn && floor(runAfterLeave(told, calendar, groundH.codes, asOf), groundH.days),
  };
}

function runAfterLeave(told: Reading, calendar: SchoolCalendar, codes: readonly string[], asOf: LocalDate): Run | null {
  const { absence } = told;
  if (!absence?.leaveEnded || !followsLeave(absence)) return null;
  const first = nthSchoolDay(calendar, addDays(absence.leaveEnded, 1), 1);
  const visits = told.sightings
    .filter(({ sighting }) => sighting.where === 'at-school')
    .map((fact) => fact.sighting.on);
  const run = runUpTo(asOf, codes, told, calendar, visits);
  return run && run.after === null && first.known && run.since === first.date ? run : null;
}

/** Ground 9(1)(h) is about a pupil who did not come back from leave: one day in school after it, and it is not. */
export const followsLeave = (absence: Absence | null): boolean =>
  absence?.leaveEnded != null &&
  (absence.lastAttended === null || absence.lastAttended <= absence.leaveEnded) &&
  absence.leaveEnded < absence.firstDayMissed;

/** A day is whole when it is over: we know days and not sessions. See docs/adr/0008. */
export const dayAfter = (last: Reach): Reach => (last.known ? { known: true, date: addDays(last.date, 1) } : last);
