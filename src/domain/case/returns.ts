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
export const returnsOwed = (states: readonly ReturnState[], given: Given): Obligation[] => {
  const { policy } = given;
  return states
    .filter((one) => isOwed(one) && one.id !== 'deletion')
    .filter(({ id }) => id !== 'attendance' || !isAskedByItsCheck(given))
    .map(({ id, title, says, citation, state, due }) => ({
      ...{ id: `return-${id}`, title, owner: ownerOf(id, policy), due: due!, why: says, citation },
      state: state as 'due' | 'overdue',
    }));
};

/** Of a run that is over no check is asked any more; one that was skipped with a reason is not asked again. */
function isAskedByItsCheck({ run, checklist, carried: { deleted }, policy: { clocks } }: Given): boolean {
  const state = checkOf(checklist)?.state;
  if (deleted || state === 'done') return false;
  return state === 'skipped' || (run !== null && run.days >= clocks.tenDayReturn.days);
}

export const isOwed = ({ state }: ReturnState): boolean => state === 'due' || state === 'overdue';

const ownerOf = (id: ReturnState['id'], { returns }: PolicyPack) => returns[id === 'new-pupil' ? 'newPupil' : id].owner;

/**
 * One for each unbroken run: a run that begins anew needs a return of its own. One that came due and never went stays
 * owed, whatever came after: that the pupil is back undoes no duty.
 */
function attendanceReturn(given: Given): ReturnState {
  const { facts, run, checklist, calendar, policy, asOf } = given;
  const none = blank('attendance', policy.returns.attendance);
  const { days } = policy.clocks.tenDayReturn;
  const check = checkOf(checklist);
  const checked = check && lastSettled(check.item, facts);
  const sentDays = [checked && londonDate(checked.recordedAt), lastSent('attendance', facts)?.on];
  const sentSince = (since: LocalDate) => sentDays.find((day) => day !== undefined && day >= since) ?? null;
  const sentOn = run && sentSince(run.since);
  if (sentOn) return { ...none, state: 'sent', sentOn };
  // Of the first one the check that sends it says why; the policy's own words are those of a run that begins anew.
  const isFirst = check?.state !== 'done' && sentDays[1] === undefined;
  const asked = isFirst && check ? { ...none, says: check.item.why } : none;
  const since = run && run.days >= days ? run.since : longRunBefore(given);
  return since === null || sentSince(since) ? none : owed(asked, nthSchoolDay(calendar, since, days), asOf);
}

/** The first day of the last run that was long enough for the return, by the register as it stands now. */
function longRunBefore({ reading, carried: { deleted }, calendar, policy, asOf }: Given): LocalDate | null {
  const { codes, days } = policy.clocks.tenDayReturn;
  if (!reading.absence || reading.closed) return null;
  const to = deleted ? earlierOf(asOf, addDays(deleted.on, -1)) : asOf;
  const all = schoolDaysFrom(calendar, reading.absence.firstDayMissed, to);
  const isMissed = (day: LocalDate | undefined) => codes.includes((day && codeOn(reading, day)) ?? '');
  let since: LocalDate | null = null;
  let began = 0;
  all.forEach((day, at) => {
    if (!isMissed(day)) began = at + 1;
    else if (at - began + 1 >= days) since = all[began]!;
  });
  return since;
}

/** Also in an absence that is over, whose checks the list shows no more. */
const lastSettled = ({ id, settles }: ItemState['item'], facts: readonly Fact[]): Fact | undefined =>
  facts.findLast((fact) => fact.kind === 'check-recorded' && fact.item === id && settles.includes(fact.check.outcome));

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
