import { z } from 'zod';
import { shownCase } from '../shown-case';
import { effectSection } from '../views/move-effect';
import { notice } from '../views/notice';
import { short } from '../views/words';
import { saying, type PageDeps } from './deps';
import { lines, radios } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { requiredText } from './typed';

const input = z.object({
  to: requiredText(60, 'Choose the rules.'),
  moveReason: requiredText(500, 'Say why the case is moved.'),
});
type Input = z.infer<typeof input>;

/** A case keeps the rules under which it began. Here it is moved to others, with a reason, by somebody who saw what changes. */
export const movePolicy = (deps: PageDeps): Page<Input> => ({
  id: 'move-policy',
  needs: 'move-policy',
  input,

  async show(turn, args, shownAgain) {
    const { view, choices } = await deps.casework.rules.choices(turn.person, args.case ?? '');
    const [first] = choices;
    return formView({
      title: 'Change the rules of this case',
      step: `${view.case.reference} · now: ${short(view.policy.title, 80)}`,
      heading: first ? 'Which rules should hold from now on?' : 'There are no other rules',
      notices: [
        notice(
          'emphasis',
          'A case keeps its rules unless there is a reason to move it.',
          'What is recorded stays. From the moment of the move, what is owed and when is counted by the new rules.',
        ),
      ],
      sections: choices.map(({ policy, effect }) => effectSection(policy, effect, turn.today)),
      fields: first
        ? [
            radios(
              'to',
              'Rules',
              choices.map(({ policy }) => ({ title: short(policy.title, 80), value: policy.id })),
            ),
            lines('moveReason', 'Why', { limit: 500 }),
          ]
        : [],
      values: shownAgain?.typed ?? { to: first?.policy.id ?? '' },
      errors: shownAgain?.errors,
      buttons: first ? [submits('Move the case', 'move-policy', args, 'next', 'positive')] : [],
    });
  },

  // One choice and one sentence: there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, { to, moveReason }) =>
    saying(async () => {
      const view = await deps.casework.rules.move(turn.person, args.case ?? '', to, moveReason);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});
