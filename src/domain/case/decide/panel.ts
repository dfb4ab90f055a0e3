import type { Role } from '../../access/roles';
import { addDays, inWords, type LocalDate } from '../../calendar/date';
import { londonDate } from '../../calendar/london';
import { OFFICE_DAYS } from '../../calendar/office-days';
import type { SchoolCalendar } from '../../calendar/school-calendar';
import { isSchoolDay, nthSchoolDay, previousSchoolDay } from '../../calendar/school-days';
import type { PolicyPack } from '../../policy/pack';
import type { DecisionRule } from '../../policy/panel-policy';
import type { Assessment } from '../assessment';
import { DUPLICATE } from '../closing';
import { isOurs } from '../dfe';
import { carriedForward, type Closure, type PanelDecision } from '../panel-decisions';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

/** What the panel decided, as whoever records it says. */
export interface Decided {
  /** Id of one of the policy's decisions. */
  readonly decision: string;
  readonly meeting: LocalDate;
  readonly owner: Role;
  /** Our own id of the one who was named; null where whoever has the role is to do it. */
  readonly person: string | null;
  readonly due: LocalDate;
  readonly reason: string;
  readonly dissent: string;
}

/** That the panel agreed to how the case had ended. */
export type Ratified = Pick<Decided, 'meeting' | 'dissent'> & { readonly note: string };

type Standing = Pick<Assessment, 'way' | 'died' | 'decisions' | 'closure'>;

interface Given {
  readonly policy: PolicyPack;
  /** The day on which the case was opened. */
  readonly opened: LocalDate;
  readonly today: LocalDate;
  readonly panel: PanelDays;
}

/** When the panel has met. */
export interface PanelDays {
  /** Every day from that of the opening on, with today where it meets today; earliest first. */
  readonly met: readonly LocalDate[];
  /** The first day after today. */
  readonly next: LocalDate;
}

/** So many may be open on one case: of more nobody sees which comes first. */
export const MOST_CARRIED = 6;

/** Why nothing can be decided on this case, be it open or closed; null where something can. */
export function whyNotDecided({ closure, way, died, decisions }: Standing, policy: PolicyPack): string | null {
  if (closure?.by.reason === DUPLICATE)
    return 'This case goes on as the other case of this child. Record it on that one.';
  if (died) return 'This child has died, so there is nothing for the panel to decide.';
  if (!isOurs(way, policy)) return 'Another authority asks about this child, so the panel decides nothing here.';
  return closure || carriedForward(decisions).length < MOST_CARRIED
    ? null
    : 'That many decisions wait to be done on this case. Say of one that it is done, or withdraw it, before another is recorded.';
}

export function decidePanel(standing: Standing, decided: Decided, given: Given): Verdict {
  const { policy, today } = given;
  const never = whyNotDecided(standing, policy);
  if (never) return refuse(never);
  const rule = policy.panel.decisions.list.find(({ id }) => id === decided.decision);
  if (!rule) return refuse('Choose one of the decisions listed.');
  if (!rule.owners.includes(decided.owner)) return refuse('Choose one of those listed to do it.');
  if (decided.reason === '') return refuse('Say why the panel decided it. The reason stays on the record.');
  const { closure } = standing;
  const wrongDay =
    meetingProblem(decided.meeting, given) ??
    (closure && afterTheEnd(decided.meeting, closure, policy)) ??
    dueProblem(decided.due, decided.meeting, policy, today);
  if (wrongDay) return refuse(wrongDay);
  if (carriedForward(standing.decisions).some((one) => one.decided.decision === rule.id))
    return refuse('The panel has decided this already, and it is not done yet. Say that it is done, or withdraw it.');
  return record({ kind: 'panel-decided', ...decided, title: rule.title });
}

const closedOn = ({ by }: Closure): LocalDate => londonDate(by.recordedAt);

/** What was decided while the case was open may be typed in later; of a closed case nothing is decided that anybody would owe. */
function afterTheEnd(meeting: LocalDate, closure: Closure, { panel: { decisions } }: PolicyPack): string | null {
  const day = closedOn(closure);
  return meeting > day
    ? `The case was closed on ${inWords(day)}, before that meeting. Record that the panel decided “${decisions.ratified.title}”, or open the case again first.`
    : null;
}

/** Nothing is owed by it, so it has no owner and no day. */
export function decideRatified(standing: Standing, { meeting, note, dissent }: Ratified, given: Given): Verdict {
  const never = whyNotDecided(standing, given.policy);
  if (never) return refuse(never);
  const { closure } = standing;
  if (!closure) return refuse('This case is open, so there is no end of it to agree to yet.');
  if (closure.isRatified) return refuse('The panel has agreed to this end of the case already. Nothing has changed.');
  const wrongDay = meetingProblem(meeting, given) ?? beforeTheEnd(meeting, closure, given);
  if (wrongDay) return refuse(wrongDay);
  return record({ kind: 'panel-ratified', title: given.policy.panel.decisions.ratified.title, meeting, note, dissent });
}

