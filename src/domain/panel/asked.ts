import type { Assessment } from '../case/assessment';
import { carriedForward } from '../case/panel-decisions';
import { isToBeClosed, type AgendaCase } from './agenda-case';
import type { SectionId } from './frozen';

/** What a panel is asked about a case, by the section in which it stands and by how the case stands now. */
export type AskedOfPanel =
  | 'take-up'
  | 'place'
  | 'at-once'
  | 'what-next'
  | 'further-checks'
  | 'who-answers'
  | 'hear-answer'
  | 'hear-done'
  | 'note-done'
  | 'note-safer'
  | 'note-found'
  | 'may-close'
  | 'ratify'
  | 'note-closed';

/**
 * A list that was closed stays as it was read, so a case may stand in a section to which it would not come any more: of
 * such a one the panel is told what has become of it, and is asked for nothing that is done.
 */
export function askedOfPanel({ assessment, closedAt, unansweredSince }: AgendaCase, section: SectionId): AskedOfPanel {
  if (closedAt !== null) return section === 'closures' && !assessment.closure?.isRatified ? 'ratify' : 'note-closed';
  switch (section) {
    case 'closures':
      return isToBeClosed(assessment) ? 'may-close' : placeOr('what-next', assessment);
    case 'unanswered':
      return unansweredSince == null ? 'hear-answer' : 'who-answers';
    case 'carried-forward':
      return carriedForward(assessment.decisions).length > 0 ? 'hear-done' : 'note-done';
    case 'new':
      return placeOr('take-up', assessment);
    case 'overdue':
      return isOverdue(assessment) ? placeOr('what-next', assessment) : 'note-done';
    case 'high-risk':
      return assessment.inDanger ? 'at-once' : 'note-safer';
    case 'past-the-floor':
    case 'long-stayers':
      return placeOr(assessment.found ? 'note-found' : 'further-checks', assessment);
  }
}

const isOverdue = ({ obligations }: Assessment): boolean => obligations.some(({ state }) => state === 'overdue');

/** Of a child on no roll who was found, or waits for a place or an appeal, it is left to decide where it is to be taught. */
const placeOr = (asked: AskedOfPanel, { onRoll, found, offRoll, nowhere, provided }: Assessment): AskedOfPanel => {
  const isKnown = found !== null || offRoll?.waitingFor === 'place' || offRoll?.waitingFor === 'appeal';
  return !onRoll && !provided && !nowhere && isKnown ? 'place' : asked;
};
