import type { CaseView } from '../../casework/casework';
import { addDays, inWords, type LocalDate } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import { startingDay } from '../../domain/case/entry';
import * as firstDays from '../../domain/case/first-days';
import type { ReturnKind } from '../../domain/case/facts/returns-facts';

/** The first day on which a check or a call about this absence can have been made. */
export const firstDayOfAsking = ({ absence, case: { openedAt } }: CaseView): LocalDate =>
  firstDays.firstDayOfAsking(absence, londonDate(openedAt));

/** The first day on which somebody can have seen a pupil who was missing. */
export const firstDayOfSeeing = ({ absence, case: { openedAt } }: CaseView): LocalDate =>
  firstDays.firstDayOfSeeing(absence, londonDate(openedAt));

/** What is wrong with the first day of a code in the register; a case has no codes of days before its absence. */
export const markError = (from: LocalDate, { absence }: CaseView, today: LocalDate): string | null => {
  if (from > today) return `${inWords(from)} is still to come. Give a day up to today.`;
  return absence && from < absence.firstDayMissed
    ? `The absence began on ${inWords(absence.firstDayMissed)}. Give a day from then on, or correct the absence if it began earlier.`
    : null;
};

/** A pupil whose name was entered longer ago than this was no new pupil when the absence began. */
const NEW_PUPIL_BEFORE = 365;

/** The first day of entry that bears on this absence: an agreed start often lies before it. */
export const firstDayOfEntry = ({ absence, case: { openedAt } }: CaseView): LocalDate =>
  addDays(absence?.firstDayMissed ?? londonDate(openedAt), -NEW_PUPIL_BEFORE);

/** The first day on which a return can have been sent: that of a new pupil follows the entry of the name. */
export const firstDayOfReturn = (view: CaseView, kind: ReturnKind): LocalDate => {
  if (kind !== 'new-pupil') return firstDayOfAsking(view);
  return startingDay(view.case.facts) ?? firstDayOfEntry(view);
};

/** What is wrong with a day, to be shown beside its field. */
export function dayError(day: LocalDate, first: LocalDate, today: LocalDate): string | null {
  if (day > today) return `${inWords(day)} is still to come. Give a day up to today.`;
  return day < first ? `${inWords(day)} is too long ago for this absence. Give a day from ${inWords(first)} on.` : null;
}
