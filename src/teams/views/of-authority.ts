import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import { inWords } from '../../domain/calendar/date';
import { unanswered } from '../../domain/case/questions';
import type { Person } from '../../people/directory';
import { progressOf } from './enquiries';
import { notice, type Notice } from './notice';
import { count, short } from './words';

/** Beside the child's name: who in the authority has the case in mind, so that the school knows whom to ring. */
export const whoHasIt = ({ assignee }: CaseView): string[] =>
  assignee && !assignee.hasLeft ? [`with ${short(assignee.person.name, 60)}`] : [];

/** How the authority's own work stands. A school reads here what it would otherwise have to ring for. */
export function noticesOfAuthority(view: CaseView, person: Person): Notice[] {
  if (!view.assessment.open) return [];
  return [...checks(view), ...left(view), ...onHold(view, person), ...questions(view, person)];
}

function checks(view: CaseView): Notice[] {
  const { notifiedOn, acknowledgedOn, list } = view.assessment.enquiries;
  const progress = progressOf(view);
  const acknowledged = acknowledgedOn ? `The notification was acknowledged on ${inWords(acknowledgedOn)}.` : '';
  if (progress) return [notice('emphasis', 'The authority’s checks', ...[progress, acknowledged].filter(Boolean))];
  // Of a child on no roll the authority was not notified by a school: it took the referral in itself.
  if (!notifiedOn || view.case.school === null) return [];
  const toBegin = list.some(({ state }) => state === 'not-asked');
  return [
    acknowledged
      ? notice('emphasis', acknowledged, ...(toBegin ? ['The authority’s checks begin next.'] : []))
      : notice('emphasis', `Notified on ${inWords(notifiedOn)}. The authority has not acknowledged it yet.`),
  ];
}

const left = ({ assignee }: CaseView): Notice[] =>
  assignee?.hasLeft
    ? [
        notice(
          'warning',
          `${short(assignee.person.name, 60)} had this case and works on it no more.`,
          'It is with the tracking officer until it is given to somebody else.',
        ),
      ]
    : [];

function onHold({ assessment: { hold }, case: theCase }: CaseView, person: Person): Notice[] {
  if (!hold) return [];
  const why = may(person, 'hold', theCase) ? [short(hold.reason, 200)] : [];
  return [
    notice(
      'emphasis',
      `The authority’s own work is on hold until ${inWords(hold.until)}.`,
      ...why,
      'Safeguarding and all milestones go on.',
    ),
  ];
}

function questions({ assessment, case: theCase }: CaseView, person: Person): Notice[] {
  const open = unanswered(assessment.questions);
  if (open.length === 0) return [];
  const isAsked = may(person, 'answer-school', theCase);
  return [
    notice(
      isAsked ? 'accent' : 'emphasis',
      isAsked ? 'The authority has a question.' : `The school has ${count(open.length, 'question')} to answer.`,
      ...open.map(({ text, due }) => `${short(text, 150)} (by ${inWords(due)})`),
    ),
  ];
}
