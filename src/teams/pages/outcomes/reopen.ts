import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import type { AttendanceMark } from '../../../domain/case/fact';
import { may } from '../../../domain/access/table';
import { deathOf } from '../../../domain/case/death';
import { restsOnAPlace } from '../../../domain/case/nowhere';
import { readFacts } from '../../../domain/case/reading';
import { inWords, type LocalDate } from '../../../domain/calendar/date';
import { londonDate } from '../../../domain/calendar/london';
import type { Person } from '../../../people/directory';
import { shownCase } from '../../shown-case';
import { askWhy, WHY_IS_MISSING } from '../../views/corrections';
import { closedBecause } from '../../views/timeline';
import { notice, type Notice } from '../../views/notice';
import { again, saying, type PageDeps } from '../deps';
import { markError } from '../day-bounds';
import { choice, date, lines, type Field } from '../fields';
import { alertOfLeaving, saidToBe } from '../../views/nowhere';
import { andTold } from '../../views/who-is-told';
import { formView, submits } from '../form';
import type { FieldErrors, Page } from '../page';
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
  needs: 'reopen',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { closed } = readFacts(view.case.facts);
    const read = input.safeParse(shownAgain?.typed ?? {});
    const mark = read.success && saysOfRegister(view, turn.person) ? markOf(read.data) : null;
    const asked = mark && askWhy({ kind: 'attendance', mark }, view, turn.today);
    return formView({
      title: 'Open the case again',
      step: view.case.reference,
      heading: 'Why is it opened again?',
      intro: closed
        ? [`Closed on ${inWords(londonDate(closed.recordedAt))}: ${closedBecause(closed.reason, view.policy)}.`]
        : [],
      notices: [
        ...deathTakenBack(view),
        notice(
          'emphasis',
          'Everything that was recorded stays with the case.',
          `${whatFollows(view)}${andTold(view, alertOfLeaving(view))}.`,
        ),
        ...(asked?.notices ?? []),
      ],
      sections: saidToBe(view),
      fields: [...fieldsFor(view, turn.person), ...(asked?.fields ?? [])],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Open the case again', 'reopen', args, 'next', 'positive')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, typed) =>
    saying(async () => {
      const { why, because } = typed;
      const before = await deps.casework.see(turn.person, args.case ?? '');
      // A card that was drawn while the name still stood may ask for codes; what is no more asked stops nobody.
      const mark = saysOfRegister(before, turn.person) ? markOf(typed) : null;
      const errors = saysOfRegister(before, turn.person) ? wrongWith(typed, mark, before, turn.today) : null;
      if (errors) return again(errors);
      const view = await deps.casework.outcomes.reopen(turn.person, args.case ?? '', why, mark, because);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

/** Nobody opens a case again to close it: whoever does so says that there is a child to look for. */
const deathTakenBack = ({ case: { facts }, policy }: CaseView): Notice[] =>
  deathOf(facts, policy)
    ? [
        notice(
          'emphasis',
          'It is on record that the child has died.',
          'Opening the case again says that this is not so, and the search begins again as for any child who is not found.',
        ),
      ]
    : [];

const whatFollows = ({ case: { facts } }: CaseView): string =>
  restsOnAPlace(facts)
    ? 'The child is on no roll here. From now on nobody is taken to know where the child is'
    : 'The checks that are due now are shown again';

const markOf = ({ missingFrom, code }: Input): AttendanceMark | null =>
  missingFrom && code !== '' ? { code, from: missingFrom, to: null, note: '' } : null;

function wrongWith(
  { missingFrom, code, because }: Input,
  mark: AttendanceMark | null,
  view: CaseView,
  today: LocalDate,
): FieldErrors | null {
  const wrong = missingFrom && markError(missingFrom, view, today);
  if (wrong) return { missingFrom: wrong };
  if (missingFrom && code === '') return { code: 'Choose the code in your register.' };
  if (!missingFrom && code !== '') return { missingFrom: 'Give the first day with this code.' };
  return mark && because === '' && askWhy({ kind: 'attendance', mark }, view, today)
    ? { because: WHY_IS_MISSING }
    : null;
}

/**
 * How the register stands is the school's to say, and only of a pupil whose absence is on record and whose name stands
 * in the register.
 */
const saysOfRegister = (view: CaseView, person: Person): boolean =>
  view.absence !== null && view.assessment.onRoll && may(person, 'mark-attendance', view.case);

const fieldsFor = (view: CaseView, person: Person): Field[] => [
  lines('why', 'What has happened', { limit: 500 }),
  ...(saysOfRegister(view, person)
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
