import { z } from 'zod';
import { readReference } from '../../casework/reference';
import { shownCase } from '../shown-case';
import { choiceOf, suggestedChoice } from '../views/siblings';
import { notice } from '../views/notice';
import { again, saying, type PageDeps } from './deps';
import { text, ticks, words, type Field } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { typedText } from './typed';

const MOST = 12;

const references = z
  .string()
  .default('')
  .transform((ticked) => ticked.split(',').filter((one) => readReference(one) !== null));

const input = z.object({ link: references, unlink: references, other: typedText(40) });
type Input = z.infer<typeof input>;

/** Links the cases of brothers and sisters, so that one visit counts for all of them. */
export const siblings = (deps: PageDeps): Page<Input> => ({
  id: 'siblings',
  needs: 'link-siblings',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { linked, elsewhere } = await deps.casework.siblings.of(turn.person, view);
    const suggested = (await deps.casework.siblings.suggested(turn.person, view)).slice(0, MOST);
    const fields: Field[] = [
      suggested.length > 0
        ? ticks('link', 'These seem to be of one household. Which are?', suggested.map(suggestedChoice), {
            optional: true,
          })
        : words('No other open case that you can see has the same address, or the same surname and telephone.'),
      text('other', 'Another case, by its reference', { optional: true, limit: 40 }),
      ...(linked.length > 0
        ? [
            ticks(
              'unlink',
              'Linked now. Take the link back from:',
              linked.map((one) => choiceOf(one)),
              { optional: true },
            ),
          ]
        : []),
    ];
    return formView({
      title: 'Brothers and sisters',
      step: view.case.reference,
      heading: 'Are brothers or sisters missing too?',
      intro: ['Each child keeps a case. A visit can then be recorded on all of them at once.'],
      notices: elsewhere
        ? [notice('emphasis', 'A brother or sister has a case elsewhere.', 'Ask the tracking officer.')]
        : [],
      fields,
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'siblings', args, 'next', 'positive')],
    });
  },

  // A few ticks: there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, { link, unlink, other }) =>
    saying(async () => {
      const reference = args.case ?? '';
      const typed = other === '' ? [] : [readReference(other)];
      if (typed[0] === null) return again({ other: 'Give a reference, for example WB-7K3M-2Q.' });
      if (typed[0] === readReference(reference)) return again({ other: 'That is this case itself.' });
      const linking = [...link, ...typed.filter((one) => one !== null)];
      const isNew = linking.length + unlink.length > 0;
      if (isNew) await deps.casework.siblings.link(turn.person, reference, linking, unlink);
      const view = await deps.casework.see(turn.person, reference);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});
