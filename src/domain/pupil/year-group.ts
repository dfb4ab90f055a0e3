import type { LocalDate } from '../calendar/date';
import type { Pupil } from './pupil';

/** `R` and `1` to `13`, from the youngest to the oldest. */
export const YEAR_GROUPS = ['R', ...Array.from({ length: 13 }, (_, index) => String(index + 1))];

/**
 * The year group as the register has it; where nobody has said it, the one for the child's age on the 31 August before
 * the school year. Null where neither is known, and for a child who is too young or too old for any.
 */
export function yearGroupOf(pupil: Pupil | null, day: LocalDate): string | null {
  if (pupil?.yearGroup) return pupil.yearGroup;
  return pupil?.dateOfBirth ? yearGroupByAge(pupil.dateOfBirth, day) : null;
}

/** The year group of children of this age in the school year of that day; null for who is too young or too old for any. */
export const yearGroupByAge = (dateOfBirth: LocalDate, day: LocalDate): string | null =>
  YEAR_GROUPS[ageBeforeSchoolYear(dateOfBirth, day) - 4] ?? null;

export const isLaterYear = (one: string, other: string): boolean =>
  YEAR_GROUPS.indexOf(one) > YEAR_GROUPS.indexOf(other);

function ageBeforeSchoolYear(dateOfBirth: LocalDate, day: LocalDate): number {
  const yearBegan = Number(day.slice(0, 4)) - (day.slice(5) >= '09-01' ? 0 : 1);
  return yearBegan - Number(dateOfBirth.slice(0, 4)) - (dateOfBirth.slice(5) > '08-31' ? 1 : 0);
}
