import { z } from 'zod';
import { may } from '../../../domain/access/table';
import { plain } from '../../rendering/escape-markdown';
import { saying, type PageDeps } from '../deps';
import { date, lines, radios, text } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredDate, requiredText, typedText } from '../typed';
import { backToList, enquiryOf, stepOf } from './shared';

const TITLE = 'The authority’s checks';
/** Two or three answers, given in one go. */
const saveDraft = async () => {};

const reminder = z.object({ on: requiredDate('Give the day of the reminder.'), note: typedText(300) });

/** The agency was asked once more. */
export const enquiryChase = (deps: PageDeps): Page<z.infer<typeof reminder>> => ({
  id: 'enquiry-chase',
  input: reminder,
  saveDraft,
  async show(turn, args, shownAgain) {
    const { view, state, here } = await enquiryOf(turn, args, deps);
    return formView({
      title: TITLE,
      step: stepOf(view, state),
      heading: 'The agency was reminded',
      fields: [date('on', 'On which day'), lines('note', 'What was said', { optional: true, limit: 300 })],
      values: shownAgain?.typed ?? { on: turn.today },
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'enquiry-chase', here, 'next', 'positive')],
    });
  },
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
  id: 'enquiry-answer',
  input: answer,
  saveDraft,
  async show(turn, args, shownAgain) {
    const { view, state, here } = await enquiryOf(turn, args, deps);
    const outcomes = view.policy.enquiries.outcomes.map(({ id, label }) => ({ title: label, value: id }));
    return formView({
      title: TITLE,
      step: stepOf(view, state),
      heading: 'What did they say?',
      intro: [plain(state.enquiry.asks)],
      fields: [
        radios('outcome', 'What came of it', outcomes),
        date('on', 'On which day'),
        text('by', 'Who answered', { limit: 100, hint: 'A post or a team' }),
        lines('note', 'What they said', { optional: true, limit: 500 }),
      ],
      values: shownAgain?.typed ?? { on: turn.today },
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'enquiry-answer', here, 'next', 'positive')],
    });
  },
  submit: (turn, args, given) =>
    saying(async () => {
      const { case: reference = '', enquiry = '' } = args;
      const view = await deps.casework.enquiries.answer(turn.person, reference, enquiry, given);
      const found = view.policy.enquiries.outcomes.some(({ id, found: is }) => id === given.outcome && is);
      return found && may(turn.person, 'record-location', view.case)
        ? { kind: 'page', page: 'found', args: { case: view.case.reference } }
        : backToList(view, turn);
    }),
});

const notNeeded = z.object({
  reason: requiredText(300, 'Say why this check is not needed. The reason stays on the record.'),
});

export const enquiryNotNeeded = (deps: PageDeps): Page<z.infer<typeof notNeeded>> => ({
  id: 'enquiry-not-needed',
  input: notNeeded,
  saveDraft,
  async show(turn, args, shownAgain) {
    const { view, state, here } = await enquiryOf(turn, args, deps);
    return formView({
      title: TITLE,
      step: stepOf(view, state),
      heading: 'Why is this check not needed here?',
      intro: ['It can be asked later all the same.'],
      fields: [lines('reason', 'Why not', { limit: 300 })],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'enquiry-not-needed', here, 'next', 'positive')],
    });
  },
  submit: (turn, args, { reason }) =>
    saying(async () => {
      const { case: reference = '', enquiry = '' } = args;
      return backToList(await deps.casework.enquiries.notNeeded(turn.person, reference, enquiry, reason), turn);
    }),
});
