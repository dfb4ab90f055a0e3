import { addDays, isWithin, weekday, type DateRange, type LocalDate } from '../calendar/date';

/**
 * First and last day on which a child is of compulsory school age (Education Act 1996 s8): from the prescribed day
 * (31 August, 31 December, 31 March; SI 1998/1607) on or after the fifth birthday, until the school leaving date, the
 * last Friday in June (SI 1997/1970), of the school year in which the child turns 16.
 */
export function compulsorySchoolAge(dateOfBirth: LocalDate): DateRange {
  return { from: prescribedDayFrom(birthday(dateOfBirth, 5)), to: leavingDate(birthday(dateOfBirth, 16)) };
}

/** How a child of this date of birth stands to compulsory school age on a day. */
export function schoolAgeOn(dateOfBirth: LocalDate, day: LocalDate): 'not-yet' | 'of-age' | 'past' {
  const age = compulsorySchoolAge(dateOfBirth);
  if (isWithin(day, age)) return 'of-age';
  return day < age.from ? 'not-yet' : 'past';
}

/** By the date of birth on record: where none is, nobody is taken to be too old. */
export const isPastSchoolAge = (dateOfBirth: LocalDate | null | undefined, day: LocalDate): boolean =>
  dateOfBirth != null && schoolAgeOn(dateOfBirth, day) === 'past';

/** Only compared with other days, as text: 29 February need not exist in that year, it sorts rightly all the same. */
function birthday(dateOfBirth: LocalDate, age: number): LocalDate {
  const year = Number(dateOfBirth.slice(0, 4)) + age;
  return `${year}${dateOfBirth.slice(4)}` as LocalDate;
}

function prescribedDayFrom(day: LocalDate): LocalDate {
  const year = Number(day.slice(0, 4));
  const prescribed = [`${year}-03-31`, `${year}-08-31`, `${year}-12-31`] as LocalDate[];
  return prescribed.find((candidate) => day <= candidate)!;
}

function leavingDate(sixteenthBirthday: LocalDate): LocalDate {
  const year = Number(sixteenthBirthday.slice(0, 4));
  const summer = sixteenthBirthday.slice(5) >= '09-01' ? year + 1 : year;
  const endOfJune = `${summer}-06-30` as LocalDate;
  const daysSinceFriday = (weekday(endOfJune) + 2) % 7;
  return addDays(endOfJune, -daysSinceFriday);
}
