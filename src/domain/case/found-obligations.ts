import { addDays, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import type { Obligation } from './assessment';
import type { FactOf } from './reading';
import type { StepState } from './whereabouts';

/** What is owed since the child was found: a try that did not settle it moves the day on which it is asked again. */
export const foundObligations = (
  located: FactOf<'located'>,
  steps: readonly StepState[],
  calendar: SchoolCalendar,
  asOf: LocalDate,
): Obligation[] =>
  steps.map(({ step, settled, facts }) => {
    const last = facts.at(-1) ?? located;
    const due = nthSchoolDay(calendar, addDays(londonDate(last.recordedAt), 1), step.days);
    const state = settled ? 'settled' : due.known && asOf > due.date ? 'overdue' : 'due';
    const { id, title, owner, why, citation } = step;
    return { id, title, owner, due, state, why, citation };
  });
