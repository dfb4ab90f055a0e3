import { z } from 'zod';
import { may } from '../../../domain/access/table';
import type { CaseView } from '../../../casework/casework';
import type { EnquiryState } from '../../../domain/case/enquiries';
import { plain } from '../../rendering/escape-markdown';
import type { PageArgs, Turn } from '../../turn';
import { saying, type PageDeps } from '../deps';
import { date, lines, radios, text, type Field } from '../fields';
import { formView, submits } from '../form';
import { isFoundSince } from '../check-leads-on';
import type { FieldErrors, Page, PageResult, Typed } from '../page';
import { requiredDate, requiredText, typedText } from '../typed';
import { backToList, enquiryOf, stepOf } from './shared';

interface Short {
  readonly heading: string;
  readonly intro?: readonly string[];
  readonly fields: readonly Field[];
  /** What the page begins with. */
  readonly values?: Typed;
}

/** A page about one check: two or three answers, given in one go, so that there is nothing to keep half-done. */
const shortPage = (deps: PageDeps, id: string, asks: (view: CaseView, state: EnquiryState, turn: Turn) => Short) => ({
  id,
  needs: 'record-enquiry' as const,
  saveDraft: async () => {},
  async show(turn: Turn, args: PageArgs, shownAgain?: { typed: Typed; errors: FieldErrors }) {
    const { view, state, here } = await enquiryOf(turn, args, deps);
    const { values = {}, ...form } = asks(view, state, turn);
    return formView({
      title: 'The authority’s checks',
      step: stepOf(view, state),
      ...form,
      values: shownAgain?.typed ?? values,
      errors: shownAgain?.errors,
      buttons: [submits('Save', id, here, 'next', 'positive')],
    });
  },
});

const reminder = z.object({ on: requiredDate('Give the day of the reminder.'), note: typedText(300) });

/** The agency was asked once more. */
export const enquiryChase = (deps: PageDeps): Page<z.infer<typeof reminder>> => ({
  ...shortPage(deps, 'enquiry-chase', (_view, _state, { today }) => ({
    heading: 'The agency was reminded',
    fields: [date('on', 'On which day'), lines('note', 'What was said', { optional: true, limit: 300 })],
    values: { on: today },
  })),
  input: reminder,
  submit: (turn, args, { on, note }) =>
    saying(async () => {
      const { case: reference = '', enquiry = '' } = args;
      return backToList(await deps.casework.enquiries.chase(turn.person, reference, enquiry, on, note), turn);
    }),
});

const answer = z.object({
  outcome: requiredText(60, 'Choose what came of it.'),
  on: requiredDate('Give the day of the answer.'),
  by: requiredText(100, 'Say who answered: a post or a team will do.'),
  note: typedText(500),
});

/** What the agency said. An answer that finds the child leads on to where the child is. */
export const enquiryAnswer = (deps: PageDeps): Page<z.infer<typeof answer>> => ({
  ...shortPage(deps, 'enquiry-answer', ({ policy }, { enquiry }, { today }) => ({
    heading: 'What did they say?',
    intro: [plain(enquiry.asks)],
    fields: [
      radios(
        'outcome',
        'What came of it',
        policy.enquiries.outcomes.map(({ id, label }) => ({ title: label, value: id })),
      ),
      date('on', 'On which day'),
      text('by', 'Who answered', { limit: 100, hint: 'A post or a team' }),
      lines('note', 'What they said', { optional: true, limit: 500 }),
    ],
    values: { on: today },
  })),
  input: answer,
  submit: (turn, args, given) =>
    saying(async () => {
      const { case: reference = '', enquiry = '' } = args;
      const view = await deps.casework.enquiries.answer(turn.person, reference, enquiry, given);
      return leadsToFound(view, given.outcome, turn) ?? backToList(view, turn);
    }),

  async follows(turn, args, given) {
    const { view, state } = await enquiryOf(turn, args, deps);
    const last = state.facts.findLast(({ kind }) => kind === 'enquiry-answered');
    const isTold = !last || isFoundSince(view.case.facts, last);
    return view.assessment.open && !isTold ? leadsToFound(view, given.outcome, turn) : null;
  },
});

function leadsToFound({ case: theCase, policy }: CaseView, outcome: string, { person }: Turn): PageResult | null {
  const isFound = policy.enquiries.outcomes.some(({ id, found }) => id === outcome && found);
  if (!isFound || !may(person, 'record-location', theCase)) return null;
  return { kind: 'page', page: 'found', args: { case: theCase.reference } };
}

const notNeeded = z.object({
  reason: requiredText(300, 'Say why this check is not needed. The reason stays on the record.'),
});

export const enquiryNotNeeded = (deps: PageDeps): Page<z.infer<typeof notNeeded>> => ({
  ...shortPage(deps, 'enquiry-not-needed', () => ({
    heading: 'Why is this check not needed here?',
    intro: ['It can be asked later all the same.'],
    fields: [lines('reason', 'Why not', { limit: 300 })],
  })),
  input: notNeeded,
  submit: (turn, args, { reason }) =>
    saying(async () => {
      const { case: reference = '', enquiry = '' } = args;
      return backToList(await deps.casework.enquiries.notNeeded(turn.person, reference, enquiry, reason), turn);
    }),
});
