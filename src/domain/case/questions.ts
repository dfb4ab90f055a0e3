import type { LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { PolicyPack } from '../policy/pack';
import type { Obligation } from './assessment';
import type { Fact } from './fact';

/** What the authority has asked the school, with the answer once there is one. */
export interface QuestionState {
  /** Id of the fact by which it was asked. */
  readonly id: string;
  readonly text: string;
  readonly due: LocalDate;
  readonly asked: Extract<Fact, { kind: 'question-asked' }>;
  /** The last answer stands. */
  readonly answer: Extract<Fact, { kind: 'question-answered' }> | null;
}

export const questionsOf = (facts: readonly Fact[]): QuestionState[] =>
  facts.flatMap((fact) => {
    if (fact.kind !== 'question-asked') return [];
    const answer = facts.findLast((later) => later.kind === 'question-answered' && later.question === fact.id);
    return [
      { id: fact.id, ...fact.question, asked: fact, answer: answer?.kind === 'question-answered' ? answer : null },
    ];
  });

export const unanswered = (questions: readonly QuestionState[]): QuestionState[] =>
  questions.filter(({ answer }) => answer === null);

/** Questions that were put together, in one breath: they are told in one alert. */
export const askedTogether = (question: QuestionState, questions: readonly QuestionState[]): QuestionState[] =>
  questions.filter(
    ({ asked }) => asked.recordedAt === question.asked.recordedAt && asked.recordedBy === question.asked.recordedBy,
  );

/** One obligation for all that is open, due when the first of them is. */
export function answersOwed(
  questions: readonly QuestionState[],
  { questions: rules }: PolicyPack,
  asOf: LocalDate,
): Obligation[] {
  const open = unanswered(questions).sort((a, b) => a.due.localeCompare(b.due));
  return open.slice(0, 1).map(({ due, asked }) => ({
    id: 'question',
    title: open.length === 1 ? 'Answer the authority’s question' : `Answer the authority’s ${open.length} questions`,
    owner: rules.owner,
    due: { known: true, date: due },
    state: asOf > due ? 'overdue' : londonDate(asked.recordedAt) <= asOf ? 'due' : 'later',
    why: rules.why,
    citation: rules.citation,
  }));
}
