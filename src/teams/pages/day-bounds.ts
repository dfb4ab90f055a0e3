import type { CaseView } from '../../casework/casework';
import { addDays, inWords, type LocalDate } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';

/** A school begins to ask before it counts the first day, but not months before. */
const BEFORE_THE_ABSENCE = 14;
/** As long as the absence is not described, a case may be opened late, but not by more than this. */
const BEFORE_THE_CASE = 60;

/** The first day on which a check or a call about this absence can have been made. */
export const firstDayOfAsking = ({ absence, case: { openedAt } }: CaseView): LocalDate =>
  absence ? addDays(absence.firstDayMissed, -BEFORE_THE_ABSENCE) : addDays(londonDate(openedAt), -BEFORE_THE_CASE);

/** The first day on which somebody can have seen a pupil who was missing. */
export const firstDayOfSeeing = (view: CaseView): LocalDate =>
  view.absence?.lastAttended ?? view.absence?.firstDayMissed ?? firstDayOfAsking(view);

/** What is wrong with a day, to be shown beside its field. */
export function dayError(day: LocalDate, first: LocalDate, today: LocalDate): string | null {
  if (day > today) return `${inWords(day)} is still to come. Give a day up to today.`;
  return day < first ? `${inWords(day)} is too long ago for this absence. Give a day from ${inWords(first)} on.` : null;
}
