import type { Role } from '../access/roles';
import type { Instant, LocalDate } from '../calendar/date';
import { londonDate, type LocalTime } from '../calendar/london';
import type { Reach } from '../calendar/school-calendar';
import type { Assessment } from '../case/assessment';
import { isOurs } from '../case/dfe';
import { carriedForward, type PanelDecision } from '../case/panel-decisions';
import type { PolicyPack } from '../policy/pack';
import { byDuration, byReason, byStage, type LabelledCount } from './breakdown';
import { askedOfPanel, type AskedOfPanel } from './asked';
import { belongs, byUrgency, isUrgent, LATE_IN, type AgendaCase } from './agenda-case';
import type { FrozenAgenda, SectionId } from './frozen';
import { takesPlace, type Meeting, type MeetingState } from './cycle';
import type { Outcome } from './outcome';
import type { LastAgenda } from './last-agenda';
import { stageOf } from './stage';

/**
 * What a panel looks at. It may stand in a channel, so there is no field here for a name, a date of birth, a UPN, an
 * address or a school, and nothing that people typed.
 */
export interface Agenda {
  /** What the panel is called here. */
  readonly panel: string;
  readonly meeting: LocalDate;
  readonly time: LocalTime | null;
  /** The day by which the meeting is known, and what has become of it. */
  readonly planned: LocalDate;
  /** It was added to those that the cycle gives. */
  readonly isExtra: boolean;
  readonly state: MeetingState;
  /** The meeting after it that takes place, where it does not take place itself. */
  readonly instead: LocalDate | null;
  readonly cutOff: LocalDate;
  /** When the list was closed; null while it is still open. */
  readonly closedAt: Instant | null;
  /** What was decided, once the day of the meeting is over; null before, and where it did not take place. */
  readonly outcome: Outcome | null;
  readonly asOf: LocalDate;
  readonly openCases: number;
  /** How many there were when the list before this one was closed; null where nobody has closed one. */
  readonly openBefore: number | null;
  /** Cases that are left out, because the rules under which they stand are not there any more. */
  readonly unread: number;
  readonly sections: readonly AgendaSection[];
  readonly byStage: readonly LabelledCount[];
  readonly byDuration: readonly LabelledCount[];
  /** Of a list that was closed, as it was then: what moved with one case would tell its reason. */
  readonly byReason: readonly LabelledCount[];
}

/** A case may stand in several sections: new and of high risk, say. */
export interface AgendaSection {
  readonly id: SectionId;
  readonly title: string;
  readonly items: readonly AgendaItem[];
  /** How many stood here on the list before this one; null where nobody has closed one. */
  readonly before: number | null;
}

export interface AgendaItem {
  readonly reference: string;
  /** At risk, and added after the list was closed. */
  readonly late: boolean;
  /** Something was recorded on it since the list was closed. */
  readonly changed: boolean;
  /** False where the panel ratifies how it ended. */
  readonly open: boolean;
  readonly stage: string;
  /** School day of the absence; null while the pupil is not absent. */
  readonly day: number | null;
  /** Whole weeks out of education of a child on no roll; null for a pupil on roll, and where nobody knows. */
  readonly weeksOut: number | null;
  readonly highRisk: boolean;
  /** The day from which nobody has answered an alert that was passed on; null where there is no such alert. */
  readonly unansweredSince: LocalDate | null;
  /** What the panel is asked about it in this section. */
  readonly asked: AskedOfPanel;
  /** What is to be done next, by which role; null when nothing is. */
  readonly next: NextAction | null;
  /** What the panel decided and nobody has done yet, the soonest first. */
  readonly carried: readonly CarriedForward[];
}

/** A decision in the policy's own words: why it was made, and who saw it otherwise, was typed and stands on the case alone. */
export interface CarriedForward {
  /** As it was called when it was decided. */
  readonly title: string;
  /** As the policy calls it now, for a channel; null where that alone would tell of the child, or nobody can say. */
  readonly openTitle: string | null;
  readonly owner: Role;
  readonly due: LocalDate;
  readonly overdue: boolean;
}

export interface NextAction {
  readonly asks: string;
  readonly owner: Role;
  readonly due: Reach;
  readonly overdue: boolean;
}

export interface AgendaOf {
  readonly cases: readonly AgendaCase[];
  readonly meeting: Meeting;
  readonly previous: Meeting;
  /** The one after it. */
  readonly next: Meeting;
  readonly policy: PolicyPack;
  readonly asOf: LocalDate;
  readonly unread?: number;
  /** What stood on it when it was closed; left out or null: it is still open. */
  readonly frozen?: FrozenAgenda | null;
  /** Ids of cases that were urgent for a while since it was closed, and may not be so any more; left out: none. */
  readonly cameLate?: ReadonlySet<string>;
  /** The cases as they were when it was closed; left out: it is still open. */
  readonly whenClosed?: readonly AgendaCase[];
  /** What came of the meeting; left out or null: it is not over, or did not take place. */
  readonly outcome?: Outcome | null;
  /** What stood on the one before; left out or null: nobody has closed it. */
  readonly last?: LastAgenda | null;
}