function beforeTheEnd(meeting: LocalDate, closure: Closure, { panel }: Given): string | null {
  const day = closedOn(closure);
  if (meeting >= day) return null;
  return panel.met.some((met) => met >= day)
    ? `The case was closed on ${inWords(day)}. Give a meeting from then on.`
    : `The panel has not met since the case was closed on ${inWords(day)}. It meets on ${inWords(panel.next)}: what it says of that can be recorded from that day on.`;
}

/** What is decided stands in the minutes of a meeting, so there has to be one. */
function meetingProblem(meeting: LocalDate, { opened, today, panel }: Given): string | null {
  if (panel.met.includes(meeting)) return null;
  if (panel.met.length === 0) return notMetYet(opened, panel.next);
  if (meeting > today) return `${inWords(meeting)} is still to come. Give the day on which the panel met.`;
  if (meeting < opened) return `The case was opened on ${inWords(opened)}. Give a meeting from then on.`;
  const last = panel.met.slice(-SO_MANY_NAMED).map((day) => inWords(day));
  const when = panel.met.length > last.length ? 'it last met' : 'it met';
  const met = `Since the case was opened on ${inWords(opened)}, ${when} on ${last.join(', ')}.`;
  return `The panel did not meet on ${inWords(meeting)}. ${met} Give ${last.length > 1 ? 'one of these days' : 'that day'}.`;
}

/** So many meetings are named where another day was given. */
const SO_MANY_NAMED = 3;

/** Why nothing can be decided on a case yet. */
export const notMetYet = (opened: LocalDate, next: LocalDate): string =>
  `The panel has not met since the case was opened on ${inWords(opened)}. It meets on ${inWords(next)}: what it decides can be recorded from that day on.`;

/** What is recorded late takes the day that the panel has set. One that has passed is overdue at once. */
function dueProblem(due: LocalDate, meeting: LocalDate, policy: PolicyPack, today: LocalDate): string | null {
  if (due < meeting) return `The panel met on ${inWords(meeting)}. Give a day from then on by which it is to be done.`;
  const last = lastDayDue(policy, today);
  if (due > last) return `Give a day by ${inWords(last)} at the latest. What takes longer is decided anew then.`;
  return isSchoolDay(OFFICE_DAYS, due) === 'no'
    ? `${inWords(due)} is no working day. Give one on which an office works.`
    : null;
}

/** The last day by which a decision may be due. */
export const lastDayDue = ({ panel: { decisions } }: PolicyPack, today: LocalDate): LocalDate =>
  addDays(today, decisions.mostDays);

/** The day by which this is usually done, on the school's own calendar where it counts school days. */
export function usualDay(
  { usual }: DecisionRule,
  policy: PolicyPack,
  calendar: SchoolCalendar,
  today: LocalDate,
): LocalDate {
  const tomorrow = addDays(today, 1);
  const days = 'schoolDays' in usual ? usual.schoolDays : usual.workingDays;
  const inSchool = 'schoolDays' in usual ? nthSchoolDay(calendar, tomorrow, days) : null;
  const on = inSchool?.known ? inSchool : nthSchoolDay(OFFICE_DAYS, tomorrow, days);
  const last = previousSchoolDay(OFFICE_DAYS, addDays(lastDayDue(policy, today), 1));
  if (!on.known) return today;
  return last.known && on.date > last.date ? last.date : on.date;
}

type Carried = Pick<Assessment, 'open' | 'decisions'>;

/** `decided`: id of the fact by which it was decided. */
export function decideDone(standing: Carried, decided: string, on: LocalDate, note: string, today: LocalDate): Verdict {
  const open = stillOpen(standing, decided);
  if (typeof open === 'string') return refuse(open);
  if (note === '') return refuse('Say in a sentence what was done.');
  if (on > today) return refuse(`${inWords(on)} is still to come. Give a day up to today.`);
  const { meeting } = open.decided;
  if (on < meeting) return refuse(`The panel decided it on ${inWords(meeting)}. Give a day from then on.`);
  return record({ kind: 'panel-decision-done', decided, on, note });
}

export function decideWithdrawn(standing: Carried, decided: string, reason: string): Verdict {
  const open = stillOpen(standing, decided);
  if (typeof open === 'string') return refuse(open);
  return reason === ''
    ? refuse('Say why the decision is withdrawn. The reason stays on the record.')
    : record({ kind: 'panel-decision-withdrawn', decided, reason });
}

/** The decision while it is carried forward; why not, where it is not. */
function stillOpen({ open, decisions }: Carried, decided: string): PanelDecision | string {
  if (!open) return CASE_CLOSED;
  const one = decisions.find((decision) => decision.decided.id === decided);
  if (!one) return 'That decision of the panel is not on this case.';
  if (one.ended === null) return one;
  return one.ended.kind === 'panel-decision-withdrawn'
    ? 'This decision has been withdrawn, so there is nothing to do.'
    : 'This is done already: the history of the case says so.';
}
