import type { LocalDate } from '../calendar/date';
import { londonInstant } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import { itemState, type Applies } from '../checklist/item-state';
import type { PolicyPack, Stage } from '../policy/pack';
import type { Assessment, Found, Milestone, Run } from './assessment';
import { countDays } from './counts';
import { earliestDates } from './earliest-dates';
import type { Fact } from './fact';
import { noticesDue } from './notices-due';
import { obligations } from './obligations';
import { isAtRisk, readFacts, type Reading } from './reading';
import { codeNow, isPresent } from './register';
import { warnings } from './warnings';

/**
 * What a case comes to on a day, derived from its facts, the school's own calendar and the policy pack under which it
 * began. Pure: the same facts on the same day give the same answer, and nothing of it is stored.
 */
export function assess(
  facts: readonly Fact[],
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): Assessment {
  const reading = readFacts(facts);
  const counts = countDays(reading, calendar, policy, asOf);
  const run = counts.tenDayReturn;
  const found = foundOn(reading, run, calendar, policy, asOf);
  const milestones = run ? milestonesOf(run, calendar, policy) : [];
  const sinceRun = run ? facts.filter((fact) => fact.recordedAt >= londonInstant(run.since, '00:00')) : facts;
  const applies = appliesTo(reading, policy);
  const checklist = policy.checklist.map((item) => itemState(item, sinceRun, run, applies, calendar, asOf));
  const open = !reading.closed;
  const reportComplete = reading.pupil?.dateOfBirth != null && reading.absence !== null;
  const standing = { reportComplete, absent: run !== null, found, confirmedTo: reading.confirmedTo };
  const owed = open ? obligations(checklist, standing, policy, calendar, asOf) : [];
  const described = facts.findLast((fact) => fact.kind === 'absence-described');
  return {
    asOf,
    open,
    reportComplete,
    atRisk: isAtRisk(reading.triage, policy),
    day: run?.days ?? null,
    stage: run ? stageOn(run.days, policy) : null,
    counts,
    milestones,
    checklist,
    obligations: owed,
    next: owed.find((obligation) => obligation.state !== 'settled') ?? null,
    found,
    earliest: open ? earliestDates(reading, counts, calendar, policy) : [],
    notices: noticesDue({
      reading,
      run,
      checklist,
      calendar,
      policy,
      toldAt: described?.recordedAt ?? null,
      lastMilestone: milestones.at(-1)?.on ?? null,
    }),
    warnings: open ? warnings(run, milestones, calendar, asOf) : [],
  };
}

const stageOn = (day: number, policy: PolicyPack): Stage | null =>
  policy.stages.find((stage) => stage.fromDay <= day && day <= (stage.toDay ?? Infinity)) ?? null;

/** The days at which the policy alerts, on this school's own calendar. */
function milestonesOf(run: Run, calendar: SchoolCalendar, policy: PolicyPack): Milestone[] {
  const days = policy.alerts.flatMap(({ trigger }) => (trigger.kind === 'school-day' ? [trigger.day] : []));
  return [...new Set(days)]
    .sort((a, b) => a - b)
    .map((day): Milestone => ({ day, on: nthSchoolDay(calendar, run.since, day) }));
}

function appliesTo(reading: Reading, policy: PolicyPack): Applies {
  const codes = [reading.absence?.code, ...reading.marks.map(({ mark }) => mark.code)];
  return {
    always: true,
    'at-risk': isAtRisk(reading.triage, policy),
    'leave-of-absence': reading.absence?.leaveEnded != null,
    'code-n': codes.includes('N'),
  };
}

/** Back in school, or seen since the present absence began and not back. */
function foundOn(
  reading: Reading,
  run: Run | null,
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): Found | null {
  const back = reading.marks.findLast(({ mark }) => isPresent(mark.code, policy));
  if (back && isPresent(codeNow(reading, calendar, asOf), policy)) return { how: 'returned', on: back.mark.from };
  const seen = reading.sightings.at(-1);
  return seen && run && seen.sighting.on >= run.since ? { how: 'seen', on: seen.sighting.on } : null;
}
