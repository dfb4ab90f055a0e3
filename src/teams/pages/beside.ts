import { z } from 'zod';
import type { CaseView } from '../../casework/casework';
import { DRAFT_OF_PROCEDURE } from '../../casework/draft-store';
import type { PolicyPack } from '../../domain/policy/pack';
import { idFor } from '../ids';
import { plain } from '../rendering/escape-markdown';
import { shownCase } from '../shown-case';
import { besideSections } from '../views/beside';
import { notice, whoToCall } from '../views/notice';
import { saying, type PageDeps } from './deps';
import { draftNotice } from './draft-notice';
import { date, radios, text, type Field } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { requiredText, typedDate, typedText } from './typed';
import { keep } from './keep';

const input = z.object({
  procedure: requiredText(60, 'Say which procedure it is.'),
  procedureReference: typedText(60),
  procedureSince: typedDate,
  heldBy: typedText(100),
});
type Input = z.infer<typeof input>;

/** A procedure that is not this one runs at the same time: each knows of the other, and neither waits for it. */
export const beside = (deps: PageDeps): Page<Input> => ({
  id: 'beside',
  needs: 'link-procedure',
  input,
  recordsAtOnce: true,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '', 'link-procedure');
    const here = { case: view.case.reference };
    const draft = await deps.storage.drafts.onItem(view.case.id, DRAFT_OF_PROCEDURE);
    return formView({
      title: 'Another procedure',
      step: view.case.reference,
      heading: 'Which procedure runs beside this case?',
      intro: ['It changes nothing here: the days and the checks of this case go on.'],
      notices: [
        notice('attention', 'If the child may be in danger, call now.', ...whoToCall(view.authority.urgentContacts)),
        ...(await draftNotice(turn, draft, deps)),
      ],
      sections: besideSections(view),
      fields: fieldsOf(view.policy),
      values: shownAgain?.typed ?? draft?.values ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'beside', here, 'next', 'positive'), submits('Save for later', 'beside', here, 'save')],
    });
  },

  async saveDraft(turn, args, typed) {
    const view = await deps.casework.see(turn.person, args.case ?? '', 'link-procedure');
    await keep(
      turn,
      'link-procedure',
      {
        ...{ id: idFor(view.case.id, DRAFT_OF_PROCEDURE), kind: 'procedure', school: view.case.school ?? '' },
        ...{ caseId: view.case.id, item: DRAFT_OF_PROCEDURE, values: valuesOf(typed, view) },
      },
      deps,
    );
  },

  submit: (turn, args, { procedure, procedureReference: reference, procedureSince: since, heldBy }) =>
    saying(async () => {
      const linked = { procedure, reference, since, heldBy };
      const view = await deps.casework.ways.linkProcedure(turn.person, args.case ?? '', linked);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

const valuesOf = (typed: Readonly<Record<string, string>>, { policy }: CaseView) =>
  Object.fromEntries(fieldsOf(policy).map(({ id }) => [id, typed[id] ?? '']));

const fieldsOf = ({ otherProcedures }: PolicyPack): Field[] => [
  radios(
    'procedure',
    'The procedure',
    otherProcedures.map(({ id, name }) => ({ title: plain(name), value: id })),
  ),
  text('procedureReference', 'Its reference', { optional: true, limit: 60, hint: 'Add it later if you have none yet' }),
  date('procedureSince', 'Since when', { optional: true }),
  text('heldBy', 'Who handles it', {
    optional: true,
    limit: 100,
    hint: 'A post or a team. School and authority both read this.',
  }),
];
