import type { Role } from '../access/roles';
import type { Instant, LocalDate } from '../calendar/date';
import { londonDate, type LocalTime } from '../calendar/london';
import type { Reach } from '../calendar/school-calendar';
import type { Assessment } from '../case/assessment';
import { isOurs } from '../case/dfe';
import { carriedForward, type PanelDecision } from '../case/panel-decisions';
import type { PolicyPack } from '../policy/pack';
import { takesPlace, type Meeting, type MeetingState } from './cycle';
import { stageOf, stagesInOrder } from './stage';

/**
 * What a panel looks at. It may stand in a channel, so there is no field here for a name, a date of birth, a UPN, an
 * address or a school, and nothing that people typed.
 */
export interface Agenda {
  /** What the panel is called here. */
  readonly panel: string;
  readonly meeting: LocalDate;
  readonly time: LocalTime | null;
  /** The day that the cycle gives the meeting, and what has become of it. */
  readonly planned: LocalDate;
  readonly state: MeetingState;
  /** The meeting after it that takes place, where it does not take place itself. */
  readonly instead: LocalDate | null;
  readonly cutOff: LocalDate;
  readonly asOf: LocalDate;
  readonly openCases: number;
  /** Cases that are left out, because the rules under which they stand are not there any more. */
  readonly unread: number;
  readonly sections: readonly AgendaSection[];
  /** Open cases by stage, in the order of the stages; stages without a case are left out. */
  readonly byStage: readonly StageCount[];
}

export type SectionId = PolicyPack['panel']['sections'][number]['id'];

/** A case may stand in several sections: new and of high risk, say. */
export interface AgendaSection {
  readonly id: SectionId;
  readonly title: string;
  readonly items: readonly AgendaItem[];
}

export interface AgendaItem {
  readonly reference: string;
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

export interface StageCount {
  readonly stage: string;
  readonly cases: number;
}

export interface AgendaCase {
  readonly reference: string;
  readonly openedAt: Instant;
  readonly assessment: Assessment;
  /** Null while the case is open. */
  readonly closedAt: Instant | null;
  /** When an alert of the case was first passed on that nobody has answered yet; left out where there is none. */
  readonly unansweredSince?: Instant | null;
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
}

export function agenda({ cases: given, meeting, previous, next, policy, asOf, unread = 0 }: AgendaOf): Agenda {
  const cases = given.filter(({ assessment }) => isOurs(assessment.way, policy));
  const open = cases.filter(({ closedAt }) => closedAt === null);
  const all = policy.panel.sections.map(({ id, title }) => ({
    id,
    title,
    items: cases
      .filter((one) => belongs(one, id, policy, previous))
      .sort(byUrgency)
      .map((one) => itemOf(one, policy)),
  }));
  const sections = all.filter(({ id, items }) => !SILENT_WHEN_EMPTY.includes(id) || items.length > 0);
  return {
    panel: policy.panel.title,
    meeting: meeting.on,
    ...{ time: meeting.time, planned: meeting.planned, state: meeting.state },
    instead: takesPlace(meeting) ? null : next.on,
    cutOff: meeting.cutOff,
    asOf,
    openCases: open.length,
    unread,
    sections,
    byStage: countByStage(open, policy),
  };
}

/** That every alert was answered, and all that was decided done, is as it should be and takes no line of the card. */
const SILENT_WHEN_EMPTY: readonly SectionId[] = ['unanswered', 'carried-forward'];

/** Whether a case stands in any section of an agenda. `previous`: the meeting before the one that it is for. */
export const standsOnAgenda = (one: AgendaCase, policy: PolicyPack, previous: Meeting): boolean =>
  isOurs(one.assessment.way, policy) && policy.panel.sections.some(({ id }) => belongs(one, id, policy, previous));

function belongs(one: AgendaCase, section: SectionId, policy: PolicyPack, previous: Meeting): boolean {
  const { assessment, openedAt, closedAt, unansweredSince } = one;
  if (section === 'closures') return closedAt === null ? isToBeClosed(assessment) : closedAt >= previous.postAt;
  // The school and the officer see to the name of a child who has died; a panel has nothing to look for.
  if (closedAt !== null || assessment.died) return false;
  switch (section) {
    case 'unanswered':
      return unansweredSince != null;
    case 'carried-forward':
      return carriedForward(assessment.decisions).length > 0;
    // Since the agenda before this one was posted, so that no case slips between two agendas.
    case 'new':
      return openedAt >= previous.postAt;
    case 'overdue':
      return assessment.obligations.some(({ state }) => state === 'overdue');
    case 'high-risk':
      return assessment.inDanger;
    // The number of days below which no ground for removal can be met.
    case 'past-the-floor':
      return (assessment.day ?? 0) >= policy.clocks.groundI.days;
    // The safeguarding clock does not stop for a sighting: what counts is how long nobody has known where the child is.
    case 'long-stayers':
      return !assessment.found && (assessment.counts.safeguarding?.schoolDays ?? 0) >= policy.panel.longStayDays;
  }
}

/** Nobody has found a child whose name was deleted because no day of it is counted any more. */
const isToBeClosed = ({ found, died, onRoll, reportComplete, day }: Assessment): boolean =>
  !died && (found !== null || (reportComplete && onRoll && day === null));

/** High risk first, then what is overdue, then who has been away longest. */
function byUrgency(a: AgendaCase, b: AgendaCase): number {
  const overdue = ({ assessment: { next } }: AgendaCase) => Number(next?.state === 'overdue');
  return (
    Number(b.assessment.inDanger) - Number(a.assessment.inDanger) ||
    overdue(b) - overdue(a) ||
    (b.assessment.day ?? 0) - (a.assessment.day ?? 0) ||
    a.reference.localeCompare(b.reference)
  );
}

function itemOf({ reference, assessment, closedAt, unansweredSince }: AgendaCase, policy: PolicyPack): AgendaItem {
  const { next, day, decisions, asOf } = assessment;
  return {
    reference,
    open: closedAt === null,
    stage: closedAt === null ? stageOf(assessment) : 'Closed',
    day,
    weeksOut: assessment.offRoll?.out?.weeks ?? null,
    highRisk: assessment.inDanger,
    unansweredSince: closedAt === null && unansweredSince ? londonDate(unansweredSince) : null,
    next: next && { asks: next.title, owner: next.owner, due: next.due, overdue: next.state === 'overdue' },
    carried: closedAt === null ? carriedForward(decisions).map((one) => carriedOf(one, policy, asOf)) : [],
  };
}

/** Of a decision that the policy does not know any more nobody can say that its title may be told. */
function carriedOf({ decided }: PanelDecision, { panel }: PolicyPack, asOf: LocalDate): CarriedForward {
  const { decision, title, owner, due } = decided;
  const rule = panel.decisions.list.find(({ id }) => id === decision);
  const openTitle = rule && !rule.confidential ? rule.title : null;
  return { title, openTitle, owner, due, overdue: due < asOf };
}

function countByStage(open: readonly AgendaCase[], policy: PolicyPack): StageCount[] {
  const counts = new Map<string, number>(stagesInOrder(policy).map((stage) => [stage, 0]));
  for (const { assessment } of open) {
    const stage = stageOf(assessment);
    counts.set(stage, (counts.get(stage) ?? 0) + 1);
  }
  return [...counts].filter(([, cases]) => cases > 0).map(([stage, cases]) => ({ stage, cases }));
}
