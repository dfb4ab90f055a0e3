import { addDays, type LocalDate } from '../calendar/date';
import type { Absence } from './fact';

/** A school begins to ask before it counts the first day, but not months before. */
const BEFORE_THE_ABSENCE = 14;
/** As long as the absence is not described, a case may be opened late, but not by more than this. */
const BEFORE_THE_CASE = 60;

/** The first day on which a check or a call about this absence can have been made. `opened`: the day of the first word. */
export const firstDayOfAsking = (absence: Absence | null, opened: LocalDate): LocalDate =>
  absence ? addDays(absence.firstDayMissed, -BEFORE_THE_ABSENCE) : addDays(opened, -BEFORE_THE_CASE);

/** The first day on which somebody can have seen a pupil who was missing, or confirmed where they are. */
export const firstDayOfSeeing = (absence: Absence | null, opened: LocalDate): LocalDate =>
  absence?.lastAttended ?? absence?.firstDayMissed ?? firstDayOfAsking(absence, opened);
