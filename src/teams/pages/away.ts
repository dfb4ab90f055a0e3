import { z } from 'zod';
import { inWords } from '../../domain/calendar/date';
import { isAway } from '../../people/away';
import { createAbsences } from '../../notices/absence';
import { policyPack } from '../../domain/policy/policies';
import { plain } from '../rendering/escape-markdown';
import { awayCard, coverInWords } from '../views/away';
import { notice } from '../views/notice';
import { saying, type PageDeps } from './deps';
import { date } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { requiredDate } from './typed';

const input = z.object({ until: requiredDate('Give the first day on which you are back.') });

export const absencesOf = ({ storage, clock, policies = policyPack }: PageDeps) =>
  createAbsences({ storage, clock, policies });

/** Out of the office: alerts go to colleagues until a day. */
export const away = (deps: PageDeps): Page<z.infer<typeof input>> => ({
  id: 'away',
  needs: 'be-away',
  input,
  // One day: there is nothing to keep half-done.
  saveDraft: async () => {},

  async show(turn, args, shownAgain) {
    const cover = await absencesOf(deps).cover(turn.person);
    const { away: said } = turn.person;
    const now = said && isAway(turn.person, turn.today) ? said : null;
    return formView({
      title: 'Away',
      heading: now ? 'Until when now?' : 'Until when are you away?',
      intro: [plain(cover.policy.away.says), plain(cover.policy.away.citation)],
      notices: [
        ...(now
          ? [notice('emphasis', `You are away until ${inWords(now.until)}. To be back now, say: I am back.`)]
          : []),
        notice(cover.standIns.length === 0 ? 'warning' : 'emphasis', coverInWords(cover)),
      ],
      fields: [date('until', 'The day on which you are back', { hint: `Up to ${inWords(cover.last)}` })],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('I am away', 'away', args, 'next', 'positive')],
    });
  },

  submit: (turn, _args, { until }) =>
    saying(async () => ({ kind: 'done', card: awayCard(until, await absencesOf(deps).leave(turn.person, until)) })),
});
