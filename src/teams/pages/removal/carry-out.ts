import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import { inWords } from '../../../domain/calendar/date';
import { returnFields } from '../../../domain/case/removal/deletion-return';
import { removalOf, restsOnAbsence } from '../../../domain/case/removal/removal-of';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import { opens } from '../../views/buttons';
import { onceDeleted } from '../../views/removal-notices';
import { notice } from '../../views/notice';
import { section, type Section } from '../../views/section';
import { again, saying, type PageDeps } from '../deps';
import { date, lines, radios, text, ticks } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { oneOfOrNone, requiredDate, typedText } from '../typed';

const returnInput = z
  .object({
    on: requiredDate('Give the day on which the return was sent.'),
    reference: typedText(100),
    notKnown: typedText(500),
  })
  .transform((sent) => sent);
type ReturnInput = z.infer<typeof returnInput>;

/** The return to the authority: what it has to hold, and that it was sent. */
export const deletionReturn = (deps: PageDeps): Page<ReturnInput> => ({
  id: 'return-sent',
  needs: 'record-removal',
  input: returnInput,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { deletionReturn: policy } = view.policy;
    return formView({
      title: 'The deletion return',
      step: view.case.reference,
      heading: 'When was the return sent?',
      intro: [plain(policy.says), plain(policy.citation)],
      sections: [decisionInWords(view), returnInWords(view)],
      fields: [
        date('on', 'Sent on'),
        text('reference', 'Receipt or reference', { optional: true, limit: 100 }),
        lines('notKnown', 'What is not known, and who was asked', { optional: true, limit: 500 }),
      ],
      values: shownAgain?.typed ?? { on: turn.today },
      errors: shownAgain?.errors,
      buttons: [
        submits('Record the return', 'return-sent', args, 'next', 'positive'),
        opens('Make the return', 'deletion-return', { case: view.case.reference }),
      ],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, sent) =>
    saying(async () => {
      const view = await deps.casework.removal.recordReturn(turn.person, args.case ?? '', sent);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

const DELETED = 'deleted';
const deletedInput = z.object({ missing: oneOfOrNone(['yes', 'no']), confirmed: typedText(20) });
type DeletedInput = z.infer<typeof deletedInput>;

/** What the register said when the decision was made says nothing of this morning. */
const STILL_MISSING = radios(
  'missing',
  'Is the pupil still missing today?',
  [
    { title: 'Yes, still missing', value: 'yes' },
    { title: 'No, or not sure', value: 'no' },
  ],
  { hint: 'Your answer goes on record as today’s mark of the register.' },
);

/** That the name is deleted: today, and everything is looked at once more. */
export const deleteName = (deps: PageDeps): Page<DeletedInput> => ({
  id: 'delete-name',
  needs: 'record-removal',
  input: deletedInput,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { keeps, carried } = view.assessment.removal;
    return formView({
      title: 'The name in the register',
      step: view.case.reference,
      heading: 'Has the name been deleted today?',
      intro: [
        'Delete it in your admission register, then say so here. The day is today: a deletion is never dated back.',
        onceDeleted(view, carried.decided?.decision.ground ?? ''),
      ],
      notices: keeps ? [notice('accent', 'The name stays for now.', plain(keeps))] : [],
      sections: [decisionInWords(view)],
      fields: keeps
        ? []
        : [
            ...(restsOnAbsence(carried, view.policy) ? [STILL_MISSING] : []),
            ticks('confirmed', 'The register', [
              { title: 'The name has been deleted from the admission register today', value: DELETED },
            ]),
          ],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: keeps ? [] : [submits('Record that the name is deleted', 'delete-name', args, 'next')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, { missing, confirmed }) =>
    saying(async () => {
      const { assessment, policy } = await deps.casework.see(turn.person, args.case ?? '');
      if (!missing && restsOnAbsence(assessment.removal.carried, policy))
        return again({ missing: 'Say whether the pupil is still missing today.' });
      if (confirmed !== DELETED) return again({ confirmed: 'Please tick this once the name has been deleted.' });
      const view = await deps.casework.removal.recordDeletion(turn.person, args.case ?? '', missing === 'yes');
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

export function decisionInWords({ case: { facts }, policy }: CaseView): Section {
  const removal = removalOf(facts, policy);
  if (!removal) return section('The decision', { Decided: 'Nothing has been decided' });
  return section('The decision', {
    Ground: `${plain(removal.title)} (${plain(removal.citation)})`,
    'Decided on': inWords(removal.decidedOn),
    'To be deleted on': `${inWords(removal.offRollOn)} or later`,
  });
}

const returnInWords = ({ pupil }: CaseView): Section =>
  section(
    'What the return holds',
    Object.fromEntries(
      returnFields(pupil).map(({ label, known }) => [label, known ? 'On the case' : 'Not on the case']),
    ),
  );
