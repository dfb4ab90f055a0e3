import { addDays, inWords, type LocalDate } from '../../calendar/date';
import type { PolicyPack } from '../../policy/pack';
import type { Assessment } from '../assessment';
import type { FactBody } from '../fact';
import { whyNothingWaits } from '../put-off';
import { unanswered } from '../questions';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

type Standing = Pick<Assessment, 'open' | 'inDanger' | 'nowhere' | 'assigned' | 'hold' | 'questions'>;

/** `to` null takes the case from whoever has it. Who takes it from somebody says why, or where it stands. */
export function decideAssign({ open, assigned }: Standing, to: string | null, note: string): Verdict {
  if (!open) return refuse(CASE_CLOSED);
  if (to === (assigned?.to ?? null))
    return refuse(to ? 'This person has the case already.' : 'The case is with nobody in particular already.');
  if (assigned && note === '')
    return refuse('Say in a sentence where the case stands. It is what the next person reads first.');
  return record({ kind: 'assigned', to, note });
}

export function decideHold(
  standing: Standing,
  until: LocalDate,
  reason: string,
  { hold }: PolicyPack,
  today: LocalDate,
): Verdict {
  if (!standing.open) return refuse(CASE_CLOSED);
  const kept = whyNothingWaits(standing);
  if (kept) return refuse(kept);
  if (reason === '') return refuse('Say why the case is put on hold. The reason stays on the record.');
  if (until <= today) return refuse('Give a day to come: on it the reminders begin again.');
  const last = addDays(today, hold.mostDays);
  if (until > last) return refuse(`A hold ends by ${inWords(last)} at the latest. It can be renewed then.`);
  return record({ kind: 'held', until, reason });
}

export function decideLift({ open, hold }: Standing, reason: string): Verdict {
  if (!open) return refuse(CASE_CLOSED);
  return hold ? record({ kind: 'hold-lifted', reason }) : refuse('This case is not on hold.');
}

/** So many are asked at once, and so many may be open: more is a conversation, and that is had by telephone. */
export const MOST_QUESTIONS = 9;

/** The last day for which an answer may be asked. */
export const lastDayToAnswer = ({ questions }: PolicyPack, today: LocalDate): LocalDate =>
  addDays(today, questions.mostDays);

export function decideAsk(
  { open, questions }: Standing,
  texts: readonly string[],
  due: LocalDate,
  policy: PolicyPack,
  today: LocalDate,
): Verdict {
  if (!open) return refuse(CASE_CLOSED);
  if (texts.length === 0) return refuse('Write what you want to know.');
  if (due < today) return refuse('Give a day from today on.');
  const last = lastDayToAnswer(policy, today);
  if (due > last) return refuse(`Ask for an answer by ${inWords(last)} at the latest.`);
  if (unanswered(questions).length + texts.length > MOST_QUESTIONS)
    return refuse('The school has that many questions to answer already. Ring it, or wait for its answers.');
  return record(...texts.map((text): FactBody => ({ kind: 'question-asked', question: { text, due } })));
}

export function decideReply({ open, questions }: Standing, question: string, text: string): Verdict {
  if (!open) return refuse(CASE_CLOSED);
  if (!questions.some(({ id }) => id === question)) return refuse('That question is not on this case.');
  return text === ''
    ? refuse('Write what you know. If you do not know, say so: that helps too.')
    : record({ kind: 'question-answered', question, text });
}
