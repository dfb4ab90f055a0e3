import { z } from 'zod';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import { dfeSection } from '../../views/returns';
import { saying, type PageDeps } from '../deps';
import { choice } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredText } from '../typed';

const input = z.object({ reason: requiredText(60, 'Choose a reason.') });

/** Under which reason the DfE's termly return counts the child. */
export const dfeReason = (deps: PageDeps): Page<{ reason: string }> => ({
  id: 'dfe-reason',
  needs: 'set-dfe-reason',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return formView({
      title: 'Reason for the DfE',
      step: view.case.reference,
      heading: 'What is the main reason?',
      intro: ['One reason for each child, for the numbers that the authority sends to the DfE each term.'],
      sections: [dfeSection(view)],
      fields: [
        choice(
          'reason',
          'Main reason',
          view.policy.dfe.reasons.map(({ id, label }) => ({ title: plain(label), value: id })),
        ),
      ],
      values: shownAgain?.typed ?? { reason: view.assessment.dfe.reason?.id ?? '' },
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'dfe-reason', args, 'next', 'positive')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, { reason }) =>
    saying(async () => {
      const view = await deps.casework.returns.dfeReason(turn.person, args.case ?? '', reason);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});
