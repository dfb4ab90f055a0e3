import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import type { FoundStep } from '../../../domain/policy/found-policy';
import { readFacts } from '../../../domain/case/reading';
import { Refusal } from '../../../errors';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import type { PageArgs } from '../../turn';
import { opens } from '../../views/buttons';
import { locationSection } from '../../views/whereabouts';
import { firstDayOfSeeing, dayError } from '../day-bounds';
import { again, saying, type PageDeps } from '../deps';
import { date, lines, radios, text } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredDate, requiredText, typedText } from '../typed';

const input = z.object({
  answer: requiredText(60, 'Choose one of the answers.'),
  on: requiredDate('Give the day on which it was done.'),
  who: requiredText(100, 'Say with whom.'),
  note: typedText(500),
});
type Input = z.infer<typeof input>;

/** One thing that a located child calls for: done, tried, or answered. */
export const foundStep = (deps: PageDeps): Page<Input> => ({
  id: 'found-step',
  needs: 'record-location',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const step = stepIn(args, view);
    const { located } = readFacts(view.case.facts);
    return formView({
      title: plain(step.title),
      step: view.case.reference,
      heading: plain(step.asks),
      intro: [plain(step.why)],
      sections: located ? [locationSection(located.located, view.policy)] : [],
      fields: [
        radios(
          'answer',
          'Answer',
          step.answers.map(({ id, label }) => ({ title: plain(label), value: id })),
        ),
        text('who', 'With whom', { limit: 100, hint: 'A name and a post.' }),
        date('on', 'On which day'),
        lines('note', 'What was said', { optional: true, limit: 500 }),
      ],
      values: shownAgain?.typed ?? { on: turn.today },
      errors: shownAgain?.errors,
      buttons: [
        submits('Save', 'found-step', args, 'next', 'positive'),
        ...(step.settledBy === 'name-deleted'
          ? [opens('May the name be removed?', 'removal-ground', { case: view.case.reference })]
          : []),
      ],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, typed) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const wrong = dayError(typed.on, firstDayOfSeeing(before), turn.today);
      if (wrong) return again({ on: wrong });
      const done = { step: stepIn(args, before).id, ...typed };
      const view = await deps.casework.outcomes.followUp(turn.person, args.case ?? '', done);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

function stepIn(args: PageArgs, { policy }: CaseView): FoundStep {
  const step = policy.found.steps.find(({ id }) => id === args.step);
  if (!step) throw new Refusal('refused', 'This is no longer asked. Open the case to see how it stands.');
  return step;
}
