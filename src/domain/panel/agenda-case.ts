import type { Instant } from '../calendar/date';
import type { Assessment } from '../case/assessment';
import { isOurs } from '../case/dfe';
import { carriedForward } from '../case/panel-decisions';
import type { PolicyPack } from '../policy/pack';
import type { Meeting } from './cycle';
import type { FrozenItem, SectionId } from './frozen';

export interface AgendaCase {
  readonly id: string;
  /** How many facts it has. */
  readonly version: number;
  readonly reference: string;
  /** When it was opened, or opened again. */
  readonly openedAt: Instant;
  readonly assessment: Assessment;
  /** Null while the case is open. */
  readonly closedAt: Instant | null;
  /** When an alert of the case was first passed on that nobody has answered yet; left out where there is none. */
  readonly unansweredSince?: Instant | null;
}

/** Where what came after the cut-off is added. */
export const LATE_IN: SectionId = 'high-risk';

/** Whether a case is added to an agenda that is closed. */
export const isUrgent = ({ assessment, closedAt }: AgendaCase, policy: PolicyPack): boolean =>
  isOurs(assessment.way, policy) && closedAt === null && !assessment.died && assessment.inDanger;

/** What is written down of a list when it is closed. */
export const frozenItems = (cases: readonly AgendaCase[], policy: PolicyPack, previous: Meeting): FrozenItem[] =>
  cases
    .filter(({ assessment }) => isOurs(assessment.way, policy))
    .sort(byUrgency)
    .flatMap((one) => {
      const ids = policy.panel.sections.map(({ id }) => id);
      const sections = ids.filter((id) => belongs(one, id, policy, previous));
      return sections.length > 0 ? [{ caseId: one.id, version: one.version, sections }] : [];
    });

/** Whether a case stands in any section of an agenda. `previous`: the meeting before the one that it is for. */
export const standsOnAgenda = (one: AgendaCase, policy: PolicyPack, previous: Meeting): boolean =>
  isOurs(one.assessment.way, policy) && policy.panel.sections.some(({ id }) => belongs(one, id, policy, previous));

export function belongs(one: AgendaCase, section: SectionId, policy: PolicyPack, previous: Meeting): boolean {
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
    case 'past-the-floor':
      return isPastTheFloor(assessment, policy);
    // The safeguarding clock does not stop for a sighting: what counts is how long nobody has known where the child is.
    case 'long-stayers':
      return !assessment.found && (assessment.counts.safeguarding?.schoolDays ?? 0) >= policy.panel.longStayDays;
  }
}

/**
 * On a roll: for the number of days below which no ground for removal can be met. On none, and not provided for: for as
 * many school days or so many weeks, and also where nobody knows since when, so that none is forgotten for not being known.
 */
function isPastTheFloor(assessment: Assessment, { clocks, panel }: PolicyPack): boolean {
  const { onRoll, offRoll, provided, counts } = assessment;
  if (provided) return false;
  if (daysOut(assessment) >= clocks.groundI.days) return true;
  return !onRoll && (offRoll?.out === null || (counts.safeguarding?.calendarDays ?? 0) >= panel.weeksOut * 7);
}

/** School days. On no roll no day of an absence is counted. */
const daysOut = ({ onRoll, day, counts }: Assessment): number => (onRoll ? day : counts.safeguarding?.schoolDays) ?? 0;

/** As the register has it: a child on a roll is to be found, and one on none to be provided for. No day counts on none. */
export const isToBeClosed = ({ found, died, onRoll, provided, reportComplete, day }: Assessment): boolean =>
  !died && (onRoll ? found !== null || (reportComplete && day === null) : provided);

/** High risk first, then what is overdue, then who has been away longest. */
export function byUrgency(a: AgendaCase, b: AgendaCase): number {
  const overdue = ({ assessment: { next } }: AgendaCase) => Number(next?.state === 'overdue');
  return (
    Number(b.assessment.inDanger) - Number(a.assessment.inDanger) ||
    overdue(b) - overdue(a) ||
    daysOut(b.assessment) - daysOut(a.assessment) ||
    a.reference.localeCompare(b.reference)
  );
}
