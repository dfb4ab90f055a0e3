import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import { whyNotDecided } from '../../../domain/case/decide/panel';
import { plain } from '../../rendering/escape-markdown';
import { notice } from '../../views/notice';
import { carriedNotices } from '../../views/panel-decisions';
import { saying, type PageDeps } from '../deps';
import { choice } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredText } from '../typed';

const input = z.object({ decision: requiredText(60, 'Say what the panel decided.') });

/** What the panel decided on a case. One question: what; the next page asks who does it by when, and why. */
export const panelDecision = (deps: PageDeps): Page<z.infer<typeof input>> => ({
  id: 'panel-decision',
  needs: 'record-panel-decision',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '', 'record-panel-decision');
    const never = whyNotDecided(view.assessment, view.policy);
    const { says, citation, ratified } = view.policy.panel.decisions;
    const { closure } = view.assessment;
    return formView({
      title: 'The panel’s decision',
      step: view.case.reference,
      heading: never ? 'Nothing is decided on this case' : 'What did the panel decide?',
      intro: closure ? [plain(ratified.says), DECIDED_BEFORE] : [plain(says), plain(citation)],
      notices: [...(never ? [notice('emphasis', plain(never))] : []), ...carriedNotices(view)],
      fields: never ? [] : [choice('decision', 'The decision', choicesOf(view))],
      values: shownAgain?.typed ?? { decision: args.decision ?? (mayRatify(view) ? ratified.id : '') },
      errors: shownAgain?.errors,
      buttons: never ? [] : [submits('Continue', 'panel-decision', args, 'next', 'positive')],
    });
  },

  // One answer, and the next page has it.
  saveDraft: async () => {},

  submit: (turn, args, { decision }) =>
    saying(async () => {
      const { policy } = await deps.casework.see(turn.person, args.case ?? '', 'record-panel-decision');
      const page = decision === policy.panel.decisions.ratified.id ? 'panel-ratified' : 'panel-decision-details';
      return { kind: 'page', page, args: { ...args, decision } };
    }),
});

const DECIDED_BEFORE =
  'This case is closed. What the panel decided while it was open can still be recorded for the minutes; nobody is asked to do it any more.';

const mayRatify = ({ assessment: { closure } }: CaseView): boolean => closure !== null && !closure.isRatified;

function choicesOf(view: CaseView) {
  const { list, ratified } = view.policy.panel.decisions;
  return [...(mayRatify(view) ? [ratified] : []), ...list].map(({ id, title }) => ({ title, value: id }));
}
