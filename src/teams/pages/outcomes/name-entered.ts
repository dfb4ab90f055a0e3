import { z } from 'zod';
import type { LocalDate } from '../../../domain/calendar/date';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import { dayError, firstDayOfEntry } from '../day-bounds';
import { again, saying, type PageDeps } from '../deps';
import { date } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredDate } from '../typed';

const input = z.object({ on: requiredDate('Give the day on which the name was entered.') });

/** The name stands in this school's register: from here the days of the new pupil return are counted. */
export const nameEntered = (deps: PageDeps): Page<{ on: LocalDate }> => ({
  id: 'name-entered',
  needs: 'record-return',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { says, citation } = view.policy.returns.newPupil;
    return formView({
      title: 'The name was entered',
      step: view.case.reference,
      heading: 'When was the name entered in your admission register?',
      intro: [plain(says), plain(citation)],
      fields: [
        date('on', 'Day', { hint: 'The starting day: the day agreed, or the day on which the child first came.' }),
      ],
      values: shownAgain?.typed ?? { on: turn.today },
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'name-entered', args, 'next', 'positive')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, { on }) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const wrong = dayError(on, firstDayOfEntry(before), turn.today);
      if (wrong) return again({ on: wrong });
      const view = await deps.casework.returns.entered(turn.person, args.case ?? '', on);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});
