import type { LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { schoolDaysFrom } from '../calendar/school-days';
import type { Fact } from './fact';
import { readFacts } from './reading';

/** A school year ends with the summer term, in July. */
export const schoolYearOf = (day: LocalDate): LocalDate => {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '08-01' ? 1 : 0);
  return `${year}-08-01` as LocalDate;
};

/**
 * The starting day of a new pupil: the day on which the name was entered, as last told. Where nobody said so it is the
 * day that was agreed, since a name is entered on that day whether the child arrives or not (SI 2024/208 regs 3, 8).
 * Null for a pupil of whom no start is known.
 */
export function startingDay(facts: readonly Fact[]): LocalDate | null {
  const entered = facts.findLast((fact) => fact.kind === 'name-entered');
  if (entered) return entered.on;
  const { way, absence } = readFacts(facts);
  return way === 'non-starter' ? (absence?.began?.agreedStart ?? null) : null;
}

/** Of a pupil who joins the youngest class then, the authority is told nothing unless it asks (reg 13(2)). */
export const startsTheSchoolYear = (day: LocalDate, calendar: SchoolCalendar): boolean =>
  schoolDaysFrom(calendar, schoolYearOf(day), day).length <= 1;
