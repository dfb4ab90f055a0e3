import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import { earlierOf, inWords, type LocalDate } from '../../domain/calendar/date';
import { askedTogether, unanswered, type QuestionState } from '../../domain/case/questions';
import type { AlertRule } from '../../domain/policy/pack';
import type { Delivery } from '../../notices/outbox';
import type { Person } from '../../people/directory';
import { opens, type Button } from './buttons';
import { short } from './words';

/** Whether the alert asks for an answer of the school. */
export const isAboutQuestions = ({ trigger }: AlertRule): boolean =>
  trigger.kind === 'question-asked' || (trigger.kind === 'overdue' && trigger.item === 'question');

/** What is still to be answered: of one asking where the alert is about that, otherwise all of it. */
function askedStill({ assessment: { questions } }: CaseView, { occurrence }: Delivery): QuestionState[] {
  const first = questions.find(({ id }) => id === occurrence);
  return unanswered(first ? askedTogether(first, questions) : questions);
}

export const questionsAsked = (view: CaseView, delivery: Delivery): string[] =>
  askedStill(view, delivery).map(({ text, due }) => `${short(text, 300)} (by ${inWords(due)})`);

/** The day by which the first answer is due; null where nothing is left to answer. */
export const answerDueIn = (view: CaseView, delivery: Delivery): LocalDate | null =>
  askedStill(view, delivery)
    .map(({ due }) => due)
    .reduce<LocalDate | null>((first, due) => (first === null ? due : earlierOf(first, due)), null);

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
