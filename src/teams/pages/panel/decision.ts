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
    const { says, citation } = view.policy.panel.decisions;
    return formView({
      title: 'The panel’s decision',
      step: view.case.reference,
      heading: never ? 'Nothing is decided on this case' : 'What did the panel decide?',
      intro: [plain(says), plain(citation)],
      notices: [...(never ? [notice('emphasis', plain(never))] : []), ...carriedNotices(view)],
      fields: never ? [] : [choice('decision', 'The decision', choicesOf(view))],
      values: shownAgain?.typed ?? { decision: args.decision ?? '' },
      errors: shownAgain?.errors,
      buttons: never ? [] : [submits('Continue', 'panel-decision', args, 'next', 'positive')],
    });
  },

  // One answer, and the next page has it.
  saveDraft: async () => {},

  submit: (_turn, args, { decision }) =>
    saying(async () => ({ kind: 'page', page: 'panel-decision-details', args: { ...args, decision } })),
});

const choicesOf = ({ policy }: CaseView) => policy.panel.decisions.list.map(({ id, title }) => ({ title, value: id }));
