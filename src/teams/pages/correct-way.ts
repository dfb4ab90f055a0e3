import { z } from 'zod';
import type { CaseView } from '../../casework/casework';
import { beginsOnRoll, WAYS } from '../../domain/case/way';
import { saying, type PageDeps } from './deps';
import { lines, radios, type Field } from './fields';
import { formView, submits } from './form';
import type { Page, PageResult } from './page';
import { oneOf, requiredText } from './typed';

const input = z.object({
  way: oneOf(WAYS, 'Say how the case began.'),
  wayReason: requiredText(300, 'Say why it is put right. The reason stays on the record.'),
});
type Input = z.infer<typeof input>;

/** A case may have begun otherwise than was told at first. What the right way needs is asked next. */
export const correctWay = (deps: PageDeps): Page<Input> => ({
  id: 'correct-way',
  needs: ['report', 'refer'],
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return formView({
      ...{ title: 'Correct the details', step: view.case.reference, heading: 'How did the case begin?' },
      intro: ['The days and the checklist follow what is said here. What was recorded before is kept with the case.'],
      fields: fieldsOf(view),
      values: shownAgain?.typed ?? { way: view.assessment.way },
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'correct-way', args, 'next', 'positive')],
    });
  },

  // Two answers, said in one go: there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, { way, wayReason }) =>
    saying(async () => {
      const view = await deps.casework.ways.tellWay(turn.person, args.case ?? '', way, wayReason);
      return whatItNeeds(view);
    }),

  async follows(turn, args) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return view.case.facts.at(-1)?.kind === 'way-told' ? whatItNeeds(view) : null;
  },
});

const whatItNeeds = ({ case: { reference }, assessment: { onRoll } }: CaseView): PageResult => ({
  ...{ kind: 'page', page: onRoll ? 'correct-absence' : 'refer-known', args: { case: reference } },
});

const fieldsOf = ({ policy, assessment }: CaseView): Field[] => [
  radios(
    'way',
    'How it began',
    policy.ways
      .filter(({ id }) => beginsOnRoll(id) === beginsOnRoll(assessment.way))
      .map(({ id, title }) => ({ title, value: id })),
  ),
  lines('wayReason', 'Why it is put right', { limit: 300 }),
];
