import { z } from 'zod';
import { plain } from '../rendering/escape-markdown';
import { shownCase } from '../shown-case';
import { again, saying, type PageDeps } from './deps';
import { dayError, firstDayOfAsking } from './day-bounds';
import { date, lines } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { requiredDate, requiredText } from './typed';

const input = z.object({
  followedOn: requiredDate('Give the day on which you looked.'),
  followNote: requiredText(500, 'Say in a sentence where things stand.'),
});
type Input = z.infer<typeof input>;

/** A child who is on no roll, or still missing after the last milestone: where things stand, in a sentence or two. */
export const followUp = (deps: PageDeps): Page<Input> => ({
  id: 'follow-up',
  needs: 'refer',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { title, asks, why, citation } = view.policy.referrals.followUp;
    return formView({
      ...{ title: plain(title), step: view.case.reference, heading: plain(title) },
      intro: [plain(why), plain(citation)],
      fields: [date('followedOn', 'On which day'), lines('followNote', plain(asks), { limit: 500 })],
      values: shownAgain?.typed ?? { followedOn: turn.today },
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'follow-up', args, 'next', 'positive')],
    });
  },

  // One sentence: there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, { followedOn, followNote }) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const wrong = dayError(followedOn, firstDayOfAsking(before), turn.today);
      if (wrong) return again({ followedOn: wrong });
      const view = await deps.casework.ways.followUp(turn.person, args.case ?? '', followedOn, followNote);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});
