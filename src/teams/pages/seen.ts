import { z } from 'zod';
import type { CaseView } from '../../casework/casework';
import type { CheckRecord, Sighting } from '../../domain/case/fact';
import { answered, answeredBefore } from '../answered';
import { opens } from '../views/buttons';
import { notice, type Notice } from '../views/notice';
import { dayError, firstDayOfSeeing } from './day-bounds';
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
  needs: 'record-sighting',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const check = checkOn(view, args.item);
    return formView({
      title: 'The pupil was seen',
      step: view.case.reference,
      heading: 'Seen, and not back in school',
      notices: [
        ...afterCheck(check),
        notice(
          'emphasis',
          'If the child was not safe when seen, call first.',
          'Use “Safeguarding contact” on the case to see whom to call.',
        ),
      ],
      fields: FIELDS,
      values: shownAgain?.typed ?? { on: check?.on ?? turn.today },
      errors: shownAgain?.errors,
      buttons: [
        submits('Save', 'seen', args, 'next', 'positive'),
        opens('We know where the child lives now', 'found', { case: view.case.reference }),
      ],
    });
  },

  // A sighting is told in one go; there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, sighting) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const wrong = dayError(sighting.on, firstDayOfSeeing(before), turn.today);
      if (wrong) return again({ on: wrong });
      const view = await deps.casework.recordSighting(turn.person, args.case ?? '', sighting);
      return { kind: 'done', card: await answered(view, turn, args.delivery, deps) };
    }),

  follows: (turn, args) => answeredBefore(turn, args, deps),
});

/** The check that said so: its day stands here already. */
function checkOn({ case: { facts } }: CaseView, item: string | undefined): CheckRecord | null {
  const fact = item ? facts.findLast((one) => one.kind === 'check-recorded' && one.item === item) : undefined;
  return fact?.kind === 'check-recorded' ? fact.check : null;
}

const afterCheck = (check: CheckRecord | null): Notice[] =>
  check
    ? [
        notice(
          'good',
          'The check is recorded. One thing more: say here where the child was seen, and by whom.',
          'Only a sighting tells the authority that the child has been found.',
        ),
      ]
    : [];

const FIELDS: readonly Field[] = [
  date('on', 'On which day'),
  radios('where', 'Where', [
    { title: 'At school, for a short while', value: 'at-school' },
    { title: 'Somewhere else', value: 'elsewhere' },
  ]),
  text('by', 'By whom', { limit: 100 }),
  lines('note', 'What was seen or said', { optional: true, limit: 500 }),
];
