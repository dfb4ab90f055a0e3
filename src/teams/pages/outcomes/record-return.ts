import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import type { ReturnSent } from '../../../casework/returns-work';
import { startingDay, startsTheSchoolYear } from '../../../domain/case/entry';
import { RETURNS, type ReturnKind } from '../../../domain/case/facts/returns-facts';
import type { PolicyPack } from '../../../domain/policy/pack';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import { returnsSection } from '../../views/returns';
import { dayError, firstDayOfReturn } from '../day-bounds';
import { again, saying, type PageDeps } from '../deps';
import { date, lines, radios, text } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { oneOf, requiredDate, typedText } from '../typed';

/** Chosen instead of the new pupil return, where the law may ask for none. */
const EXEMPT = 'new-pupil-exempt';

const input = z.object({
  return: oneOf([...RETURNS, EXEMPT], 'Choose the return.'),
  on: requiredDate('Give the day on which it was sent.'),
  reference: typedText(60),
  note: typedText(300),
});
type Input = z.infer<typeof input>;

/** A return was sent to the authority. The deletion return is recorded with the removal. */
export const recordReturn = (deps: PageDeps): Page<Input> => ({
  id: 'record-return',
  needs: 'record-return',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return formView({
      title: 'Record a return',
      step: view.case.reference,
      heading: 'Which return was sent?',
      sections: [returnsSection(view)],
      fields: [
        radios('return', 'Return', choicesOn(view)),
        date('on', 'Sent on'),
        text('reference', 'Its reference', { optional: true, limit: 60 }),
        lines('note', 'Note', { optional: true, limit: 300 }),
      ],
      values: shownAgain?.typed ?? { on: turn.today },
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'record-return', args, 'next', 'positive')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, { return: chosen, ...typed }) =>
    saying(async () => {
      const sent: ReturnSent =
        chosen === EXEMPT ? { ...typed, return: 'new-pupil', exempt: true } : { ...typed, return: chosen };
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const wrong = dayError(sent.on, firstDayOfReturn(before, sent.return), turn.today);
      if (wrong) return again({ on: wrong });
      const view = await deps.casework.returns.sent(turn.person, args.case ?? '', sent);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

function choicesOn({ case: { facts }, calendar, policy }: CaseView) {
  const started = startingDay(facts);
  return [
    ...RETURNS.map((value) => ({ title: plain(titleOf(value, policy)), value })),
    ...(started && startsTheSchoolYear(started, calendar)
      ? [{ title: plain(policy.returns.newPupil.exempt), value: EXEMPT }]
      : []),
  ];
}

const titleOf = (kind: ReturnKind, { returns }: PolicyPack): string =>
  returns[kind === 'new-pupil' ? 'newPupil' : kind].title;
