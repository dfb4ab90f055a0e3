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
export function byUrgency(a: AgendaCase, b: AgendaCase): number {
  const overdue = ({ assessment: { next } }: AgendaCase) => Number(next?.state === 'overdue');
  return (
    Number(b.assessment.inDanger) - Number(a.assessment.inDanger) ||
    overdue(b) - overdue(a) ||
    (b.assessment.day ?? 0) - (a.assessment.day ?? 0) ||
    a.reference.localeCompare(b.reference)
  );
}
