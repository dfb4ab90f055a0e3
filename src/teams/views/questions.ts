import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import { inWords } from '../../domain/calendar/date';
import { askedTogether, unanswered } from '../../domain/case/questions';
import type { AlertRule } from '../../domain/policy/pack';
import type { Delivery } from '../../notices/outbox';
import type { Person } from '../../people/directory';
import { opens, type Button } from './buttons';
import { short } from './words';

/** Whether the alert asks for an answer of the school. */
export const isAboutQuestions = ({ trigger }: AlertRule): boolean =>
  trigger.kind === 'question-asked' || (trigger.kind === 'overdue' && trigger.item === 'question');

/** What is still to be answered: of one asking where the alert is about that, otherwise all of it. */
export function questionsAsked({ assessment: { questions } }: CaseView, { occurrence }: Delivery): string[] {
  const first = questions.find(({ id }) => id === occurrence);
  const asked = unanswered(first ? askedTogether(first, questions) : questions);
  return asked.map(({ text, due }) => `${short(text, 300)} (by ${inWords(due)})`);
}

/** Opens the page of the answer, from the alert itself. */
export const answers = (
  rule: AlertRule | undefined,
  view: CaseView,
  delivery: Delivery,
  recipient: Person | null,
): Button[] =>
  rule &&
  isAboutQuestions(rule) &&
  recipient !== null &&
  may(recipient, 'answer-school', view.case) &&
  view.assessment.open &&
  unanswered(view.assessment.questions).length > 0
    ? [opens('Answer', 'answer-question', { case: view.case.reference, delivery: delivery.id }, 'positive')]
    : [];
