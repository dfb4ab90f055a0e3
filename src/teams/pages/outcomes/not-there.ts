import { z } from 'zod';
import { readFacts } from '../../../domain/case/reading';
import { shownCase } from '../../shown-case';
import { locationSection } from '../../views/whereabouts';
import { saying, type PageDeps } from '../deps';
import { lines } from '../fields';
import { alertOfLeaving } from '../../views/nowhere';
import { andTold } from '../../views/who-is-told';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredText } from '../typed';

const input = z.object({ why: requiredText(500, 'Say in a sentence how you know.') });

/** The child is not where they were said to be: the search goes on, and what was said stays on the record. */
export const notThere = (deps: PageDeps): Page<{ why: string }> => ({
  id: 'not-there',
  needs: 'record-location',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { located } = readFacts(view.case.facts);
    return formView({
      title: 'The child is not there after all',
      step: view.case.reference,
      heading: 'How do you know?',
      intro: [`The search goes on from here${andTold(view, alertOfLeaving(view))}.`],
      sections: located ? [locationSection(located.located, view.policy)] : [],
      fields: [lines('why', 'What happened', { limit: 500 })],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Go on with the search', 'not-there', args, 'next', 'positive')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, { why }) =>
    saying(async () => {
      const view = await deps.casework.outcomes.withdrawLocation(turn.person, args.case ?? '', why);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});
