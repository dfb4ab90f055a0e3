import type { Case } from '../domain/case/case';
import { assess } from '../domain/case/assess';
import type { Ending } from '../domain/case/decide/taking-over';
import { readAsSearched } from '../domain/case/last-word';
import { pupilOn } from '../domain/case/pupil-on';
import { readFacts } from '../domain/case/reading';
import { lastInSchool } from '../domain/case/whereabouts';
import type { LocalDate } from '../domain/calendar/date';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import { rulesOver } from '../domain/case/rules';
import type { Policies } from '../domain/policy/policies';
import type { Directory } from '../people/directory';
import type { Stores } from '../stores';
import { may } from '../domain/access/table';
import type { Assignee, CaseView } from './casework';

export type { Policies } from '../domain/policy/policies';

/** On which days are counted: the school's own calendar, or the authority's term dates where there is no school. */
export const calendarFor = (
  { school, authority }: Pick<Case, 'school' | 'authority'>,
  directory: Directory,
): Promise<SchoolCalendar> => (school === null ? directory.defaultCalendar(authority) : directory.calendar(school));

/** The packs that have held for a case, the newest last, and since when each. */
export const rulesOfCase = (theCase: Case, policies: Policies): CaseView['packs'] =>
  rulesOver(theCase).map(({ pack, from }) => ({ from, policy: policies(pack) }));

/** Puts beside a case what it comes to today and what a card needs to speak of it. */
export async function viewOf(theCase: Case, stores: Stores, policies: Policies, today: LocalDate): Promise<CaseView> {
  const { directory } = stores;
  const school = theCase.school === null ? null : await directory.school(theCase.school);
  const authority = await directory.authority(theCase.authority);
  if ((theCase.school !== null && !school) || !authority)
    throw new Error(`case ${theCase.reference}: its school or authority is not in the directory`);
  const calendar = await calendarFor(theCase, directory);
  const packs = rulesOfCase(theCase, policies);
  const { policy } = packs.at(-1)!;
  const otherRules = policies.sequence(policy.family).some(({ id, startsOn }) => id !== policy.id && startsOn <= today);
  const reading = readFacts(theCase.facts);
  const { absence, referral, out } = reading;
  const assessment = assess(theCase.facts, calendar, policy, today);
  const assignee = assessment.assigned && (await assigneeOf(assessment.assigned.to, theCase, directory));
  return {
    case: theCase,
    assessment,
    pupil: pupilOn(reading, today),
    absence,
    referral,
    out,
    school,
    calendar,
    policy,
    packs,
    otherRules,
    authority,
    assignee,
  };
}

/** A case as it ends in another one. */
export const endingOf = ({ case: ending, calendar, policy, assessment }: CaseView): Ending => ({
  case: ending,
  present: lastInSchool(readAsSearched(ending.facts, policy), calendar, policy, assessment.asOf),
});

async function assigneeOf(id: string, theCase: Case, directory: Directory): Promise<Assignee | null> {
  const here = await directory.person(id);
  const person = here ?? (await directory.people([id]))[0];
  return person ? { person, hasLeft: !here || !may(here, 'see-case', theCase) } : null;
}
