import { z } from 'zod';
import { addDays, inWords } from '../../domain/calendar/date';
import { snoozesOf } from '../../domain/case/snooze';
import { standingCard } from '../alert-card';
import { isId } from '../ids';
import { plain } from '../rendering/escape-markdown';
import { Stale } from '../stale';
import type { PageArgs } from '../turn';
import { alertTitle } from '../views/alert-title';
import { saying, type PageDeps } from './deps';
import { date, lines } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { requiredDate, requiredText } from './typed';

const input = z.object({
  until: requiredDate('Give the day on which the alert comes again.'),
  reason: requiredText(300, 'Say what you wait for. The reason stays on the record.'),
});

const deliveryOf = ({ delivery }: PageArgs): string => {
  if (!isId(delivery)) throw new Stale();
  return delivery;
};

/** Puts an alert off to a later day. What it asks for stays due on its day. */
export const snooze = (deps: PageDeps): Page<z.infer<typeof input>> => ({
  id: 'snooze',
  needs: 'snooze',
  input,
  // A day and a sentence: there is nothing to keep half-done.
  saveDraft: async () => {},

  async show(turn, args, shownAgain) {
    const { view, delivery, asked } = await deps.casework.alerts.own(turn.person, deliveryOf(args));
    const { mostDays, mostTimes, says, citation } = view.policy.snooze;
    const alerts = asked.length > 0 ? asked : [delivery];
    const left = Math.min(...alerts.map((one) => mostTimes - snoozesOf(view.case.facts, one).length));
    const titles = alerts.map((one) => alertTitle(one, view));
    return formView({
      title: 'Remind me later',
      step: view.case.reference,
      heading: titles.length > 1 ? `These ${titles.length} come again together` : titles[0]!,
      intro: [...(titles.length > 1 ? titles : []), plain(says), plain(citation)],
      fields: [
        date('until', 'Remind me on the morning of', {
          hint: `Up to ${inWords(addDays(turn.today, mostDays))}${left === 1 ? '; for the last time' : ''}`,
        }),
        lines('reason', 'What you wait for', { limit: 300, hint: 'Whoever works on the case can read this' }),
      ],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Put off', 'snooze', args, 'next', 'positive')],
    });
  },

  submit: (turn, args, { until, reason }) =>
    saying(async () => {
      const { view, delivery } = await deps.casework.alerts.snooze(turn.person, deliveryOf(args), until, reason);
      // Where the alert itself stands, it is edited by way of the outbox.
      return { kind: 'done', card: await standingCard(delivery, view, deps.storage) };
    }),
});
