import { z } from 'zod';
import { ROLE_NAMES } from '../../../domain/access/roles';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import { notice } from '../../views/notice';
import { short } from '../../views/words';
import { saying, type PageDeps } from '../deps';
import { choice, lines } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredText, typedText } from '../typed';

/** Takes the case from whoever has it. */
const NOBODY = 'nobody';

const input = z.object({ to: requiredText(60, 'Say to whom the case goes.'), note: typedText(500) });

/** Gives the case to a colleague, or hands it on. The colleague is told by an alert. */
export const assign = (deps: PageDeps): Page<z.infer<typeof input>> => ({
  id: 'assign',
  needs: 'assign',
  input,
  // One name and one sentence: there is nothing to keep half-done.
  saveDraft: async () => {},

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { assignee, policy } = view;
    const colleagues = await deps.casework.officer.colleagues(turn.person, view.case.reference);
    const others = colleagues.filter(({ id }) => id !== view.assessment.assigned?.to);
    const last = view.case.facts.findLast((fact) => fact.kind === 'assigned');
    return formView({
      title: assignee ? 'Hand over the case' : 'Give the case to somebody',
      step: view.case.reference,
      heading: assignee ? 'Who takes it on?' : 'Who works on it?',
      intro: [plain(policy.assignment.says)],
      notices: assignee
        ? [
            notice(
              'emphasis',
              `${short(assignee.person.name, 60)} has it now${assignee.hasLeft ? ', but works here no more' : ''}.`,
              ...(last?.kind === 'assigned' && last.note !== '' ? [short(last.note, 300)] : []),
            ),
          ]
        : [],
      fields: [
        choice('to', 'To whom', [
          ...others.map(({ id, name, roles }) => ({
            title: `${name} (${roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(', ')})`,
            value: id,
          })),
          ...(assignee ? [{ title: 'Back to the tracking officer alone', value: NOBODY }] : []),
        ]),
        lines('note', 'Where the case stands', { optional: assignee === null, limit: 500 }),
      ],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits(assignee ? 'Hand over' : 'Give the case', 'assign', args, 'next', 'positive')],
    });
  },

  submit: (turn, args, { to, note }) =>
    saying(async () => {
      const person = to === NOBODY ? null : to;
      const view = await deps.casework.officer.assign(turn.person, args.case ?? '', person, note);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});
