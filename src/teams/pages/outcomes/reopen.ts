import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import type { AttendanceMark } from '../../../domain/case/fact';
import { may } from '../../../domain/access/table';
import { readFacts } from '../../../domain/case/reading';
import { inWords } from '../../../domain/calendar/date';
import { londonDate } from '../../../domain/calendar/london';
import type { Person } from '../../../people/directory';
import { shownCase } from '../../shown-case';
import { askWhy, WHY_IS_MISSING } from '../../views/corrections';
import { closedBecause } from '../../views/timeline';
import { notice } from '../../views/notice';
import { again, saying, type PageDeps } from '../deps';
import { markError } from '../day-bounds';
import { choice, date, lines, type Field } from '../fields';
import { andTold } from '../../views/who-is-told';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredText, typedDate, typedText } from '../typed';

const input = z.object({
  why: requiredText(500, 'Say in a sentence why it is opened again.'),
  missingFrom: typedDate,
  code: typedText(2),
  because: typedText(300),
});
type Input = z.infer<typeof input>;

/** A closed case goes on: one history, and the safeguarding clock runs on from the first day missed. */
export const reopen = (deps: PageDeps): Page<Input> => ({
  id: 'reopen',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { closed } = readFacts(view.case.facts);
    const read = input.safeParse(shownAgain?.typed ?? {});
    const mark = read.success ? markOf(read.data) : null;
    const asked = mark && askWhy({ kind: 'attendance', mark }, view, turn.today);
    return formView({
      title: 'Open the case again',
      step: view.case.reference,
      heading: 'Why is it opened again?',
      intro: closed
        ? [`Closed on ${inWords(londonDate(closed.recordedAt))}: ${closedBecause(closed.reason, view.policy)}.`]
        : [],
      notices: [
        notice(
          'emphasis',
          'Everything that was recorded stays with the case.',
          `The checks that are due now are shown again${andTold(view, ({ kind }) => kind === 'missing-again')}.`,
        ),
        ...(asked?.notices ?? []),
      ],
      fields: [...fieldsFor(view, turn.person), ...(asked?.fields ?? [])],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Open the case again', 'reopen', args, 'next', 'positive')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, typed) =>
    saying(async () => {
      const { why, missingFrom, code, because } = typed;
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const wrong = missingFrom && markError(missingFrom, before, turn.today);
      if (wrong) return again({ missingFrom: wrong });
      if (missingFrom && code === '') return again({ code: 'Choose the code in your register.' });
      if (!missingFrom && code !== '') return again({ missingFrom: 'Give the first day with this code.' });
      const mark = markOf(typed);
      if (mark && because === '' && askWhy({ kind: 'attendance', mark }, before, turn.today))
        return again({ because: WHY_IS_MISSING });
      const view = await deps.casework.outcomes.reopen(turn.person, args.case ?? '', why, mark, because);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

const markOf = ({ missingFrom, code }: Input): AttendanceMark | null =>
  missingFrom && code !== '' ? { code, from: missingFrom, to: null, note: '' } : null;

/** How the register stands is the school's to say, and only of a pupil whose absence is on record. */
const fieldsFor = (view: CaseView, person: Person): Field[] => [
  lines('why', 'What has happened', { limit: 500 }),
  ...(view.absence && may(person, 'mark-attendance', view.case)
    ? [
        date('missingFrom', 'If missing again: first day missed', { optional: true }),
        choice(
          'code',
          'Code in the register since then',
          view.policy.codes
            .filter(({ present }) => !present)
            .map(({ code, label }) => ({ title: `${code}: ${label}`, value: code })),
          { optional: true },
        ),
      ]
    : []),
];
