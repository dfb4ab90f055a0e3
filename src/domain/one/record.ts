import type { LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { assess } from '../case/assess';
import type { Case } from '../case/case';
import { isOurs } from '../case/dfe';
import type { Fact } from '../case/fact';
import { ofThisChild } from '../case/moved';
import { pupilOn } from '../case/pupil-on';
import { readFacts } from '../case/reading';
import { rulesNow } from '../case/rules';
import { stageOf } from '../panel/stage';
import type { PolicyPack } from '../policy/pack';
import type { Policies } from '../policy/policies';
import { standingOn } from '../register/standing';
import { NOT_OURS, type OneRecord } from './values';

export interface RecordRead {
  readonly record: OneRecord;
  readonly open: boolean;
  /** False: it was put right that the child is another authority's, and for One the case is over. */
  readonly ours: boolean;
}

/**
 * What One is told of a case as of a day. `not-ours`: the child is another authority's, and nobody has said who it is.
 * `not-described`: it was opened before anybody said who the child is. `unread`: the rules of the case are not there.
 * Of the child's year group One is told the one of that day, or that in which the case ended: an end is told once.
 * @param dfeNumber seven digits, of the school of the case; null where there is none.
 */
export function recordOf(
  theCase: Case,
  calendar: SchoolCalendar,
  policies: Policies,
  dfeNumber: string | null,
  asOf: LocalDate,
): RecordRead | 'not-ours' | 'not-described' | 'unread' {
  const rules = rulesNow(theCase);
  if (!policies.ids.includes(rules)) return 'unread';
  const pack = policies(rules);
  const reading = readFacts(theCase.facts);
  const { way, pupil, absence, closed } = reading;
  const ours = isOurs(way, pack);
  if (!pupil) return ours ? 'not-described' : 'not-ours';
  const over = closed ? closedAs(closed, closed.reason) : ours ? null : closedAs(wayTold(theCase), NOT_OURS);
  return {
    ours,
    open: over === null,
    record: {
      'case-reference': theCase.reference,
      upn: pupil.upn,
      surname: textOrNull(pupil.surname),
      forename: textOrNull(pupil.forename),
      'other-names': textOrNull(pupil.otherNames),
      'date-of-birth': pupil.dateOfBirth,
      sex: pupil.sex,
      'year-group': pupilOn(reading, over?.['closed-on'] ?? asOf)!.yearGroup,
      'school-urn': theCase.school,
      'school-dfe-number': dfeNumber,
      'opened-on': londonDate(theCase.openedAt),
      way,
      'last-attended': absence?.lastAttended ?? null,
      ...(over ?? { ...NOT_CLOSED, ...whileOpen(theCase, calendar, pack, asOf) }),
    },
  };
}

/** A closed case has no stage, and what it was on the register for is over. */
const NOT_OPEN = { 'register-reason': null, 'dfe-reason': null, stage: null } as const;
const NOT_CLOSED = { 'closed-on': null, 'closing-outcome': null } as const;

const closedAs = ({ recordedAt }: Pick<Fact, 'recordedAt'>, outcome: string) => ({
  ...NOT_OPEN,
  ...{ 'closed-on': londonDate(recordedAt), 'closing-outcome': outcome },
});

/** By which it was last said how the case began. */
const wayTold = ({ facts }: Case): Fact => ofThisChild(facts).findLast(({ kind }) => kind === 'way-told') ?? facts[0]!;

function whileOpen({ facts }: Case, calendar: SchoolCalendar, pack: PolicyPack, asOf: LocalDate) {
  const assessment = assess(facts, calendar, pack, asOf);
  return {
    'register-reason': standingOn(facts, calendar, pack, asOf)?.reason ?? null,
    'dfe-reason': assessment.dfe.reason?.id ?? null,
    stage: stageOf(assessment),
  };
}

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
