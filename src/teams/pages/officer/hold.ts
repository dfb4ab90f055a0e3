import { z } from 'zod';
import { inWords } from '../../../domain/calendar/date';
import { whyNothingWaits } from '../../../domain/case/put-off';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import { notice } from '../../views/notice';
import { short } from '../../views/words';
import { saying, type PageDeps } from '../deps';
import { date, lines } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredDate, requiredText, typedText } from '../typed';

const saveDraft = async () => {};

const holdInput = z.object({
  until: requiredDate('Give the day on which the reminders begin again.'),
  reason: requiredText(300, 'Say why the case is put on hold. The reason stays on the record.'),
});

/** Puts off reminders of the authority's own work. Nothing that protects the child is put off. */
export const hold = (deps: PageDeps): Page<z.infer<typeof holdInput>> => ({
  id: 'hold',
  needs: 'hold',
  input: holdInput,
  saveDraft,
  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { citation, says } = view.policy.hold;
    const kept = whyNothingWaits(view.assessment);
    return formView({
      title: 'Put on hold',
      step: view.case.reference,
      heading: kept ? 'This case cannot be put on hold' : 'Until when?',
      intro: kept ? [] : [plain(says), plain(citation)],
      notices: kept ? [notice('attention', kept)] : [],
      fields: kept
        ? []
        : [
            date('until', 'Reminders begin again on'),
            lines('reason', 'Why', { limit: 300, hint: 'What is waited for' }),
          ],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: kept ? [] : [submits('Put on hold', 'hold', args, 'next', 'positive')],
    });
  },
  submit: (turn, args, { until, reason }) =>
    saying(async () => {
      const view = await deps.casework.officer.hold(turn.person, args.case ?? '', until, reason);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

const liftInput = z.object({ liftReason: typedText(300) });

export const liftHold = (deps: PageDeps): Page<z.infer<typeof liftInput>> => ({
  id: 'lift-hold',
  needs: 'hold',
  input: liftInput,
  saveDraft,
  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '', 'hold');
    const { hold: held } = view.assessment;
    return formView({
      title: 'End the hold',
      step: view.case.reference,
      heading: 'Go on with the case?',
      notices: held ? [notice('emphasis', `On hold until ${inWords(held.until)}.`, short(held.reason, 300))] : [],
      fields: [lines('liftReason', 'Why it goes on', { optional: true, limit: 300 })],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('End the hold', 'lift-hold', args, 'next', 'positive')],
    });
  },
  submit: (turn, args, { liftReason }) =>
    saying(async () => {
      const view = await deps.casework.officer.lift(turn.person, args.case ?? '', liftReason);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});
