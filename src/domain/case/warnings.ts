import { inWords, type LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { closuresWithin } from '../calendar/school-days';
import type { Milestone, Run } from './assessment';

/** What people must know before they rely on a count. */
export function warnings(
  run: Run | null,
  milestones: readonly Milestone[],
  calendar: SchoolCalendar,
  asOf: LocalDate,
): string[] {
  if (!run) return [];
  return [...calendarTooShort(milestones), ...closedInBetween(run, calendar, asOf)];
}

/** Where the calendar does not reach, no date is invented. */
function calendarTooShort(milestones: readonly Milestone[]): string[] {
  const unreached = milestones.find(({ on }) => !on.known);
  if (!unreached || unreached.on.known) return [];
  const ends = unreached.on.calendarEnds;
  const last = milestones.at(-1)!.day;
  return [
    ends
      ? `The school's calendar ends on ${inWords(ends)}, before Day ${last} of this absence. Later dates cannot be given until the next term dates are entered. The administrator has been told.`
      : 'The school has no term dates yet, so no dates can be given. The administrator has been told.',
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
