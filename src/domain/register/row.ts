import { daysBetween, laterOf, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { schoolDaysBetween } from '../calendar/school-days';
import { assess } from '../case/assess';
import { bandOf } from '../case/dfe';
import type { Case } from '../case/case';
import { inOrder } from '../case/in-order';
import { ofThisChild } from '../case/moved';
import { pupilOn } from '../case/pupil-on';
import { readFacts } from '../case/reading';
import type { NextAction } from '../panel/agenda';
import { stageOf } from '../panel/stage';
import type { PolicyPack } from '../policy/pack';
import { yearGroupOf } from '../pupil/year-group';
import { careOf, type Care } from './care';
import type { Standing } from './standing';
import { toldColumns, type RolesOf, type ToldColumns } from './told';

/**
 * One child on the register, as its columns are drawn. Nothing here names the child: the case does, to who may open it.
 */
export interface RegisterRow extends Standing, Care, ToldColumns {
  readonly caseId: string;
  readonly reference: string;
  /** References of other cases of the same child that are on the register too. */
  readonly also: readonly string[];
  /** Establishment (URN); null for a child who came from no school's roll. */
  readonly school: string | null;
  readonly stage: string;
  /** School day of the absence; null while the pupil is not absent. */
  readonly day: number | null;
  /** Out of provision, both ends included. Null where nobody knows since when. */
  readonly out: {
    /** By the school's calendar, or the authority's term dates where there is no school; as far as these reach. */
    readonly schoolDays: number;
    /** Whole calendar weeks. */
    readonly weeks: number;
  } | null;
  /** How long, in the DfE's bands. */
  readonly band: string;
  /** The day on which the case was opened, or last opened again. */
  readonly entered: LocalDate;
  /** `R` and `1` to `13`; null where it is not known. */
  readonly yearGroup: string | null;
  /** Title of the tier; null while nothing says how great the risk is. */
  readonly tier: string | null;
  /** On no roll, and too young or too old for the DfE's count; null for a child of age, or on a roll. */
  readonly notOfAge: 'not-yet' | 'past' | null;
  /** In the DfE's words. Null where there is none. */
  readonly dfeReason: string | null;
  /** What is to be done next, by which role; null when nothing is. */
  readonly next: NextAction | null;
  /** The last day on which anything was recorded. */
  readonly lastRecorded: LocalDate;
}

/** `one`: the case as it stood on that day, with its standing then. */
export function rowOf(
  one: Case,
  standing: Standing,
  calendar: SchoolCalendar,
  pack: PolicyPack,
  asOf: LocalDate,
  rolesOf: RolesOf,
): RegisterRow {
  const facts = ofThisChild(inOrder(one.facts));
  const assessment = assess(one.facts, calendar, pack, asOf);
  const { next, tier, dfe } = assessment;
  const reading = readFacts(one.facts);
  const { since } = standing;
  return {
    ...standing,
    caseId: one.id,
    reference: one.reference,
    also: [],
    school: one.school,
    stage: stageOf(assessment),
    day: assessment.day,
    out: since && {
      schoolDays: schoolDaysBetween(calendar, since, asOf),
      weeks: Math.floor((daysBetween(since, asOf) + 1) / 7),
    },
    band: bandOf(since && daysBetween(since, asOf), pack),
    entered: reading.reopenings
      .map(({ recordedAt }) => londonDate(recordedAt))
      .reduce(laterOf, londonDate(one.openedAt)),
    yearGroup: yearGroupOf(pupilOn(reading, asOf), asOf),
    tier: tier?.tier.title ?? null,
    notOfAge: dfe.notOfAge,
    dfeReason: dfe.reason?.label ?? null,
    next: next && { asks: next.title, owner: next.owner, due: next.due, overdue: next.state === 'overdue' },
    ...careOf(one.facts, pack),
    ...toldColumns(facts, assessment, pack, rolesOf),
    lastRecorded: one.facts.map(({ recordedAt }) => londonDate(recordedAt)).reduce(laterOf),
  };
}
