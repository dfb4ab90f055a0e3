import { z } from 'zod';
import { PLACES, type Place } from '../../../domain/case/place';
import { isOffered } from '../../../domain/case/place-offered';
import { plain } from '../../rendering/escape-markdown';
import { notice } from '../../views/notice';
import { saying, type PageDeps } from '../deps';
import { radios } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { oneOf } from '../typed';

const input = z.object({ where: oneOf(PLACES, 'Say where the child is.') });

/** The child has been found. One question: where; the next page asks only what that place needs. */
export const found = (deps: PageDeps): Page<{ where: Place }> => ({
  id: 'found',
  needs: 'record-location',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return formView({
      title: 'The child has been found',
      step: view.case.reference,
      heading: 'Where is the child?',
      notices: [
        notice(
          'emphasis',
          'If the child is not safe there, call first.',
          'Use “Safeguarding contact” on the case to see whom to call.',
        ),
      ],
      fields: [
        radios(
          'where',
          'The child is',
          view.policy.found.places
            .filter((place) => isOffered(place, view.assessment))
            .map(({ id, title }) => ({ title: plain(title), value: id })),
        ),
      ],
      values: shownAgain?.typed ?? { where: args.where ?? '' },
      errors: shownAgain?.errors,
      buttons: [submits('Continue', 'found', args, 'next', 'positive')],
    });
  },

  // One answer, and the next page has it.
  saveDraft: async () => {},

  submit: (_turn, args, { where }) =>
    saying(async () => ({ kind: 'page', page: 'found-where', args: { ...args, where } })),
});
