import { z } from 'zod';
import type { CaseView } from '../../casework/casework';
import { isAtRisk, readFacts } from '../../domain/case/reading';
import { shownCase } from '../shown-case';
import { notice, whoToCall } from '../views/notice';
import { asksForCall, toUrgent } from './asks-for-call';
import { again, saying, type PageDeps } from './deps';
import { formView, submits } from './form';
import type { Page, Typed } from './page';
import { NONE, triageErrors, triageFields, triageFrom } from './report/triage-fields';

/** The safeguarding questions once more, whenever something has changed. A yes alerts at once. */
export const risk = (deps: PageDeps): Page<Typed> => ({
  id: 'risk',
  needs: 'triage',
  input: z.record(z.string(), z.string()),

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return formView({
      title: 'Is the child at risk?',
      step: view.case.reference,
      heading: 'What has changed?',
      notices: [
        notice('attention', 'If the child may be in danger, call now.', ...whoToCall(view.authority.urgentContacts)),
      ],
      fields: triageFields(view.policy),
      values: shownAgain?.typed ?? asAnswered(view),
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'risk', args, 'next', 'positive')],
    });
  },

  // The questions are answered in one go, or not at all.
  saveDraft: async () => {},

  submit: (turn, args, typed) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const triage = triageFrom(typed, before.policy);
      const errors = triageErrors(typed, before.policy);
      // A yes is on record and alerts whatever else is wrong.
      if (!isAtRisk(triage, before.policy) && Object.keys(errors).length > 0) return again(errors);
      const view = await deps.casework.triage(turn.person, args.case ?? '', triage);
      if (isAtRisk(triage, view.policy)) return toUrgent(view);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),

  async follows(turn, args, typed) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return isAtRisk(triageFrom(typed, view.policy), view.policy) && asksForCall(view) ? toUrgent(view) : null;
  },
});

function asAnswered(view: CaseView): Typed {
  const { triage } = readFacts(view.case.facts);
  if (!triage) return {};
  return { risks: triage.yes.join() || NONE, groups: triage.groups.join(), riskNote: triage.note };
}
