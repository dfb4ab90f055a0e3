import { addDays, daysBetween, laterOf, type Instant, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import { OFFICE_DAYS } from '../calendar/office-days';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay, schoolDaysBetween } from '../calendar/school-days';
import type { Counts, Run } from './assessment';
import type { Fact } from './fact';
import type { OutOfEducation } from './facts/ways';
import { missingInformation, type MissingPiece } from './missing-information';
import type { Reading } from './reading';
import { beginsOnRoll } from './way';

/** What is counted of a child on no school's roll: no register speaks of it, so no clock of the register runs. */
export interface OffRoll {
  /** The day on which the referral was received; until that is told, the day on which the case was opened. */
  readonly receivedOn: LocalDate;
  /** Working days from then on: Day 1 is the first one. The days of the checklist are these. */
  readonly run: Run;
  /** Null where nobody knows since when. */
  readonly out: {
    readonly since: LocalDate;
    /** By the authority's term dates, as far as these reach. */
    readonly schoolDays: number;
    /** Whole calendar weeks. */
    readonly weeks: number;
  } | null;
  /** What it is known to wait for. */
  readonly waitingFor: OutOfEducation['waitingFor'];
  /** What is not known about the child, to be asked for. */
  readonly missing: readonly MissingPiece[];
}

/** Null for a pupil on roll. */
export function offRollOf(
  reading: Reading,
  facts: readonly Fact[],
  calendar: SchoolCalendar,
  asOf: LocalDate,
): OffRoll | null {
  const opened = facts[0];
  if (!opened || beginsOnRoll(reading.way)) return null;
  const receivedOn = reading.referral?.receivedOn ?? londonDate(opened.recordedAt);
  const since = reading.out?.since ?? null;
  return {
    receivedOn,
    run: workingDaysSince(receivedOn, asOf),
    out: since && {
      since,
      schoolDays: schoolDaysBetween(calendar, since, asOf),
      weeks: Math.floor((daysBetween(since, asOf) + 1) / 7),
    },
    waitingFor: reading.out?.waitingFor ?? null,
    missing: missingInformation(reading),
  };
}

/** What comes in, or is deleted, on a Saturday begins on Monday, and already is on its Day 1. */
export function workingDaysSince(receivedOn: LocalDate, asOf: LocalDate): Run {
  const first = nthSchoolDay(OFFICE_DAYS, receivedOn, 1);
  const since = first.known ? first.date : receivedOn;
  const days = Math.max(1, schoolDaysBetween(OFFICE_DAYS, since, asOf));
  return { since, after: null, days, confirmedTo: laterOf(since, asOf) };
}

/** The safeguarding clock runs for every child; those of the register stand still where there is no register. */
export function countsOffRoll({ out, receivedOn }: OffRoll, calendar: SchoolCalendar, asOf: LocalDate): Counts {
  const since = out?.since ?? receivedOn;
  const schoolDays = schoolDaysBetween(calendar, since, asOf);
  return {
    safeguarding: { since, schoolDays, calendarDays: daysBetween(since, addDays(asOf, 1)) },
    tenDayReturn: null,
    groundI: null,
  };
}

/** When somebody first told of the day that counts now. */
export function referralToldAt(facts: readonly Fact[], { receivedOn }: OffRoll): Instant | null {
  const referrals = facts.filter((fact) => fact.kind === 'referral-received').filter(({ further }) => !further);
  const other = referrals.findLastIndex(({ referral }) => referral.receivedOn !== receivedOn);
  return (referrals[other + 1] ?? facts[0])?.recordedAt ?? null;
}
