import { z } from 'zod';
import type { CaseView } from '../../casework/casework';
import { plain } from '../rendering/escape-markdown';
import { shownCase } from '../shown-case';
import { notice, whoToCall } from '../views/notice';
import { saying, type PageDeps } from './deps';
import { lines, radios } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { requiredText, typedText } from './typed';

const input = z.object({ tier: requiredText(60, 'Say how great the risk is.'), tierReason: typedText(500) });
type Input = z.infer<typeof input>;

/** How great the risk is now: asked at the milestones, and whenever somebody has reason to say so. */
export const tier = (deps: PageDeps): Page<Input> => ({
  id: 'tier',
  needs: 'set-tier',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { tiers } = view.policy;
    return formView({
      title: 'How great is the risk?',
      step: view.case.reference,
      heading: plain(tiers.asks),
      intro: [plain(tiers.why), plain(tiers.citation)],
      notices: [
        notice('attention', 'If the child may be in danger, call now.', ...whoToCall(view.authority.urgentContacts)),
        ...floorNotice(view),
      ],
      fields: [
        radios(
          'tier',
          'The risk',
          tiers.levels.map(({ id, title, means }) => ({ title: `${title}: ${means}`, value: id })),
        ),
        lines('tierReason', 'Why', {
          optional: true,
          limit: 500,
          hint: 'Needed where the risk is less than was said before.',
        }),
      ],
      values: shownAgain?.typed ?? { tier: view.assessment.tier?.answer?.answer.tier ?? '' },
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'tier', args, 'next', 'positive')],
    });
  },

  // One choice, made in one go: there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, given) =>
    saying(async () => {
      const view = await deps.casework.tier.weigh(turn.person, args.case ?? '', given.tier, given.tierReason);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

/** While the safeguarding questions name a risk, an answer below their tier changes nothing: that is said before it is given. */
function floorNotice({ assessment: { atRisk }, policy: { tiers } }: CaseView) {
  const floor = tiers.levels.find(({ id }) => id === tiers.atRisk);
  if (!atRisk || !floor) return [];
  return [
    notice(
      'emphasis',
      `By the safeguarding questions the risk is at least: ${plain(floor.title)}.`,
      'If that is no longer so, answer those questions again on the case.',
    ),
  ];
}
