import { schoolYearBegan } from '../calendar/academic-year';
import type { LocalDate } from '../calendar/date';
import type { Pupil } from './pupil';
import { schoolAgeOn } from './school-age';

/** `R` and `1` to `13`, from the youngest to the oldest. */
export const YEAR_GROUPS = ['R', ...Array.from({ length: 13 }, (_, index) => String(index + 1))];

/** The year group at whose end a child taught among others of its age is over compulsory school age. */
const LAST_OF_SCHOOL_AGE = '11';

/**
 * The year group on a day: the one that was said, moved up (see `pupilOn`); where nobody has said it, or what was said
 * tells nothing any more, the one for the child’s age on the 31 August before the school year. What was said goes before
 * the date of birth, since a child may be taught out of year, and its register is what the count follows. Null where
 * neither tells it, and for a child who is too young, or was over compulsory school age when the school year began.
 * @param pupil as of that day.
 */
export function yearGroupOf(pupil: Pupil | null, day: LocalDate): string | null {
  if (pupil?.yearGroup) return pupil.yearGroup;
  if (!pupil?.dateOfBirth || wasTooOld(pupil.dateOfBirth, day)) return null;
  return yearGroupByAge(pupil.dateOfBirth, day);
}

/**
 * The year group on a day of a child of whom it was said on an earlier one: with each 1 September after that the child is
 * in the next. It moves up as long as the child was of compulsory school age (`compulsorySchoolAge`) when the school year
 * began: who stays on at school after that, and in which year, nobody knows until it is said. Where there is no date of
 * birth, that is up to Year 11. Null where what was said tells nothing of that day any more.
 */
export function movedUp(said: string, saidOn: LocalDate, dateOfBirth: LocalDate | null, day: LocalDate): string | null {
  const years = schoolYearBegan(day) - schoolYearBegan(saidOn);
  if (years <= 0) return said;
  const was = YEAR_GROUPS.indexOf(said);
  const now = was < 0 ? null : (YEAR_GROUPS[was + years] ?? null);
  if (now === null) return null;
  const hasLeft = dateOfBirth === null ? isLaterYear(now, LAST_OF_SCHOOL_AGE) : wasTooOld(dateOfBirth, day);
  return hasLeft ? null : now;
}

/** The year group of children of this age in the school year of that day; null for who is too young or too old for any. */
export const yearGroupByAge = (dateOfBirth: LocalDate, day: LocalDate): string | null =>
  YEAR_GROUPS[ageBeforeSchoolYear(dateOfBirth, day) - 4] ?? null;

export const isLaterYear = (one: string, other: string): boolean =>
  YEAR_GROUPS.indexOf(one) > YEAR_GROUPS.indexOf(other);

/** Over compulsory school age when the school year of that day began. */
const wasTooOld = (dateOfBirth: LocalDate, day: LocalDate): boolean =>
  schoolAgeOn(dateOfBirth, `${schoolYearBegan(day)}-09-01` as LocalDate) === 'past';

const ageBeforeSchoolYear = (dateOfBirth: LocalDate, day: LocalDate): number =>
  schoolYearBegan(day) - Number(dateOfBirth.slice(0, 4)) - (dateOfBirth.slice(5) > '08-31' ? 1 : 0);
