import type { LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import type { PolicyPack } from '../policy/pack';
import type { Found, Run } from './assessment';
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
  const back = reading.marks.findLast(({ mark }) => isPresent(mark.code, policy));
  const isBack = back && !reading.nameDeleted && isPresent(codeNow(reading, calendar, asOf), policy);
  const located = whereabouts(reading, calendar, policy, asOf);
  const hasLeft = located !== null && hasLeftFor(located, reading, policy, asOf);
  if (isBack && !hasLeft) return { how: 'returned', on: back.mark.from };
  if (located) return at(located);
  const seen = reading.sightings.at(-1);
  if (!seen || !run || seen.sighting.on < run.since) return null;
  const missingAgain = reading.marks.some(
    ({ recordedAt, mark }) =>
      recordedAt > seen.recordedAt &&
      policy.clocks.tenDayReturn.codes.includes(mark.code) &&
      (mark.to ?? asOf) >= seen.sighting.on,
  );
  const searchedAnew = reading.searchedAnew.some(({ recordedAt }) => recordedAt > seen.recordedAt);
  return missingAgain || searchedAnew ? null : { how: 'seen', on: seen.sighting.on };
}

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
