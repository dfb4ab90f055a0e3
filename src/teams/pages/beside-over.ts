import { z } from 'zod';
import type { CaseView } from '../../casework/casework';
import { besideName } from '../../casework/told/beside-name';
import { proceduresBeside } from '../../domain/case/beside';
import { shownCase } from '../shown-case';
import { besideSections } from '../views/beside';
import { short } from '../views/words';
import { again, saying, type PageDeps } from './deps';
import { date, lines, radios, type Field } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { oneOf, requiredText, typedDate, typedText } from './typed';

const OVER = ['ended', 'mistaken'] as const;

const input = z.object({
  which: requiredText(60, 'Say which procedure it is.'),
  over: oneOf(OVER, 'Say whether it has ended or was linked by mistake.'),
  endedOn: typedDate,
  overNote: typedText(300),
});
type Input = z.infer<typeof input>;

/** A procedure beside the case has come to its end, or never ran beside it. What was told of it stays in the history. */
export const besideOver = (deps: PageDeps): Page<Input> => ({
  id: 'beside-over',
  needs: 'link-procedure',
  input,
  recordsAtOnce: true,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '', 'link-procedure');
    const running = proceduresBeside(view.case.facts);
    return formView({
      title: 'Another procedure',
      step: view.case.reference,
      heading: running.length > 0 ? 'Is it over, or was it a mistake?' : 'No other procedure runs beside this case',
      intro: ['It changes nothing else here: the days and the checks of this case go on.'],
      sections: besideSections(view),
      fields: running.length > 0 ? fieldsOf(view) : [],
      values: shownAgain?.typed ?? { which: running.length === 1 ? running[0]!.id : '' },
      errors: shownAgain?.errors,
      buttons:
        running.length > 0 ? [submits('Save', 'beside-over', { case: view.case.reference }, 'next', 'positive')] : [],
    });
  },

  // Two choices and a sentence: there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, { which, over, endedOn, overNote }) =>
    saying(async () => {
      const reference = args.case ?? '';
      const before = await deps.casework.see(turn.person, reference);
      const said = proceduresBeside(before.case.facts).find((one) => one.id === which);
      if (!said) return again({ which: 'Choose one of those that run now.' });
      if (over === 'mistaken' && overNote === '') return again({ overNote: 'Say what was wrong.' });
      if (over === 'ended' && !endedOn) return again({ endedOn: 'Give the day on which it ended.' });
      const { ways } = deps.casework;
      const view =
        over === 'ended' && endedOn
          ? await ways.endProcedure(turn.person, reference, said, endedOn, overNote)
          : await ways.unlinkProcedure(turn.person, reference, said, overNote);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

const fieldsOf = (view: CaseView): Field[] => [
  radios(
    'which',
    'The procedure',
    proceduresBeside(view.case.facts).map((one) => ({
      title: [short(besideName(one, view), 100), short(one.reference, 60)].filter((part) => part !== '').join(' · '),
      value: one.id,
    })),
  ),
  radios('over', 'What happened?', [
    { title: 'It has ended', value: 'ended' },
    { title: 'It was linked by mistake', value: 'mistaken' },
  ]),
  date('endedOn', 'If it has ended: on which day', { optional: true }),
  lines('overNote', 'How it ended, or what was wrong', {
    optional: true,
    limit: 300,
    hint: 'School and authority both read this. It is needed where it was a mistake.',
  }),
];
