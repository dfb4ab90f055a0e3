import { inWords, type LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { closuresWithin } from '../calendar/school-days';
import type { Found, Run } from './assessment';
import type { CalendarGap } from './calendar-gap';
import type { DeathRead } from './death';

interface Standing {
  readonly reportComplete: boolean;
  readonly run: Run | null;
  readonly gap: CalendarGap | null;
  readonly death: DeathRead;
  readonly found: Found | null;
  readonly calendar: SchoolCalendar;
  readonly asOf: LocalDate;
}

const DEATH_AND_REPORT =
  'We were told that this child had died. A later report says that the child is missing. Ask whoever told us, before you speak to the family.';

/** What people must know before they rely on a count. */
export function warnings({ reportComplete, run, gap, death, found, calendar, asOf }: Standing): string[] {
  return [
    ...(death.endedBy?.kind === 'triaged' && !found ? [DEATH_AND_REPORT] : []),
    ...(reportComplete
      ? []
      : ['The report is not finished. Until it is, days are counted from the day of the report.']),
    ...(gap ? [gap.says] : []),
    ...(run ? closedInBetween(run, calendar, asOf) : []),
  ];
}

/**
 * An unplanned closure holds no session, yet any other code than G, N or O defeats ground 9(1)(i): that is for the
 * authority to decide, not for a count.
 */
function closedInBetween(run: Run, calendar: SchoolCalendar, asOf: LocalDate): string[] {
  return closuresWithin(calendar, { from: run.since, to: asOf })
    .filter((closure) => closure.kind === 'closure')
    .map(
      (closure) =>
        `The school was closed on ${inWords(closure.from)} during this absence. The day is not counted. Ask the authority before relying on ground 9(1)(i).`,
    );
}
