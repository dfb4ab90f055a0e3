import { isSchoolRole } from '../access/roles';
import { addDays, daysBetween, type DateRange, type Instant, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { asItStoodOn } from '../case/as-it-stood';
import { assess } from '../case/assess';
import type { Assessment, Found } from '../case/assessment';
import type { Case } from '../case/case';
import { DUPLICATE, titleOfClosing } from '../case/closing';
import { missedSince } from '../case/counts';
import { deathOf } from '../case/death';
import { isOurs } from '../case/dfe';
import { readFacts } from '../case/reading';
import { rulesNow } from '../case/rules';
import { stageOf } from '../panel/stage';
import type { PolicyPack } from '../policy/pack';
import type { Policies } from '../policy/policies';
import type { Pupil } from '../pupil/pupil';

/** How a case moved in a period, by what was known at its end. */
export interface CaseInPeriod {
  readonly id: string;
  readonly school: string | null;
  readonly openedAt: Instant;
  readonly pupil: Pupil | null;
  /** It stood open when the period began. */
  readonly atStart: boolean;
  /** It was opened in it. */
  readonly isNew: boolean;
  /** It was closed when the period began, and opened again in it. */
  readonly isAgain: boolean;
  /** Why it stands closed at the end, in the words of its rules; null where it stands open. */
  readonly closed: { readonly reason: string; readonly title: string } | null;
  /** It was opened twice, and goes on as another one. */
  readonly isDuplicate: boolean;
  /** The child was found in the period, and is known at its end to be somewhere. */
  readonly located: Located | null;
  /** Null where it stands closed at the end. */
  readonly stands: StandsAtEnd | null;
}

export interface Located {
  /** Calendar days from the first day out of school to the day on which the child was found. Null: nobody knows since when. */
  readonly days: number | null;
}

export interface StandsAtEnd {
  readonly stage: string;
  /** What is overdue and owed by roles of the school. */
  readonly overdueOfSchool: number;
  /** The same of roles of the authority. */
  readonly overdueOfAuthority: number;
}

/**
 * `outside`: the case was not open on any day of the period, or its child is another authority's. `unread`: the rules
 * under which it stood are not there.
 */
export function inPeriod(
  theCase: Case,
  calendar: SchoolCalendar,
  policies: Policies,
  { from, to }: DateRange,
): CaseInPeriod | 'outside' | 'unread' {
  const then = asItStoodOn(theCase, to);
  if (!then) return 'outside';
  const dayBefore = addDays(from, -1);
  const before = asItStoodOn(theCase, dayBefore);
  const { closed, way, pupil } = readFacts(then.facts);
  const atStart = before !== null && readFacts(before.facts).closed === null;
  const isAgain = before !== null && !atStart && (closed === null || londonDate(closed.recordedAt) >= from);
  if (before !== null && !atStart && !isAgain) return 'outside';
  const rules = rulesNow(then);
  if (!policies.ids.includes(rules)) return 'unread';
  const pack = policies(rules);
  if (!isOurs(way, pack)) return 'outside';
  const assessment = assess(then.facts, calendar, pack, to);
  const found = locatedIn(then, assessment, pack);
  const wasLocated = () => before !== null && wasLocatedOn(dayBefore, before, calendar, policies);
  return {
    ...{ id: then.id, school: then.school, openedAt: then.openedAt, pupil },
    ...{ atStart, isNew: before === null, isAgain },
    closed: closed && { reason: closed.reason, title: titleOfClosing(closed.reason, pack) },
    isDuplicate: closed?.reason === DUPLICATE,
    located: found && !wasLocated() ? { days: daysToLocate(then, found) } : null,
    stands: closed === null ? standsAtEnd(assessment) : null,
  };
}

/** A sighting says that the child was there, and not where it lives. Of a child who has died nobody says that it is found. */
const locatedIn = ({ facts }: Case, { found }: Assessment, pack: PolicyPack): Found | null =>
  found?.how === 'seen' || deathOf(facts, pack) ? null : found;

/** Rules that are gone since say nothing, and the child counts as found in the period. */
function wasLocatedOn(day: LocalDate, before: Case, calendar: SchoolCalendar, policies: Policies): boolean {
  const rules = rulesNow(before);
  if (!policies.ids.includes(rules)) return false;
  const pack = policies(rules);
  return locatedIn(before, assess(before.facts, calendar, pack, day), pack) !== null;
}

/** Somebody may say of an earlier day that the child was found then. */
function daysToLocate({ facts }: Case, { on }: Found): number | null {
  const reading = readFacts(facts);
  const since = missedSince(reading) ?? reading.out?.since ?? null;
  return since && Math.max(0, daysBetween(since, on));
}

function standsAtEnd(assessment: Assessment): StandsAtEnd {
  const overdue = assessment.obligations.filter(({ state }) => state === 'overdue');
  const ofSchool = overdue.filter(({ owner }) => isSchoolRole(owner)).length;
  return {
    stage: stageOf(assessment),
    overdueOfSchool: ofSchool,
    overdueOfAuthority: overdue.length - ofSchool,
  };
}
