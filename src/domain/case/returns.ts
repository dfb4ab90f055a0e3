import { addDays, earlierOf, laterOf, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { Reach, SchoolCalendar } from '../calendar/school-calendar';
import { nextSchoolDay, nthSchoolDay, schoolDaysFrom } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { ItemState, Obligation, Run } from './assessment';
import { schoolYearOf, startingDay } from './entry';
import type { Fact } from './fact';
import type { ReturnKind } from './facts/returns-facts';
import type { FactOf, Reading } from './reading';
import { codeOn } from './register';
import type { Carried } from './removal/removal-of';

/** One return of regulation 13, as it stands. */
export interface ReturnState {
  readonly id: ReturnKind | 'deletion';
  readonly title: string;
  readonly says: string;
  readonly citation: string;
  readonly state: 'not-needed' | 'due' | 'overdue' | 'sent';
  readonly due: Reach | null;
  /** A second reading of the same day, where the law can be read in two ways. */
  readonly alsoDue: Reach | null;
  readonly sentOn: LocalDate | null;
}

interface Given {
  readonly facts: readonly Fact[];
  readonly reading: Reading;
  readonly run: Run | null;
  readonly checklist: readonly ItemState[];
  readonly carried: Carried;
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  readonly asOf: LocalDate;
}

export const returnsOf = (given: Given): ReturnState[] => [
  attendanceReturn(given),
  sicknessReturn(given),
  newPupilReturn(given),
  deletionReturn(given),
];

/**
 * Owed beside the checklist, also once the name is deleted: that undoes no duty that stood before. The first ten-day
 * return of a case is the check that sends it, as long as checks are asked for.
 */
export const returnsOwed = (states: readonly ReturnState[], { checklist, carried, policy }: Given): Obligation[] =>
  states
    .filter((one) => isOwed(one) && one.id !== 'deletion')
    .filter(({ id }) => id !== 'attendance' || carried.deleted !== null || checkOf(checklist)?.state === 'done')
    .map(({ id, title, says, citation, state, due }) => ({
      ...{ id: `return-${id}`, title, owner: ownerOf(id, policy), due: due!, why: says, citation },
      state: state as 'due' | 'overdue',
    }));

export const isOwed = ({ state }: ReturnState): boolean => state === 'due' || state === 'overdue';

const ownerOf = (id: ReturnState['id'], { returns }: PolicyPack) => returns[id === 'new-pupil' ? 'newPupil' : id].owner;

/** One for each unbroken run: a run that begins anew needs a return of its own. */
function attendanceReturn({ facts, run, checklist, calendar, policy, asOf }: Given): ReturnState {
  const none = blank('attendance', policy.returns.attendance);
  const { days } = policy.clocks.tenDayReturn;
  if (!run) return none;
  const check = checkOf(checklist);
  const checked = check?.state === 'done' ? check.facts.at(-1) : undefined;
  const sentDays = [checked && londonDate(checked.recordedAt), lastSent('attendance', facts)?.on];
  const sentOn = sentDays.find((day) => day !== undefined && day >= run.since) ?? null;
  if (sentOn) return { ...none, state: 'sent', sentOn };
  // Of the first one the check that sends it says why; the policy's own words are those of a run that begins anew.
  const isFirst = sentDays.every((day) => day === undefined);
  const asked = isFirst && check ? { ...none, says: check.item.why } : none;
  return run.days < days ? none : owed(asked, nthSchoolDay(calendar, run.since, days), asOf);
}

const checkOf = (checklist: readonly ItemState[]) => checklist.find(({ item }) => item.fulfils === 'ten-day-return');

/** So many days of sickness in the school year; a sickness that begins after the return needs another. */
function sicknessReturn({ facts, reading, carried: { deleted }, calendar, policy, asOf }: Given): ReturnState {
  const none = blank('sickness', policy.returns.sickness);
  const { code, days } = policy.returns.sickness;
  if (!reading.absence) return none;
  const from = laterOf(reading.absence.firstDayMissed, schoolYearOf(asOf));
  // From the day of the deletion on, no register speaks of the pupil.
  const to = deleted ? earlierOf(asOf, addDays(deleted.on, -1)) : asOf;
  const all = schoolDaysFrom(calendar, from, to);
  const sick = all.filter((day) => codeOn(reading, day) === code);
  const reached = sick[days - 1];
  const last = sick.at(-1);
  if (!reached || !last) return none;
  const well = all.findLast((day) => day < last && codeOn(reading, day) !== code);
  const began = all.find((day) => !well || day > well)!;
  const sent = lastSent('sickness', facts);
  if (sent && sent.on >= began) return { ...none, state: 'sent', sentOn: sent.on };
  return owed(none, nextSchoolDay(calendar, laterOf(reached, began)), asOf);
}

/** "Day" in the regulation is any day; those who read it as school days are later, so the earlier one counts. */
export function newPupilReturn({
  facts,
  calendar,
  policy,
  asOf,
}: Pick<Given, 'facts' | 'calendar' | 'policy' | 'asOf'>): ReturnState {
  const none = blank('new-pupil', policy.returns.newPupil);
  const { days, schoolDays } = policy.returns.newPupil;
  const entered = startingDay(facts);
  if (!entered) return none;
  const sent = lastSent('new-pupil', facts);
  if (sent && sent.on >= entered) return sent.exempt ? none : { ...none, state: 'sent', sentOn: sent.on };
  const byCalendar = addDays(entered, days);
  const bySchool = nthSchoolDay(calendar, addDays(entered, 1), schoolDays);
  const date = bySchool.known ? earlierOf(byCalendar, bySchool.date) : byCalendar;
  return { ...owed(none, { known: true, date }, asOf), alsoDue: bySchool };
}

/** Belongs to the decision on the name, and is recorded with it. */
function deletionReturn({ carried: { decided, returned }, policy, asOf }: Given): ReturnState {
  const none = blank('deletion', policy.returns.deletion);
  if (returned) return { ...none, state: 'sent', sentOn: returned.on };
  return decided ? owed(none, { known: true, date: decided.decision.offRollOn }, asOf) : none;
}

const blank = (
  id: ReturnState['id'],
  { title, says, citation }: Pick<ReturnState, 'title' | 'says' | 'citation'>,
): ReturnState => ({ id, title, says, citation, state: 'not-needed', due: null, alsoDue: null, sentOn: null });

const owed = (state: ReturnState, due: Reach, asOf: LocalDate): ReturnState => ({
  ...state,
  due,
  state: due.known && asOf > due.date ? 'overdue' : 'due',
});

const lastSent = (id: ReturnKind, facts: readonly Fact[]) =>
  facts.findLast((fact): fact is FactOf<'return-sent'> => fact.kind === 'return-sent' && fact.return === id);
