import { z } from 'zod';
import type { Sighting } from '../../domain/case/fact';
import { answered } from '../answered';
import { notice } from '../views/notice';
import { again, saying, type PageDeps } from './deps';
import { date, lines, radios, text, type Field } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { oneOf, requiredDate, requiredText, typedText } from './typed';

const input = z
  .object({
    on: requiredDate('Give the day on which the pupil was seen.'),
    where: oneOf(['at-school', 'elsewhere'], 'Say where the pupil was seen.'),
    by: requiredText(100, 'Say who saw the pupil.'),
    note: typedText(500),
  })
  .transform((sighting): Sighting => sighting);

/** The pupil was seen or heard from, and is not back in school. */
export const seen = (deps: PageDeps): Page<Sighting> => ({
  id: 'seen',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return formView({
      title: 'The pupil was seen',
      step: view.case.reference,
      heading: 'Seen, and not back in school',
      notices: [
        notice(
          'emphasis',
          'If the child was not safe when seen, call first.',
          'Use “Safeguarding contact” on the case to see whom to call.',
        ),
      ],
      fields: FIELDS,
      values: shownAgain?.typed ?? { on: turn.today },
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'seen', args, 'next', 'positive')],
    });
  },

  // A sighting is told in one go; there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, sighting) =>
    saying(async () => {
      if (sighting.on > turn.today)
        return again({ on: 'This day is still to come. Give the day on which the pupil was seen.' });
      const view = await deps.casework.recordSighting(turn.person, args.case ?? '', sighting);
      return { kind: 'done', card: await answered(view, turn, args.delivery, deps) };
    }),
});

const FIELDS: readonly Field[] = [
  date('on', 'On which day'),
  radios('where', 'Where', [
    { title: 'At school, for a short while', value: 'at-school' },
    { title: 'Somewhere else', value: 'elsewhere' },
  ]),
  text('by', 'By whom', { limit: 100 }),
  lines('note', 'What was seen or said', { optional: true, limit: 500 }),
];
