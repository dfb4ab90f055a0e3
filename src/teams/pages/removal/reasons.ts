import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import type { Needs } from '../../../domain/access/table';
import { shownCase } from '../../shown-case';
import type { PageArgs, Turn } from '../../turn';
import { saying, type PageDeps } from '../deps';
import { lines } from '../fields';
import { andTold } from '../../views/who-is-told';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredText } from '../typed';
import { sideOf } from './sign';

const input = z.object({ reason: requiredText(500, 'Please say why. It stays on the record.') });
type Input = z.infer<typeof input>;

interface Asks {
  readonly id: string;
  readonly needs: Needs;
  readonly title: string;
  readonly heading: string;
  readonly intro: string | ((view: CaseView) => string);
  readonly label: string;
  readonly button: string;
  act(turn: Turn, args: PageArgs, reason: string, view: CaseView, deps: PageDeps): Promise<CaseView>;
}

/** A page that asks for a reason and nothing else. */
const asksWhy =
  (asks: Asks) =>
  (deps: PageDeps): Page<Input> => ({
    id: asks.id,
    needs: asks.needs,
    input,

    async show(turn, args, shownAgain) {
      const view = await deps.casework.see(turn.person, args.case ?? '');
      return formView({
        ...{ title: asks.title, step: view.case.reference, heading: asks.heading },
        intro: [typeof asks.intro === 'string' ? asks.intro : asks.intro(view)],
        fields: [lines('reason', asks.label, { limit: 500 })],
        values: shownAgain?.typed ?? {},
        errors: shownAgain?.errors,
        buttons: [submits(asks.button, asks.id, args, 'next', 'positive')],
      });
    },

    saveDraft: async () => {},

    submit: (turn, args, { reason }) =>
      saying(async () => {
        const before = await deps.casework.see(turn.person, args.case ?? '');
        const view = await asks.act(turn, args, reason, before, deps);
        return { kind: 'done', card: await shownCase(view, turn, deps) };
      }),
  });

/** The answer of a side that does not conclude: its silence would be none. */
export const notYet = asksWhy({
  id: 'not-yet',
  needs: ['sign-for-school', 'sign-for-authority'],
  title: 'Not yet',
  heading: 'What still has to be asked or done?',
  intro: 'The other side reads this. A signature of your side is taken back. The name stays on the register.',
  label: 'Why it is too early',
  button: 'Answer “not yet”',
  act: (turn, args, reason, before, { casework }) =>
    casework.removal.notYet(turn.person, args.case ?? '', sideOf(turn.person, before) ?? 'school', reason),
});

export const withdrawRemoval = asksWhy({
  id: 'withdraw-removal',
  needs: 'decide-removal',
  title: 'Withdraw the decision',
  heading: 'Why does the name stay?',
  intro: (view) => {
    const told = andTold(view, (trigger) => trigger.kind === 'recorded' && trigger.fact === 'removal-withdrawn');
    return `The decision is taken back: the name stays on the register${told}.`;
  },
  label: 'Reason',
  button: 'Withdraw the decision',
  act: (turn, args, reason, _before, { casework }) => casework.removal.withdraw(turn.person, args.case ?? '', reason),
});
