import { z } from 'zod';
import type { DeathTold } from '../../../domain/case/facts/death-facts';
import { shownCase } from '../../shown-case';
import { andTold } from '../../views/who-is-told';
import { saying, type PageDeps } from '../deps';
import { date, lines, text } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredText, typedDate } from '../typed';

const input = z.object({
  by: requiredText(100, 'Say who told it.'),
  known: requiredText(300, 'Say in a few words how it is known.'),
  on: typedDate,
});

/** Somebody has told that the child has died: from then on nobody is asked to look for it. */
export const death = (deps: PageDeps): Page<DeathTold> => ({
  id: 'death',
  needs: 'tell-death',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return formView({
      title: 'The child has died',
      step: view.case.reference,
      heading: 'We are sorry to hear this',
      intro: [
        `The reminders of the search stop at once${andTold(view, ({ kind }) => kind === 'death-told')}. Write only what you were told. Nothing more is asked for now.`,
      ],
      fields: [
        text('by', 'Who told it', { limit: 100, hint: 'A name, a post or an agency.' }),
        lines('known', 'How it is known', { limit: 300 }),
        date('on', 'Day on which it was told', { optional: true }),
      ],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'death', args, 'next', 'positive')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, told) =>
    saying(async () => {
      const view = await deps.casework.death.tell(turn.person, args.case ?? '', told);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

const whyInput = z.object({ why: requiredText(300, 'Say in a sentence how you know.') });

/** It was said in error: the case goes on from where it would stand. */
export const notDied = (deps: PageDeps): Page<z.infer<typeof whyInput>> => ({
  id: 'not-died',
  needs: 'tell-death',
  input: whyInput,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return formView({
      title: 'The child has not died',
      step: view.case.reference,
      heading: 'How do you know?',
      intro: [
        `It was said in error. The days count as if it had not been said, and what is due is asked again${andTold(view, ({ kind }) => kind === 'death-withdrawn')}.`,
      ],
      fields: [lines('why', 'How it came to be said, and how you know that it is not so', { limit: 300 })],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Go on with the case', 'not-died', args, 'next', 'positive')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, { why }) =>
    saying(async () => {
      const view = await deps.casework.death.withdraw(turn.person, args.case ?? '', why);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});
