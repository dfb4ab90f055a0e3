import { daysBetween, type LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { schoolDaysBetween } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { Counts } from './assessment';
import type { Reading } from './reading';
import { runUpTo } from './register';

/**
 * The three clocks. The ten-day return counts G, N, O and U; ground 9(1)(i) counts G, N and O only, and any attendance
 * ends its run, a visit to the school included; the safeguarding clock runs on until the case is closed.
 */
export function countDays(reading: Reading, calendar: SchoolCalendar, policy: PolicyPack, asOf: LocalDate): Counts {
  const { tenDayReturn, groundI } = policy.clocks;
  const visits = reading.sightings
    .filter(({ sighting }) => sighting.where === 'at-school')
    .map((fact) => fact.sighting.on);
  return {
    safeguarding: safeguardingClock(reading, calendar, asOf),
    tenDayReturn: runUpTo(asOf, tenDayReturn.codes, reading, calendar),
    groundI: runUpTo(asOf, groundI.codes, reading, calendar, visits),
  };
}

function safeguardingClock(reading: Reading, calendar: SchoolCalendar, asOf: LocalDate): Counts['safeguarding'] {
  const since = missedSince(reading);
  if (!since || reading.closed || since > asOf) return null;
  return {
    since,
    schoolDays: schoolDaysBetween(calendar, since, asOf),
    calendarDays: daysBetween(since, asOf) + 1,
  };
}

/** A child is missing since the first day on which any school missed them, whichever case goes on. */
export const missedSince = ({ absence, joined }: Pick<Reading, 'absence' | 'joined'>): LocalDate | undefined =>
  earliest([absence?.firstDayMissed, ...joined.map((fact) => fact.since)]);

const earliest = (days: readonly (LocalDate | null | undefined)[]): LocalDate | undefined =>
  days.filter((day): day is LocalDate => day != null).sort()[0];
