import { calendarFor } from '../casework/load';
import type { Case } from '../domain/case/case';
import type { CalendarOf } from '../domain/register/register';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import type { Directory } from '../people/directory';

/** Each school's once, however many of these cases it has. */
export async function calendarsOf(
  cases: readonly Pick<Case, 'school' | 'authority'>[],
  directory: Directory,
): Promise<CalendarOf> {
  const keyOf = ({ school, authority }: Pick<Case, 'school' | 'authority'>) => school ?? `none of ${authority}`;
  const calendars = new Map<string, SchoolCalendar>();
  for (const one of cases) {
    if (!calendars.has(keyOf(one))) calendars.set(keyOf(one), await calendarFor(one, directory));
  }
  return (one) => calendars.get(keyOf(one))!;
}
