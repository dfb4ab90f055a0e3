import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import { nthSchoolDay } from '../../../domain/calendar/school-days';
import { addDays, earlierOf, inWords, type LocalDate } from '../../../domain/calendar/date';
import { lastDayToAnswer } from '../../../domain/case/decide/officer';
import { unanswered } from '../../../domain/case/questions';
import { answered, answeredBefore } from '../../answered';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import { notice, type Notice } from '../../views/notice';
import { statementCard } from '../../views/statement';
import { opensCase } from '../../views/buttons';
import { short } from '../../views/words';
import type { AlertRule } from '../../../domain/policy/pack';
import { whoIsTold } from '../../views/who-is-told';
import { saying, type PageDeps } from '../deps';
import { date, lines } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredDate, requiredText, typedText } from '../typed';

const saveDraft = async () => {};

const askInput = z.object({
  question1: requiredText(300, 'Write what you want to know.'),
  question2: typedText(300),
  question3: typedText(300),
  due: requiredDate('Give the day by which you ask for an answer.'),
});

const isQuestion = ({ kind }: AlertRule['trigger']) => kind === 'question-asked';

/** Asks the school for more. The answer comes back on the case, and an alert says so. */
export const askSchool = (deps: PageDeps): Page<z.infer<typeof askInput>> => ({
  id: 'ask-school',
  needs: 'ask-school',
  input: askInput,
  saveDraft,
  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return formView({
      title: 'Ask the school',
      step: view.case.reference,
      heading: 'What do you want to know?',
      intro: [`It goes at once to ${whoIsTold(view, isQuestion)}, in their own chat, and is answered there.`],
      notices: stillOpen(view),
      fields: [
        lines('question1', 'Your question', { limit: 300 }),
        lines('question2', 'Another question', { optional: true, limit: 300 }),
        lines('question3', 'Another question', { optional: true, limit: 300 }),
        date('due', 'Answer asked for by'),
      ],
      values: shownAgain?.typed ?? { due: dueFor(view, turn.today) },
      errors: shownAgain?.errors,
      buttons: [submits('Ask the school', 'ask-school', args, 'next', 'positive')],
    });
  },
  submit: (turn, args, { question1, question2, question3, due }) =>
    saying(async () => {
      const texts = [question1, question2, question3].filter((text) => text !== '');
      const view = await deps.casework.officer.ask(turn.person, args.case ?? '', texts, due);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

/** So many school days from now as the policy gives; where the calendar does not reach, so many days. */
function dueFor({ calendar, policy }: CaseView, today: LocalDate): LocalDate {
  const { answerWithinSchoolDays: days } = policy.questions;
  const on = nthSchoolDay(calendar, addDays(today, 1), days);
  return earlierOf(on.known ? on.date : addDays(today, days), lastDayToAnswer(policy, today));
}

const stillOpen = ({ assessment: { questions } }: CaseView): Notice[] => {
  const open = unanswered(questions);
  return open.length === 0
    ? []
    : [
        notice(
          'accent',
          'Not answered yet',
          ...open.map(({ text, due }) => `${short(text, 150)} (by ${inWords(due)})`),
        ),
      ];
};

const answerInput = z.object({
  answer: requiredText(700, 'Write what you know. If you do not know, say so: that helps too.'),
});

/** The school answers one question after the other. */
export const answerQuestion = (deps: PageDeps): Page<z.infer<typeof answerInput>> => ({
  id: 'answer-question',
  needs: 'answer-school',
  input: answerInput,
  saveDraft,
  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const open = unanswered(view.assessment.questions);
    const asked = open.find(({ id }) => id === args.question) ?? open[0];
    if (!asked) return { ...nothingLeft(view), title: 'Answer the authority' };
    return formView({
      title: 'Answer the authority',
      step: `${view.case.reference} · ${open.length === 1 ? 'one question' : `${open.length} questions`}`,
      heading: short(asked.text, 300),
      intro: [
        `The authority asks for an answer by ${inWords(asked.due)}.`,
        plain(view.policy.questions.why),
        plain(view.policy.questions.citation),
      ],
      fields: [lines('answer', 'Your answer', { limit: 700, hint: 'If you do not know, say so: that helps too.' })],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Send the answer', 'answer-question', { ...args, question: asked.id }, 'next', 'positive')],
    });
  },
  submit: (turn, args, { answer }) =>
    saying(async () => {
      const { question: id = '', ...rest } = args;
      const view = await deps.casework.officer.reply(turn.person, args.case ?? '', id, answer);
      if (unanswered(view.assessment.questions).length > 0)
        return { kind: 'page', page: 'answer-question', args: rest };
      return { kind: 'done', card: await answered(view, turn, args.delivery, deps) };
    }),
  async follows(turn, { question: _question, ...rest }) {
    const { assessment } = await deps.casework.see(turn.person, rest.case ?? '');
    const isMore = assessment.open && unanswered(assessment.questions).length > 0;
    return isMore ? { kind: 'page', page: 'answer-question', args: rest } : answeredBefore(turn, rest, deps);
  },
});

/** A colleague was quicker. */
const nothingLeft = ({ case: { reference } }: CaseView) =>
  statementCard({
    title: 'Everything has been answered',
    lines: ['The authority has asked nothing else about this child. What was answered stands on the case.'],
    buttons: [opensCase('Open the case', reference)],
    summary: `Case ${reference}: nothing is left to answer`,
  });
