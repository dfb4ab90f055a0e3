import type { LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import type { PolicyPack } from '../policy/pack';
import type { Found, Run } from './assessment';
import { isSearchedAfter, saidBack } from './last-word';
import { saidAt } from './moved';
import type { FactOf, Reading } from './reading';
import { codeNow, isPresent } from './register';
import { hasLeftFor, whereabouts } from './whereabouts';

/**
 * Back in school, found to be elsewhere, or seen since the present absence began and not back. A place on a day after
 * the last one on which the child was said to be in school ends being back, and so does the deletion of the name.
 * Whoever says after a sighting that the pupil is missing ends it: the search goes on.
 */
export function foundOn(
  reading: Reading,
  run: Run | null,
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): Found | null {
  const back = backInSchool(reading, calendar, policy, asOf);
  const located = whereabouts(reading, calendar, policy, asOf);
  const hasLeft = located !== null && hasLeftFor(located, reading, policy, asOf);
  if (back && !hasLeft) return { how: 'returned', on: back.mark.from };
  if (located) return at(located);
  const seen = reading.sightings.at(-1);
  if (!seen || !run || seen.sighting.on < run.since) return null;
  const missingAgain = reading.marks.some(
    ({ recordedAt, mark }) =>
      recordedAt > saidAt(seen) &&
      policy.clocks.tenDayReturn.codes.includes(mark.code) &&
      (mark.to ?? asOf) >= seen.sighting.on,
  );
  return missingAgain || isSearchedAfter(reading, seen) ? null : { how: 'seen', on: seen.sighting.on };
}

/** The word that the pupil is back, as long as the code that counts and every word since agree. */
export const backInSchool = (
  reading: Reading,
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): FactOf<'attendance'> | null =>
  !reading.nameDeleted && isPresent(codeNow(reading, calendar, asOf), policy) ? saidBack(reading, policy, asOf) : null;

/** Found to be somewhere. Of a child on no school's roll this is all that can be said. */
export function foundElsewhere(
  reading: Reading,
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): Found | null {
  const located = whereabouts(reading, calendar, policy, asOf);
  return located && at(located);
}

const at = ({ located: { on, where } }: FactOf<'located'>): Found => ({ how: 'located', on, where });