export function agenda(of: AgendaOf): Agenda {
  const { cases, meeting, next, policy, asOf, unread = 0, frozen = null, last = null } = of;
  const standing = standingOf(cases, policy);
  const all = policy.panel.sections.map(({ id, title }) => ({
    id,
    title,
    items: frozen ? itemsOfClosed(id, of, frozen) : itemsOfOpen(id, of),
    before: last && (last.sections.get(id) ?? 0),
  }));
  const sections = all.filter(({ id, items }) => !SILENT_WHEN_EMPTY.includes(id) || items.length > 0);
  return {
    panel: policy.panel.title,
    meeting: meeting.on,
    ...{ time: meeting.time, planned: meeting.planned, isExtra: meeting.isExtra, state: meeting.state },
    instead: takesPlace(meeting) ? null : next.on,
    cutOff: meeting.cutOff,
    closedAt: frozen?.takenAt ?? null,
    outcome: of.outcome ?? null,
    asOf,
    openCases: standing.length,
    openBefore: last?.openCases ?? null,
    unread,
    sections,
    byStage: byStage(standing, policy),
    byDuration: byDuration(standing, policy),
    byReason: byReason(of.whenClosed ? standingOf(of.whenClosed, policy) : standing, policy),
  };
}

const standingOf = (cases: readonly AgendaCase[], policy: PolicyPack): Assessment[] =>
  cases
    .filter(({ closedAt, assessment }) => closedAt === null && isOurs(assessment.way, policy))
    .map(({ assessment }) => assessment);

/** The list as it stands while it is open. */
const itemsOfOpen = (section: SectionId, { cases, policy, previous }: AgendaOf): AgendaItem[] =>
  cases
    .filter((one) => isOurs(one.assessment.way, policy) && belongs(one, section, policy, previous))
    .sort(byUrgency)
    .map((one) => itemOf(one, section, policy));

/**
 * The list that people have read, in its order, whatever became of a case since; and before it what was urgent and came
 * later, which stays in the same way. A child who died is looked for no more, and the panel is asked nothing.
 */
function itemsOfClosed(section: SectionId, of: AgendaOf, { items }: FrozenAgenda): AgendaItem[] {
  const { cases, policy, cameLate } = of;
  const byId = new Map(cases.map((one) => [one.id, one]));
  const listed = items.filter(({ sections }) => sections.includes(section));
  const read = listed.flatMap(({ caseId, version }): AgendaItem[] => {
    const one = byId.get(caseId);
    if (!one || one.assessment.died) return [];
    return [{ ...itemOf(one, section, policy), changed: one.version > version }];
  });
  if (section !== LATE_IN) return read;
  const known = new Set(listed.map(({ caseId }) => caseId));
  const isLate = (one: AgendaCase) => isUrgent(one, policy) || (cameLate?.has(one.id) && !one.assessment.died);
  const late = cases.filter((one) => !known.has(one.id) && isLate(one)).sort(byUrgency);
  return [...late.map((one) => ({ ...itemOf(one, section, policy), late: true })), ...read];
}

/** That every alert was answered, and all that was decided done, is as it should be and takes no line of the card. */
const SILENT_WHEN_EMPTY: readonly SectionId[] = ['unanswered', 'carried-forward'];

function itemOf(one: AgendaCase, section: SectionId, policy: PolicyPack): AgendaItem {
  const { reference, assessment, closedAt, unansweredSince } = one;
  const { next, day, decisions, asOf } = assessment;
  return {
    reference,
    ...{ late: false, changed: false },
    open: closedAt === null,
    stage: closedAt === null ? stageOf(assessment) : 'Closed',
    day,
    weeksOut: assessment.offRoll?.out?.weeks ?? null,
    highRisk: assessment.inDanger,
    unansweredSince: closedAt === null && unansweredSince ? londonDate(unansweredSince) : null,
    asked: askedOfPanel(one, section),
    next: next && { asks: next.title, owner: next.owner, due: next.due, overdue: next.state === 'overdue' },
    carried: closedAt === null ? carriedForward(decisions).map((decision) => carriedOf(decision, policy, asOf)) : [],
  };
}

/** Of a decision that the policy does not know any more nobody can say that its title may be told. */
function carriedOf({ decided }: PanelDecision, { panel }: PolicyPack, asOf: LocalDate): CarriedForward {
  const { decision, title, owner, due } = decided;
  const rule = panel.decisions.list.find(({ id }) => id === decision);
  const openTitle = rule && !rule.confidential ? rule.title : null;
  return { title, openTitle, owner, due, overdue: due < asOf };
}
