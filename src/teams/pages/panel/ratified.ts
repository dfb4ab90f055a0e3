import { z } from 'zod';
import { londonDate } from '../../../domain/calendar/london';
import { policyPack } from '../../../domain/policy/policies';
import { panelDays } from '../../../panel/panel-days';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import { saying, type PageDeps } from '../deps';
import { date, lines } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredDate, typedText } from '../typed';
import { UNCONFIRMED } from './unconfirmed';

const input = z.object({
  meeting: requiredDate('Give the day on which the panel met.'),
  note: typedText(500),
  dissent: typedText(500),
});

/** At which meeting the panel agreed to how a case has ended, and what was said of it. */
export const panelRatified = (deps: PageDeps): Page<z.infer<typeof input>> => ({
  id: 'panel-ratified',
  needs: 'record-panel-decision',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '', 'record-panel-decision');
    const { ratified } = view.policy.panel.decisions;
    const { storage, policies = policyPack } = deps;
    const { met, next } = await panelDays(
      view.authority,
      londonDate(view.case.openedAt),
      turn.today,
      storage,
      policies,
    );
    return formView({
      title: 'The panel’s decision',
      step: view.case.reference,
      heading: plain(ratified.title),
      intro: [plain(ratified.says), plain(ratified.citation)],
      notices: ratified.verified ? [] : [UNCONFIRMED],
      fields: [
        date('meeting', 'The panel met on'),
        lines('note', 'What the panel said of it', { optional: true, limit: 500 }),
        lines('dissent', 'Who saw it otherwise, and why', { optional: true, limit: 500 }),
      ],
      values: shownAgain?.typed ?? { meeting: met.at(-1) ?? next },
      errors: shownAgain?.errors,
      buttons: [
        submits('Record the decision', 'panel-ratified', args, 'next', 'positive'),
        submits('Back', 'panel-ratified', args, 'back'),
      ],
    });
  },

  // Recorded in the meeting, in one go.
  saveDraft: async () => {},

  submit: (turn, args, said) =>
    saying(async () => {
      const view = await deps.casework.panel.ratify(turn.person, args.case ?? '', said);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),

  back: (_turn, args) => ({ page: 'panel-decision', args }),
});
