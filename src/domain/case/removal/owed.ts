import { addDays, type LocalDate } from '../../calendar/date';
import { londonDate } from '../../calendar/london';
import { OFFICE_DAYS } from '../../calendar/office-days';
import type { Reach, SchoolCalendar } from '../../calendar/school-calendar';
import { nthSchoolDay } from '../../calendar/school-days';
import { workingDaysAfter } from '../../calendar/working-days';
import type { PolicyPack } from '../../policy/pack';
import type { Obligation } from '../assessment';
import type { Fact } from '../fact';
import type { Side } from '../facts/removal';
import type { Enquiry } from './enquiry';
import type { Removal } from './removal';

interface Given {
  readonly policy: PolicyPack;
  readonly calendar: SchoolCalendar;
  readonly asOf: LocalDate;
}

/** What is owed on the way to a lawful end: an answer to a signature, a decision carried out, the steps after it. */
export function removalOwed(removal: Removal, given: Given): Obligation[] {
  if (removal.carried.deleted) return stepsOwed(removal, given);
  return [
    ...answerOwed('authority', removal.enquiry, given),
    ...answerOwed('school', removal.enquiry, given),
    ...deletionOwed(removal, given),
  ];
}

/**
 * One side has signed and the other has said nothing. Its silence is told to it, then one level up. It is never taken
 * for agreement, and nothing follows from it.
 */
function answerOwed(side: Side, { sides, closedTo }: Enquiry, { policy, calendar, asOf }: Given): Obligation[] {
  const other = sides[side === 'school' ? 'authority' : 'school'].signed;
  if (!other || sides[side].signed || sides[side].answered || closedTo) return [];
  const { answerWithin, escalateAfter, owners, citation } = policy.jointEnquiry;
  const after = (days: number) => workingDaysAfter(londonDate(other.recordedAt), days, calendar.bankHolidays);
  const who = side === 'school' ? 'school' : 'authority';
  const asked: Obligation = {
    id: `${side}-signature`,
    title: `Answer for the ${who}: the joint enquiry`,
    owner: owners[side],
    ...due({ known: true, date: after(answerWithin) }, asOf),
    why: 'The other side has signed a conclusion. Sign for your side, or say why it is too early. Silence is no agreement.',
    citation,
  };
  const silent: Obligation = {
    id: `${side}-silent`,
    title: `See that the ${who} answers: the joint enquiry`,
    owner: side === 'school' ? owners.schoolEscalates : owners.authorityEscalates,
    ...due({ known: true, date: after(escalateAfter) }, asOf),
    why: 'One side has signed and the other has not answered in time. The name stays on the register meanwhile.',
    citation,
  };
  return asked.state === 'overdue' ? [asked, silent] : [asked];
}

function deletionOwed({ carried: { decided }, against }: Removal, { policy, asOf }: Given): Obligation[] {
  if (!decided) return [];
  const ground = policy.grounds.find(({ letter }) => letter === decided.decision.ground);
  const owed = {
    // Whoever may decide on the register, by the access table and under every policy.
    owner: 'head-teacher' as const,
    ...due({ known: true, date: decided.decision.offRollOn }, asOf),
    citation: `${ground?.citation ?? ''}; ${policy.deletionReturn.citation}`,
  };
  // Nobody is asked to carry out what may not be carried out.
  if (against)
    return [
      {
        ...owed,
        id: 'decision-fallen',
        title: 'See to what stands against the decision, or withdraw it',
        why: against,
      },
    ];
  const why =
    'What was decided and what the register says must agree. The deletion return goes to the authority first.';
  return [{ ...owed, id: 'deletion', title: 'Carry out the decision about the register, or withdraw it', why }];
}

/** Id of what is owed where nobody is left to search for. */
export const CLOSING = 'closing';

/** Id of what is owed while the name of a child who has died stands in the register. */
export const NAME_OF_THE_DEAD = 'name-of-the-dead';

/** Of a child who has died: the name leaves on the ground of the law, with its return, and then the case is closed. */
export function owedAfterDeath(died: Fact, onRoll: boolean, removal: Removal, given: Given): Obligation[] {
  const { policy, calendar, asOf } = given;
  const told = londonDate(died.recordedAt);
  if (!onRoll) {
    const ends = policy.grounds.find((ground) => ground.ends)?.ends;
    const closing = ends && { id: CLOSING, ...ends, ...due(schoolDaysAfter(OFFICE_DAYS, told, 1), asOf) };
    return [...(died.kind === 'name-deleted' ? stepsOwed(removal, given) : []), ...(closing ? [closing] : [])];
  }
  if (removal.carried.decided) return deletionOwed(removal, given);
  const { days, ...name } = policy.death.name;
  const on = schoolDaysAfter(calendar, told, days);
  return [{ id: NAME_OF_THE_DEAD, owner: 'head-teacher', ...name, ...due(on, asOf) }];
}

function stepsOwed({ steps, carried: { deleted } }: Removal, { calendar, asOf }: Given): Obligation[] {
  return steps.map(({ step, done }) => {
    const { id, title, owner, why, citation, dueSchoolDays } = step;
    const on: Reach =
      dueSchoolDays === 0 ? { known: true, date: deleted!.on } : schoolDaysAfter(calendar, deleted!.on, dueSchoolDays);
    return { id, title, owner, ...due(on, asOf), ...(done && { state: 'settled' as const }), why, citation };
  });
}

const schoolDaysAfter = (calendar: SchoolCalendar, day: LocalDate, n: number): Reach =>
  nthSchoolDay(calendar, addDays(day, 1), n);

const due = (on: Reach, asOf: LocalDate): Pick<Obligation, 'due' | 'state'> => ({
  due: on,
  state: on.known && asOf > on.date ? 'overdue' : 'due',
});
