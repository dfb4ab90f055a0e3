import { z } from 'zod';
import type { CaseView } from '../../casework/casework';
import type { AttendanceMark } from '../../domain/case/fact';
import { isOfOneDay } from '../../domain/policy/codes';
import type { PolicyPack } from '../../domain/policy/pack';
import { answered, answeredBefore } from '../answered';
import { askWhy, WHY_IS_MISSING } from '../views/corrections';
import { anyOf } from '../views/words';
import { again, saying, type PageDeps } from './deps';
import { markError } from './day-bounds';
import { choice, date, lines, type Field } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { requiredDate, requiredText, typedDate, typedText } from './typed';

interface Input {
  readonly mark: AttendanceMark;
  /** Why days that are on record otherwise are told anew. */
  readonly because: string;
}

const input = z
  .object({
    code: requiredText(2, 'Choose the code in your register.'),
    from: requiredDate('Give the first day with this code.'),
    to: typedDate,
    note: typedText(300),
    because: typedText(300),
  })
  .transform(({ because, ...mark }): Input => ({ mark, because }));

/** What the register says, when it is neither "still missing" nor "back". */
export const attendance = (deps: PageDeps): Page<Input> => ({
  id: 'attendance',
  needs: 'mark-attendance',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const read = input.safeParse(shownAgain?.typed ?? {});
    const why = read.success ? askWhy(markOf(read.data.mark, view), view, turn.today) : null;
    return formView({
      title: 'Another attendance code',
      step: view.case.reference,
      heading: 'What does the register say?',
      notices: why?.notices ?? [],
      fields: [...fieldsOf(view), ...(why?.fields ?? [])],
      values: shownAgain?.typed ?? { from: turn.today },
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'attendance', args, 'next', 'positive')],
    });
  },

  // One line of the register: there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, { mark, because }) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const wrong = markError(mark.from, before, turn.today);
      if (wrong) return again({ from: wrong });
      if (mark.to && mark.to < mark.from) return again({ to: 'The last day is before the first. Please check both.' });
      if (mark.to && mark.to > turn.today)
        return again({ to: 'This day is still to come. Leave it empty if the code goes on.' });
      const told = markOf(mark, before);
      if (because === '' && askWhy(told, before, turn.today)) return again({ because: WHY_IS_MISSING });
      const view = await deps.casework.markAttendance(turn.person, args.case ?? '', told.mark, because);
      return { kind: 'done', card: await answered(view, turn, args.delivery, deps) };
    }),

  follows: (turn, args) => answeredBefore(turn, args, deps),
});

const markOf = (mark: AttendanceMark, { policy }: CaseView) => ({
  ...{ kind: 'attendance' as const },
  mark: { ...mark, to: mark.to ?? (isOfOneDay(mark.code, policy) ? mark.from : null) },
});

const fieldsOf = ({ policy }: CaseView): Field[] => [
  choice(
    'code',
    'Code',
    policy.codes.map(({ code, label }) => ({ title: `${code}: ${label}`, value: code })),
  ),
  date('from', 'First day with this code'),
  date('to', 'Last day with this code', {
    optional: true,
    hint: `Left empty, the code goes on until somebody says otherwise.${onlyOneDay(policy)}`,
  }),
  lines('note', 'Note', { optional: true, limit: 300 }),
];

function onlyOneDay({ codes }: PolicyPack): string {
  const ofOneDay = codes.filter(({ oneDay }) => oneDay).map(({ code }) => code);
  return ofOneDay.length > 0 ? ` Only for ${anyOf(ofOneDay)} it is then the first day alone.` : '';
}
