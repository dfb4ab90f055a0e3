import { z } from 'zod';
import type { ClosedReason } from '../../domain/case/fact';
import { shownCase } from '../shown-case';
import { notice } from '../views/notice';
import { CLOSED_BECAUSE } from '../views/timeline';
import { saying, type PageDeps } from './deps';
import { lines, radios, type Field } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { oneOf, requiredText } from './typed';

const REASONS = Object.keys(CLOSED_BECAUSE) as ClosedReason[];

const input = z.object({
  reason: oneOf(REASONS, 'Say why the case is closed.'),
  closeNote: requiredText(500, 'Say in a sentence how it ended.'),
});
type Input = z.infer<typeof input>;

/** Ends the search. It removes nobody from roll: that is another decision, with its own grounds. */
export const close = (deps: PageDeps): Page<Input> => ({
  id: 'close',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return formView({
      title: 'Close the case',
      step: view.case.reference,
      heading: 'How did it end?',
      notices: [
        notice(
          'emphasis',
          'Closing a case removes nobody from roll.',
          'The clocks stop and no more alerts are sent. The record is kept.',
        ),
      ],
      fields: FIELDS,
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Close the case', 'close', args, 'next', 'positive')],
    });
  },

  // Two answers, given at the end of a case: there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, { reason, closeNote }) =>
    saying(async () => {
      const view = await deps.casework.close(turn.person, args.case ?? '', reason, closeNote);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

const FIELDS: readonly Field[] = [
  radios(
    'reason',
    'Reason',
    REASONS.map((reason) => ({ title: CLOSED_BECAUSE[reason], value: reason })),
  ),
  lines('closeNote', 'How it ended', {
    limit: 500,
    hint: 'Where the pupil is, who confirmed it and when. For a duplicate: the other reference.',
  }),
];
